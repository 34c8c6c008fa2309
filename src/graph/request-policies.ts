import { findService } from '../model/catalogue/index.js';
import {
  isAccountId,
  parseArn,
  type ApplicablePolicies,
  type Entity,
  type PolicyDocument,
  type PolicyType,
  type Request,
  type Requester,
} from '../model/index.js';
import type { ControlLevel, ControlType, PolicyGraph, ReachingPolicy } from './graph.js';
import { principalKeys, resourceKeys, type Caller } from './known-keys.js';
import { bucketOf, isBucketArn, isTrustAction, ownPolicy, takesResource } from './own-policy.js';

export { bucketOf, isTrustAction };

/** Everything that bears on one request, and how it does. */
export interface RequestPolicies {
  /** With what the graph knows of it: the role behind a session, the owner of the resource, tags, the organization. */
  readonly request: Request;
  readonly policies: ApplicablePolicies;
  /** The user or role that calls; undefined where there is none or it was not read. */
  readonly entity: Entity | undefined;
  /** The account of the resource, as far as it is known. */
  readonly resourceAccount: string | undefined;
  /** Identity-based policies and the permissions boundary, each with the way by which it reaches the principal. */
  readonly reaching: readonly ReachingPolicy[];
  /** The places in the organization that the levels of the policies stand for. */
  readonly serviceControl: readonly ControlLevel[];
  readonly resourceControl: readonly ControlLevel[];
}

/**
 * What the graph has to say of a request: the policies of the principal and of the resource, those of the
 * organization that govern each of the two, and the context keys that follow. What was not read is among the
 * `unknownTypes`; a session policy or a VPC endpoint policy is never among the policies, since neither is recorded.
 *
 * @param part what counts of each document, where that is less than the whole
 */
export function policiesFor(graph: PolicyGraph, request: Request, part?: PartOf): RequestPolicies {
  return policiesOfBoth(graph, request, resourceSide(graph, request, part), part);
}

/** The same for a resource that has been looked at already, for another principal. */
export function policiesOfBoth(
  graph: PolicyGraph,
  request: Request,
  resource: ResourceSide,
  part?: PartOf,
): RequestPolicies {
  const principal = knownPrincipal(graph, request.principal);
  const caller = callerSide(graph, principal, part);
  const documents = [
    ...caller.reaching.map(({ document }) => document),
    ...[...caller.serviceControl, ...resource.resourceControl].flatMap((level) => level.documents),
    ...(resource.policy ? [resource.policy] : []),
  ];
  const unknownTypes = [...caller.unread, ...resource.unread];
  const boundary = caller.reaching.find(({ document }) => document.type === 'permissions-boundary');
  const account = resource.account;
  return {
    request: {
      ...request,
      principal,
      context: {
        ...principalKeys(graph, principal, caller, documents),
        ...resourceKeys(graph, account),
        ...request.context,
      },
      ...(account !== undefined && { resourceAccount: account }),
    },
    policies: {
      identity: caller.reaching
        .map(({ document }) => document)
        .filter(({ type }) => type === 'identity-based'),
      ...(boundary && { permissionsBoundary: boundary.document }),
      ...(caller.serviceControl.length > 0 && { serviceControl: documentsOf(caller.serviceControl) }),
      ...(resource.resourceControl.length > 0 && { resourceControl: documentsOf(resource.resourceControl) }),
      ...(resource.policy && { resource: resource.policy }),
      ...(graph.organization && { managementAccount: graph.organization.detail.MasterAccountId }),
      ...(unknownTypes.length > 0 && { unknownTypes }),
    },
    entity: caller.entity,
    resourceAccount: account,
    reaching: caller.reaching,
    serviceControl: caller.serviceControl,
    resourceControl: resource.resourceControl,
  };
}

/**
 * A document without the statements that a question is not about; undefined for an identity-based policy of which
 * nothing is left. A policy that limits others counts even so.
 */
export type PartOf = (document: PolicyDocument) => PolicyDocument | undefined;

function partsOf(reaching: readonly ReachingPolicy[], part: PartOf | undefined): readonly ReachingPolicy[] {
  if (part === undefined) return reaching;
  return reaching.flatMap(({ document: whole, via }) => {
    const document = part(whole);
    return document ? { document, via } : [];
  });
}

function partsOfLevels(levels: readonly ControlLevel[], part: PartOf | undefined): readonly ControlLevel[] {
  if (part === undefined) return levels;
  return levels.map(({ target, documents }) => ({
    target,
    documents: documents.flatMap((document) => part(document) ?? []),
  }));
}

/** A session's ARN tells the name of its role and not the path. */
function knownPrincipal(graph: PolicyGraph, principal: Requester): Requester {
  if (principal.kind !== 'role') return principal;
  if (principal.serviceLinked !== undefined) return principal;
  const arn = parseArn(principal.arn);
  if (arn?.service !== 'sts') {
    const role = graph.entity(principal.arn);
    return role?.kind === 'role' ? { serviceLinked: role.serviceLinked, ...principal } : principal;
  }
  const [, name, session] = arn.resource.split('/');
  const role = graph.account(arn.account)?.roles.find((candidate) => candidate.name === name);
  if (role === undefined || session === undefined) return principal;
  return { kind: 'role', arn: role.arn, session, serviceLinked: role.serviceLinked };
}

