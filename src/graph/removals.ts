import type { Entity, PolicyDocument, Statement, Token } from '../model/index.js';
import { actionGrants, isWide, type ActionGrant } from './action-grants.js';
import { matchingActions } from './actions.js';
import { isFullAccessPolicy } from './full-access.js';
import type { EffectivePolicies, PolicyGraph, ReachingPolicy } from './graph.js';
import {
  actionsCover,
  actionsIntersect,
  grantOf,
  resourcesCover,
  resourcesIntersect,
  type Grant,
  type PatternSet,
} from './pattern-set.js';
import { isEveryAction } from './wildcards.js';

/** An unconditional deny among the policies of a principal, with what it takes from the others. */
export interface Removal {
  /** The policy that denies. */
  readonly policy: ReachingPolicy;
  readonly statement: Statement;
  readonly grants: readonly RemovedGrant[];
}

/** What a deny takes from one policy. */
export interface RemovedGrant {
  /** The policy that grants. */
  readonly policy: ReachingPolicy;
  /** The actions concerned, as that policy has them. */
  readonly granted: readonly Token[];
  /** The same as the deny has them. */
  readonly denied: readonly Token[];
  /** What the two have in common: the actions that are lost. */
  readonly lost: readonly PatternSet[];
  /** Whether all of what is granted is lost, or the policy gives full access and this is what is missing from it. */
  readonly extent: 'whole' | 'part';
  /** Whether the deny reaches the principal only through groups, and the grant does not come from one of them. */
  readonly hidden: boolean;
}

type Taken = Omit<RemovedGrant, 'policy' | 'hidden'>;

/**
 * What the denies of identity-based policies and of the permissions boundary take from what other policies grant to
 * the same principal. Denies under a condition are left out, and those beside the grant in one document, which are
 * meant. So are those of service control policies, which set limits for whole accounts.
 */
export function removals(graph: PolicyGraph, entity: Entity): readonly Removal[] {
  const effective = graph.effectivePolicies(entity);
  const removed = removalsOf.get(effective) ?? findRemovals(effective);
  removalsOf.set(effective, removed);
  return removed;
}

const removalsOf = new WeakMap<EffectivePolicies, readonly Removal[]>();

function findRemovals({ identity, permissionsBoundary }: EffectivePolicies): readonly Removal[] {
  const granting = waysTo(identity);
  const denying = permissionsBoundary
    ? new Map([...granting, [permissionsBoundary.document, [permissionsBoundary]]])
    : granting;
  return [...denying].flatMap(([document, ways]) =>
    deniesOf(document).flatMap((deny): readonly Removal[] => {
      const grants = [...granting].flatMap(([other, otherWays]) => {
        const taken = isSameText(document, other) ? undefined : takenFrom(other, deny);
        return taken ? removedGrant(ways, otherWays, taken) : [];
      });
      const [policy] = ways;
      return policy && grants.length > 0 ? [{ policy, statement: deny.statement, grants }] : [];
    }),
  );
}

/** One managed policy can reach a user directly and through groups. The direct way comes first. */
function waysTo(policies: readonly ReachingPolicy[]): ReadonlyMap<PolicyDocument, readonly ReachingPolicy[]> {
  const ways = new Map<PolicyDocument, ReachingPolicy[]>();
  for (const policy of policies) {
    const known = ways.get(policy.document);
    if (known) known.push(policy);
    else ways.set(policy.document, [policy]);
  }
  return ways;
}

function removedGrant(
  denying: readonly ReachingPolicy[],
  granting: readonly ReachingPolicy[],
  taken: Taken,
): readonly RemovedGrant[] {
  const groups = denying.flatMap(({ via: [, group] }) => group ?? []);
  const onlyThroughGroups = groups.length === denying.length;
  const elsewhere = granting.find(({ via: [, group] }) => group === undefined || !groups.includes(group));
  const hidden = onlyThroughGroups && elsewhere !== undefined;
  const [first] = granting;
  const policy = hidden ? elsewhere : first;
  return policy ? [{ policy, hidden, ...taken }] : [];
}

/** A managed policy that is attached and is the permissions boundary too is two documents of one text. */
function isSameText(a: PolicyDocument, b: PolicyDocument): boolean {
  return a.owner === b.owner && a.name === b.name;
}

