import {
  parseArn,
  type AccessWay,
  type Account,
  type Entity,
  type GranteeKind,
  type Requester,
  type UnreadPolicy,
} from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { cutOffByPublicAccessBlock } from '../public-access-block.js';
import { bucketOf, type PartOf, type RequestPolicies } from '../request-policies.js';
import { everyEntity, identityCandidates } from './identity-grants.js';
import { tellsPrincipalsApart } from './peers.js';
import { namedBy, NOBODY, type NamedPrincipals } from './named.js';
import { everybody, outsiderNamed, type Outsider } from './outsiders.js';
import { bearingOn, takesResource, type AccessQuestion } from './question.js';
import { directWays } from './ways.js';

/** A user, a role or a root user of an account that was read. */
export interface OwnPrincipal {
  readonly principal: string;
  readonly kind: GranteeKind;
  readonly account: string;
  readonly ways: readonly AccessWay[];
}

/** Who has the access itself, without assuming a role. */
export interface DirectAccess {
  readonly own: readonly OwnPrincipal[];
  readonly outsiders: readonly Outsider[];
  readonly unread: readonly UnreadPolicy[];
  /** The account of the resource, as far as it is known. */
  readonly resourceAccount: string | undefined;
}

export function directAccess(graph: PolicyGraph, question: AccessQuestion): DirectAccess {
  const side = resourceSideOf(graph, question);
  const named = side.policies.resource ? namedBy(graph, side.policies.resource) : NOBODY;
  const bucket = bucketOf(graph, question.resource);
  const own = candidates(graph, question, side, named)
    .filter(({ requester }) => !cutOffByPublicAccessBlock(graph, bucket, requester))
    .flatMap(({ requester, part, principals }): readonly OwnPrincipal[] => {
      const ways = directWays(bearingOn(graph, question, requester, part && { part }));
      return ways.length === 0 ? [] : principals.map((principal) => ({ ...principal, ways }));
    });
  return {
    own,
    outsiders: [
      ...named.others.flatMap((value) => outsiderNamed(graph, question, value) ?? []),
      ...(named.everybody ? everybody(graph, question) : []),
    ],
    unread: unreadOf(graph, question, side),
    resourceAccount: takesResource(question) ? side.resourceAccount : undefined,
  };
}

/** What bears on the resource, whoever asks. */
function resourceSideOf(graph: PolicyGraph, question: AccessQuestion): RequestPolicies {
  return bearingOn(graph, question, { kind: 'anonymous' });
}

/** Those for whom one decision is that of all. */
interface Candidates {
  readonly principals: readonly Omit<OwnPrincipal, 'ways'>[];
  /** Any of them. */
  readonly requester: Requester;
  /** What of their documents counts, where that is known. */
  readonly part?: PartOf;
}

/** Everybody of the accounts that were read whom some policy may allow it. */
function candidates(
  graph: PolicyGraph,
  question: AccessQuestion,
  side: RequestPolicies,
  named: NamedPrincipals,
): readonly Candidates[] {
  const { action, resource } = question;
  const home = homes(graph, question, side);
  const isApart = [side.policies.resource, ...(side.policies.resourceControl ?? []).flat()].some(
    (document) => document && tellsPrincipalsApart(document),
  );
  const found = [...named.entities].map((entity) => candidatesOf([entity]));
  for (const account of graph.accounts) {
    const isHome = home.includes(account);
    const isNamed = named.everybody || named.accounts.includes(account);
    if (isHome || isNamed) found.push(rootOf(account));
    const isOpen = isNamed || (isHome && !policyRules(question, side)) || isForeign(home, side);
    const groups =
      isHome && named.everybody
        ? everyEntity(graph, account, action)
        : isOpen
          ? identityCandidates(graph, account, action, resource)
          : [];
    for (const { entities, part } of groups) {
      const isAlone = (entity: Entity) => isApart || named.anywhere.has(entity);
      found.push(
        candidatesOf(
          entities.filter((entity) => !isAlone(entity)),
          part,
        ),
      );
      for (const entity of entities) {
        if (isAlone(entity) && !named.entities.has(entity)) found.push(candidatesOf([entity], part));
      }
    }
  }
  return found.filter((group) => group !== undefined);
}

/** Whether the resource is in an account that was not read, so that its own policy may name anybody. */
function isForeign(home: readonly Account[], { policies }: RequestPolicies): boolean {
  return home.length === 0 && policies.resource === undefined;
}

/** The accounts whose principals need nothing but their own policies. */
function homes(graph: PolicyGraph, question: AccessQuestion, side: RequestPolicies): readonly Account[] {
  if (!takesResource(question) || !belongsToAccount(question, side)) return graph.accounts;
  return graph.accounts.filter(({ id }) => id === side.resourceAccount);
}

/** Most ARNs without an account are those of whoever asks; a bucket has one account, known or not. */
function belongsToAccount({ resource }: AccessQuestion, { resourceAccount }: RequestPolicies): boolean {
  return resourceAccount !== undefined && parseArn(resource) !== undefined;
}

/** Whether the policy of the resource was read and has to allow it, or to leave it to the account. */
function policyRules({ action, resource }: AccessQuestion, { policies }: RequestPolicies): boolean {
  if (policies.resource === undefined) return false;
  return policies.resource.type === 'role-trust' || (action.startsWith('kms:') && resource.includes(':key/'));
}

function candidatesOf(entities: readonly Entity[], part?: PartOf): Candidates | undefined {
  const [first] = entities;
  if (first === undefined) return undefined;
  const { kind, arn } = first;
  return {
    principals: entities.map((entity) => ({
      principal: entity.arn,
      kind: entity.kind,
      account: entity.account,
    })),
    requester: kind === 'user' ? { kind, arn } : { kind, arn, serviceLinked: first.serviceLinked },
    ...(part && { part }),
  };
}

function rootOf({ id, partition }: Account): Candidates {
  const principal = `arn:${partition}:iam::${id}:root`;
  return {
    principals: [{ principal, kind: 'root', account: id }],
    requester: { kind: 'root', account: id, partition },
  };
}

/** What of the resource and of the organization was not read. */
function unreadOf(
  graph: PolicyGraph,
  question: AccessQuestion,
  side: RequestPolicies,
): readonly UnreadPolicy[] {
  const { resource } = question;
  const of = side.resourceAccount ?? resource;
  const bucket = bucketOf(graph, resource);
  const isBucketUnknown = side.resourceAccount === undefined && isS3(resource) && takesResource(question);
  return [
    ...(isBucketUnknown ? [{ policyType: 'resource-account', of: resource } as const] : []),
    ...(side.policies.unknownTypes ?? []).map((policyType): UnreadPolicy => ({
      policyType,
      of: policyType === 'resource-control' ? of : resource,
    })),
    ...(bucket && takesResource(question) && bucket.detail.ObjectOwnership !== 'BucketOwnerEnforced'
      ? [{ policyType: 'access-control-list', of: bucket.arn } as const]
      : []),
    ...graph.accounts
      .filter(({ id }) => graph.controlPolicies('service-control', id).unread)
      .map(({ id }): UnreadPolicy => ({ policyType: 'service-control', of: id })),
  ];
}

function isS3(resource: string): boolean {
  const arn = parseArn(resource);
  return arn?.service === 's3' && arn.region === '' && arn.account === '';
}
