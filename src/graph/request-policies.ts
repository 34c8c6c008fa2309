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
import { adaptedKeys, principalKeys, resourceKeys, type Caller, type Context } from './known-keys.js';
import { bucketOf, isBucketArn, isTrustAction, ownPolicy, takesResource } from './own-policy.js';
import { USUAL_CONTEXT } from './usual-context.js';

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
  const { account } = resource;
  const context = contextOf(graph, { ...request, principal }, caller, resource);
  return {
    request:
      account === undefined
        ? { ...request, principal, context }
        : { ...request, principal, context, resourceAccount: account },
    policies: {
      ...caller.policies,
      ...resource.policies,
      ...(resource.unread.length > 0 && { unknownTypes: [...caller.unread, ...resource.unread] }),
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

/** What follows of the request, with the keys that it brings: of two the latter. */
function contextOf(graph: PolicyGraph, request: Request, caller: CallerSide, side: ResourceSide): Context {
  const { account, documents } = side;
  const keys =
    documents.length === 0
      ? caller.keys
      : adaptedKeys(caller.keys, request.principal, caller.entity, documents);
  const make = (): Context => ({ ...keys, ...resourceKeys(graph, account), ...request.context });
  if (keys !== caller.keys || request.context !== USUAL_CONTEXT) return make();
  const known = caller.usualContexts.get(account) ?? make();
  caller.usualContexts.set(account, known);
  return known;
}

interface CallerSide extends Caller {
  readonly reaching: readonly ReachingPolicy[];
  readonly unread: readonly PolicyType[];
  readonly policies: ApplicablePolicies;
  readonly keys: Context;
  /** Of requests that bring what is usual, by the account of the resource. To add a key to an object takes long. */
  readonly usualContexts: Map<string | undefined, Context>;
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
  const { levels, unread: unreadLevels } = controlSide(graph, 'service-control', account);
  const serviceControl = partsOfLevels(levels, part);
  const { reaching, unread: unreadOwn } = entity
    ? ownSide(graph, principal, entity, part)
    : { reaching: [], unread: NOT_READ[principal.kind] };
  const own = reaching.map(({ document }) => document);
  const boundary = own.find(({ type }) => type === 'permissions-boundary');
  const unread = [...unreadOwn, ...unreadLevels];
  const keys = principalKeys(graph, principal, { entity, account, serviceControl });
  return {
    entity,
    account,
    serviceControl,
    reaching,
    unread,
    keys: adaptedKeys(keys, principal, entity, [...own, ...documentsOf(serviceControl).flat()]),
    usualContexts: new Map(),
    policies: {
      identity: own.filter(({ type }) => type === 'identity-based'),
      ...(boundary && { permissionsBoundary: boundary }),
      ...(serviceControl.length > 0 && { serviceControl: documentsOf(serviceControl) }),
      ...(graph.organization && { managementAccount: graph.organization.detail.MasterAccountId }),
      ...(unread.length > 0 && { unknownTypes: unread }),
    },
  };
}

/** What a user or role is attached to or bound by, and what of it was not read. */
function ownSide(
  graph: PolicyGraph,
  principal: Requester,
  entity: Entity,
  part: PartOf | undefined,
): Pick<CallerSide, 'reaching' | 'unread'> {
  const { identity, permissionsBoundary, unread } = graph.effectivePolicies(entity);
  return {
    reaching: partsOf([...identity, ...(permissionsBoundary ? [permissionsBoundary] : [])], part),
    unread: [
      ...unread.filter((type) => type === 'identity-based' || type === 'permissions-boundary'),
      ...(principal.kind === 'federated-user' ? (['session'] as const) : []),
    ],
  };
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
  /** All of them. */
  readonly documents: readonly PolicyDocument[];
  readonly policies: Pick<ApplicablePolicies, 'resource' | 'resourceControl'>;
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
  const policy = part && own.policy ? part(own.policy) : own.policy;
  const resourceControl = partsOfLevels(control.levels, part);
  return {
    account,
    policy,
    resourceControl,
    unread: [...own.unread, ...control.unread, ...(isWhoseUnknown ? (['resource-control'] as const) : [])],
    documents: [...documentsOf(resourceControl).flat(), ...(policy ? [policy] : [])],
    policies: {
      ...(resourceControl.length > 0 && { resourceControl: documentsOf(resourceControl) }),
      ...(policy && { resource: policy }),
    },
  };
}

function accountInArn(resource: string): string | undefined {
  const account = parseArn(resource)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

function documentsOf(levels: readonly ControlLevel[]): readonly (readonly PolicyDocument[])[] {
  return levels.map(({ documents }) => documents);
}
