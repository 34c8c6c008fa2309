import {
  EVERYTHING,
  patternSet,
  resourcesCover,
  type EffectivePolicies,
  type PolicyGraph,
  type ReachingPolicy,
} from '../graph/index.js';
import type { Entity, PolicyDocument, Statement, Token } from '../model/index.js';
import { actionCovers } from '../prover/index.js';
import { includesAction } from './actions.js';

/** An unconditional Deny that takes an action from a principal, whatever the resource. */
export interface ActionDeny {
  readonly policy: ReachingPolicy;
  readonly statement: Statement;
  /** What of the statement denies it. */
  readonly token: Token;
}

/**
 * Whether a principal may be allowed an action on some resource, under whatever conditions: by one of its
 * identity-based policies, and by its permissions boundary. Undefined where one of them was not read. Denies and
 * control policies do not count.
 */
export function mayBeAllowed(graph: PolicyGraph, entity: Entity, action: string): boolean | undefined {
  const { identity, permissionsBoundary, unread } = graph.effectivePolicies(entity);
  if (unread.includes('identity-based') || unread.includes('permissions-boundary')) return undefined;
  return (
    identity.some(({ document }) => allows(document, action)) &&
    (permissionsBoundary === undefined || allows(permissionsBoundary.document, action))
  );
}

/** The denies of an action in a principal's identity-based policies and its permissions boundary. */
export function deniesOfAction(graph: PolicyGraph, entity: Entity, action: string): readonly ActionDeny[] {
  return deniesEverywhere(graph.effectivePolicies(entity))
    .filter(({ statement }) => includesAction(statement.action, action))
    .map(({ policy, statement }) => ({ policy, statement, token: denyingToken(statement, action) }));
}

function denyingToken({ action: element, token }: Statement, action: string): Token {
  if (element?.negated) return element.key;
  return element?.values.find(({ value }) => actionCovers(value, action) === true) ?? token;
}

const denies = new WeakMap<EffectivePolicies, readonly Omit<ActionDeny, 'token'>[]>();

/** Those under no condition and on every resource, each once: one managed policy can reach a user directly and through groups. */
function deniesEverywhere(effective: EffectivePolicies): readonly Omit<ActionDeny, 'token'>[] {
  const known = denies.get(effective);
  if (known) return known;
  const { identity, permissionsBoundary } = effective;
  const found = new Map<Statement, Omit<ActionDeny, 'token'>>();
  for (const policy of permissionsBoundary ? [...identity, permissionsBoundary] : identity) {
    for (const statement of policy.document.statements) {
      if (isDenyEverywhere(statement) && !found.has(statement)) found.set(statement, { policy, statement });
    }
  }
  const all = [...found.values()];
  denies.set(effective, all);
  return all;
}

function isDenyEverywhere({ effect, conditions, resource }: Statement): boolean {
  return (
    effect === 'Deny' && conditions.length === 0 && resourcesCover(patternSet(resource), EVERYTHING.resource)
  );
}

const allowed = new WeakMap<PolicyDocument, Map<string, boolean>>();

function allows(document: PolicyDocument, action: string): boolean {
  const byAction = allowed.get(document) ?? new Map<string, boolean>();
  allowed.set(document, byAction);
  const found =
    byAction.get(action) ??
    document.statements.some(
      (statement) => statement.effect === 'Allow' && includesAction(statement.action, action),
    );
  byAction.set(action, found);
  return found;
}