interface Deny {
  readonly statement: Statement;
  readonly grant: Grant;
  readonly actions: readonly ActionGrant[];
}

const deniesByDocument = new WeakMap<PolicyDocument, readonly Deny[]>();

/** The unconditional ones, without their misspelt actions, which deny nothing. */
function deniesOf(document: PolicyDocument): readonly Deny[] {
  const known = deniesByDocument.get(document);
  if (known) return known;
  const denies = document.statements
    .filter(({ effect, conditions }) => effect === 'Deny' && conditions.length === 0)
    .map((statement): Deny => {
      const { action, resource } = grantOf(statement);
      const values = action.negated ? action.values : action.values.filter(isKnown);
      const actions = actionGrants(statement).filter(
        ({ token }) => action.negated || values.includes(token.value),
      );
      return { statement, grant: { action: { ...action, values }, resource }, actions };
    });
  deniesByDocument.set(document, denies);
  return denies;
}

function isKnown(action: string): boolean {
  return isEveryAction(action) || matchingActions(action).length > 0;
}

const takenByDeny = new WeakMap<Deny, WeakMap<PolicyDocument, Taken | 'nothing'>>();

/** Worked out once for each pair: most principals of an account share their managed policies. */
function takenFrom(document: PolicyDocument, deny: Deny): Taken | undefined {
  const byDocument = takenByDeny.get(deny) ?? new WeakMap<PolicyDocument, Taken | 'nothing'>();
  takenByDeny.set(deny, byDocument);
  const taken = byDocument.get(document) ?? computeTaken(document, deny) ?? 'nothing';
  byDocument.set(document, taken);
  return taken === 'nothing' ? undefined : taken;
}

function computeTaken(document: PolicyDocument, deny: Deny): Taken | undefined {
  const allows = document.statements.filter(({ effect }) => effect === 'Allow');
  const touched = allows.flatMap((statement) => touchedBy(deny, statement));
  const gone = touched.filter(({ isGone }) => isGone);
  const fullAccess = isFullAccessPolicy(document.owner);
  const leavesFullAccessWanting =
    fullAccess && !gone.some(isWide) && gone.length < allows.flatMap(actionGrants).length;
  return gone.length > 0 && !leavesFullAccessWanting
    ? takenOf('whole', deny, gone)
    : takenOf('part', deny, fullAccess ? touched : touched.filter(isWide));
}

interface Touched extends ActionGrant {
  /** Whether the deny takes all of it, on all of its resources. */
  readonly isGone: boolean;
}

/** The actions of an Allow of which a deny takes something. */
function touchedBy({ grant: denied }: Deny, allow: Statement): readonly Touched[] {
  const actions = actionGrants(allow).filter(({ grant }) => actionsIntersect(denied.action, grant.action));
  const { resource } = grantOf(allow);
  // One comparison of resources for all actions: a policy of AWS lists more than a thousand.
  if (actions.length === 0 || !resourcesIntersect(denied.resource, resource)) return [];
  const everywhere = resourcesCover(denied.resource, resource);
  return actions.map((action) => ({
    ...action,
    isGone: everywhere && actionsCover(denied.action, action.grant.action),
  }));
}

/** Undefined where no action that exists is among what the two have in common. */
function takenOf(extent: Taken['extent'], deny: Deny, granted: readonly ActionGrant[]): Taken | undefined {
  const meetings = granted.flatMap((one) =>
    deny.actions
      .filter(({ grant }) => actionsIntersect(grant.action, one.grant.action))
      .map((other) => ({ one, other, lost: common(one.grant.action, other.grant.action) }))
      .filter(({ lost }) => lost.length > 0),
  );
  if (meetings.length === 0) return undefined;
  return {
    extent,
    granted: [...new Set(meetings.map(({ one }) => one.token))],
    denied: [...new Set(meetings.map(({ other }) => other.token))],
    lost: meetings.flatMap(({ lost }) => lost),
  };
}

/** What a granted and a denied set of actions have in common: one of the two, or the actions that both match. */
function common(granted: PatternSet, denied: PatternSet): readonly PatternSet[] {
  if (actionsCover(denied, granted)) return [granted];
  if (granted.negated || denied.negated || actionsCover(granted, denied)) return [denied];
  return denied.values
    .flatMap(matchingActions)
    .map(({ name }) => ({ negated: false, values: [name] }))
    .filter((action) => actionsCover(granted, action));
}
