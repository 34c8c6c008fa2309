import type { AccessWay, Account, Entity, GranteeKind, Requester } from '../../model/index.js';
import { cutOffByPublicAccessBlock } from '../public-access-block.js';
import { bucketOf, type RequestPolicies } from '../request-policies.js';
import { identityCandidates } from './identity-grants.js';
import type { NamedPrincipals } from './named.js';
import { ask, bearingOn, type Asked } from './question.js';
import { bySureness, directWays } from './ways.js';
import { isPattern, resourcesWithin } from './within.js';

/** A user, a role or a root user of an account that was read. */
export interface OwnPrincipal {
  readonly principal: string;
  readonly kind: GranteeKind;
  readonly account: string;
  readonly ways: Ways;
}

/** The surest first. */
export type Ways = readonly [AccessWay, ...AccessWay[]];

/**
 * Who of the accounts that were read has an access itself, without assuming a role. Looks at each of those who may
 * have it when somebody asks for him, and once.
 */
export class OwnAccess {
  readonly #asked: Asked;
  readonly #candidates: readonly Candidate[];
  readonly #known = new Map<Candidate, OwnPrincipal | undefined>();

  constructor(asked: Asked, named: NamedPrincipals) {
    this.#asked = asked;
    this.#candidates = [...candidates(asked, named)];
  }

  /** How many may have it. */
  get size(): number {
    return this.#candidates.length;
  }

  /** @param isKnown tells those that need not be looked at */
  *holders(isKnown: (principal: string) => boolean = () => false): Iterable<OwnPrincipal> {
    for (const candidate of this.#candidates) {
      if (isKnown(candidate.principal)) continue;
      const holder = this.#holder(candidate);
      if (holder) yield holder;
    }
  }

  #holder(candidate: Candidate): OwnPrincipal | undefined {
    const known = this.#known.get(candidate);
    if (known !== undefined || this.#known.has(candidate)) return known;
    const { principal, kind, account, requester } = candidate;
    const ways = waysOf(this.#asked, requester);
    const holder = ways && { principal, kind, account, ways };
    this.#known.set(candidate, holder);
    return holder;
  }
}

/** How somebody has the access itself; undefined where it does not. */
export function waysOf(asked: Asked, requester: Requester): Ways | undefined {
  return waysWithin(asked, (one) => {
    const isCutOff = cutOffByPublicAccessBlock(one.graph, bucketOf(one.graph, one.resource), requester);
    const bearing = bearingOn(one, requester);
    return { bearing, ways: isCutOff ? [] : directWays(bearing) };
  });
}

export interface Judged {
  readonly bearing: RequestPolicies;
  readonly ways: readonly AccessWay[];
}

/** The ways to all of the resource; where it is a pattern and there are none, the surest to something in it. */
export function waysWithin(asked: Asked, judge: (asked: Asked) => Judged): Ways | undefined {
  const { bearing, ways } = judge(asked);
  const [first, ...others] = ways;
  if (first) return [first, ...others];
  if (!asked.takesResource || !isPattern(asked.resource)) return undefined;
  const parts = resourcesWithin(asked.resource, bearing.request, bearing.policies);
  const found = parts.flatMap((resource) =>
    judge(ask(asked.graph, { ...asked, resource })).ways.map((way) => ({ ...way, resource })),
  );
  const [surest, ...rest] = found.sort(bySureness);
  return surest && [surest, ...rest.filter(({ certainty }) => certainty === surest.certainty)];
}

interface Candidate extends Omit<OwnPrincipal, 'ways'> {
  readonly requester: Requester;
}

/** Everybody of the accounts that were read whom some policy may allow it. */
function* candidates(asked: Asked, named: NamedPrincipals): Iterable<Candidate> {
  const { graph, side, action, resource } = asked;
  const home = homes(asked);
  // What was not read of the resource's own policy may name anybody.
  const isOpen = side.unread.some((type) => type === 'resource-based' || type === 'role-trust');
  for (const entity of named.entities) yield candidateOf(entity);
  for (const account of graph.accounts) {
    const isHome = home.includes(account);
    const isNamed = named.everybody || named.accounts.includes(account);
    if (!isNamed && !isOpen && !(isHome && !policyRules(asked))) continue;
    yield rootOf(account);
    for (const entity of isHome && named.everybody
      ? graph.entities(account)
      : identityCandidates(graph, account, action, resource)) {
      if (!named.entities.has(entity)) yield candidateOf(entity);
    }
  }
}

/**
 * The accounts whose principals need nothing but their own policies. Most ARNs without an account are those of
 * whoever asks; a bucket has one account, known or not.
 */
function homes({ graph, side, takesResource }: Asked): readonly Account[] {
  return takesResource && side.account !== undefined
    ? graph.accounts.filter(({ id }) => id === side.account)
    : graph.accounts;
}

/** Whether the policy of the resource was read and has to allow it, or to leave it to the account. */
function policyRules({ side: { policy }, action, resource }: Asked): boolean {
  if (policy === undefined) return false;
  return policy.type === 'role-trust' || (action.startsWith('kms:') && resource.includes(':key/'));
}

const candidatesOfEntities = new WeakMap<Entity, Candidate>();

/** The same object each time, and the same requester, which the evaluator remembers it by. */
function candidateOf(entity: Entity): Candidate {
  const known = candidatesOfEntities.get(entity);
  if (known) return known;
  const { kind, arn, account } = entity;
  const requester: Requester =
    kind === 'user' ? { kind, arn } : { kind, arn, serviceLinked: entity.serviceLinked };
  const candidate = { principal: arn, kind, account, requester };
  candidatesOfEntities.set(entity, candidate);
  return candidate;
}

export function requesterOf(entity: Entity): Requester {
  return candidateOf(entity).requester;
}

function rootOf({ id, partition }: Account): Candidate {
  const principal = `arn:${partition}:iam::${id}:root`;
  return { principal, kind: 'root', account: id, requester: { kind: 'root', account: id, partition } };
}
