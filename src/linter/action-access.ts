import { EVERYTHING, grantCovers, grantOf, type PolicyGraph, type ReachingPolicy } from '../graph/index.js';
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
  const { identity, permissionsBoundary } = graph.effectivePolicies(entity);
  const anywhere = { ...EVERYTHING, action: { negated: false, values: [action] } };
  const reaching = [...identity, ...(permissionsBoundary ? [permissionsBoundary] : [])];
  // One managed policy can reach a user directly and through groups.
  const once = new Map(reaching.toReversed().map((policy) => [policy.document, policy]));
  return [...once.values()].toReversed().flatMap((policy) =>
    unconditionalDenies(policy.document)
      .filter((statement) => grantCovers(grantOf(statement), anywhere))
      .map((statement) => ({ policy, statement, token: denyingToken(statement, action) })),
  );
}

function denyingToken({ action: element, token }: Statement, action: string): Token {
  if (element?.negated) return element.key;
  return element?.values.find(({ value }) => actionCovers(value, action) === true) ?? token;
}

const denies = new WeakMap<PolicyDocument, readonly Statement[]>();

function unconditionalDenies(document: PolicyDocument): readonly Statement[] {
  const known = denies.get(document);
  if (known) return known;
  const found = document.statements.filter(
    ({ effect, conditions }) => effect === 'Deny' && conditions.length === 0,
  );
  denies.set(document, found);
  return found;
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
