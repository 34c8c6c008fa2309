import {
  EVERYTHING,
  grantCovers,
  grantOf,
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
  const anywhere = { ...EVERYTHING, action: { negated: false, values: [action] } };
  return unconditionalDenies(graph.effectivePolicies(entity))
    .filter(({ statement }) => grantCovers(grantOf(statement), anywhere))
    .map(({ policy, statement }) => ({ policy, statement, token: denyingToken(statement, action) }));
}

function denyingToken({ action: element, token }: Statement, action: string): Token {
  if (element?.negated) return element.key;
  return element?.values.find(({ value }) => actionCovers(value, action) === true) ?? token;
}

const denies = new WeakMap<EffectivePolicies, readonly Omit<ActionDeny, 'token'>[]>();

/** Each once: one managed policy can reach a user directly and through groups. */
function unconditionalDenies(effective: EffectivePolicies): readonly Omit<ActionDeny, 'token'>[] {
  const known = denies.get(effective);
  if (known) return known;
  const { identity, permissionsBoundary } = effective;
  const found = new Map<Statement, Omit<ActionDeny, 'token'>>();
  for (const policy of permissionsBoundary ? [...identity, permissionsBoundary] : identity) {
    for (const statement of policy.document.statements) {
      const isDeny = statement.effect === 'Deny' && statement.conditions.length === 0;
      if (isDeny && !found.has(statement)) found.set(statement, { policy, statement });
    }
  }
  const all = [...found.values()];
  denies.set(effective, all);
  return all;
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