interface CallerSide extends Caller {
  readonly reaching: readonly ReachingPolicy[];
  readonly unread: readonly PolicyType[];
}

type CallersOfPart = WeakMap<PartOf, WeakMap<Requester, CallerSide>>;
const callersOfGraph = new WeakMap<PolicyGraph, CallersOfPart>();

/** The same each time for the same part: many resources are asked about for the same principals. */
function callerSide(graph: PolicyGraph, principal: Requester, part: PartOf | undefined): CallerSide {
  if (part === undefined) return findCallerSide(graph, principal, part);
  const ofGraph: CallersOfPart = callersOfGraph.get(graph) ?? new WeakMap();
  callersOfGraph.set(graph, ofGraph);
  const ofPart = ofGraph.get(part) ?? new WeakMap<Requester, CallerSide>();
  ofGraph.set(part, ofPart);
  const side = ofPart.get(principal) ?? findCallerSide(graph, principal, part);
  ofPart.set(principal, side);
  return side;
}

function findCallerSide(graph: PolicyGraph, principal: Requester, part: PartOf | undefined): CallerSide {
  const account = accountOf(principal);
  const entity = entityOf(graph, principal);
  const { levels, unread } = controlSide(graph, 'service-control', account);
  const limits = { entity, account, serviceControl: partsOfLevels(levels, part) };
  if (entity) {
    const own = graph.effectivePolicies(entity);
    return {
      ...limits,
      reaching: partsOf(
        [...own.identity, ...(own.permissionsBoundary ? [own.permissionsBoundary] : [])],
        part,
      ),
      unread: [
        ...own.unread.filter((type) => type === 'identity-based' || type === 'permissions-boundary'),
        ...unread,
        ...(principal.kind === 'federated-user' ? (['session'] as const) : []),
      ],
    };
  }
  return { ...limits, reaching: [], unread: [...NOT_READ[principal.kind], ...unread] };
}

/** What binds a principal that is not in the graph, and so was not read. */
const NOT_READ: Readonly<Record<Requester['kind'], readonly PolicyType[]>> = {
  user: ['identity-based', 'permissions-boundary'],
  role: ['identity-based', 'permissions-boundary'],
  'federated-user': ['identity-based', 'permissions-boundary', 'session'],
  saml: [],
  'web-identity': [],
  root: [],
  service: [],
  anonymous: [],
};

/** The account whose policies bind a principal; undefined for one that belongs to none, such as a service. */
export function accountOf(principal: Requester): string | undefined {
  if (principal.kind === 'root') return principal.account;
  return 'arn' in principal ? parseArn(principal.arn)?.account : undefined;
}

function entityOf(graph: PolicyGraph, principal: Requester): Entity | undefined {
  switch (principal.kind) {
    case 'user':
    case 'role':
      return graph.entity(principal.arn);
    case 'federated-user':
      return principal.user === undefined ? undefined : graph.entity(principal.user);
    default:
      return undefined;
  }
}

function controlSide(graph: PolicyGraph, type: ControlType, account: string | undefined) {
  if (account === undefined) return { levels: [], unread: [] };
  // That the audited accounts are in no organization says nothing of the others.
  if (graph.organization === null && !graph.isOwnAccount(account)) return { levels: [], unread: [type] };
  const { levels = [], unread } = graph.controlPolicies(type, account);
  return { levels, unread: unread ? [type] : [] };
}

/** What bears on a request on the side of its resource. */
export interface ResourceSide {
  readonly account: string | undefined;
  /** Undefined where there is none, and where it was not read. */
  readonly policy: PolicyDocument | undefined;
  readonly resourceControl: readonly ControlLevel[];
  readonly unread: readonly PolicyType[];
}

export function resourceSide(graph: PolicyGraph, request: Request, part?: PartOf): ResourceSide {
  const isAbout = takesResource(request.action);
  const bucket = isAbout ? bucketOf(graph, request.resource) : undefined;
  // Resource control policies bind it, and an action without a resource is about the caller's own account.
  const account = isAbout
    ? (request.resourceAccount ?? bucket?.account ?? accountInArn(request.resource))
    : accountOf(request.principal);
  const own = ownPolicy(graph, request, bucket);
  const bound = findService(request.action.split(':', 1)[0] ?? '')?.resourceControlPolicies ?? true;
  const control = bound ? controlSide(graph, 'resource-control', account) : { levels: [], unread: [] };
  const isWhoseUnknown =
    bound && account === undefined && graph.organization !== null && isBucketArn(parseArn(request.resource));
  return {
    account,
    policy: part && own.policy ? part(own.policy) : own.policy,
    resourceControl: partsOfLevels(control.levels, part),
    unread: [...own.unread, ...control.unread, ...(isWhoseUnknown ? (['resource-control'] as const) : [])],
  };
}

function accountInArn(resource: string): string | undefined {
  const account = parseArn(resource)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

function documentsOf(levels: readonly ControlLevel[]): readonly (readonly PolicyDocument[])[] {
  return levels.map(({ documents }) => documents);
}
