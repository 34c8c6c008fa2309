import { grantCovers, grantOf, type PolicyGraph } from '../graph/index.js';
import type { Condition, PolicyDocument, PrincipalElement, Statement } from '../model/index.js';
import { CALLER_KEYS, namesEntities, SOURCE_KEYS, USER_ID, type AcceptsValue } from '../prover/index.js';
import { isFlag, requires, spares } from './requirements.js';

/**
 * How far the conditions of a statement narrow down who calls: to fixed values; to values with a wildcard that
 * still name one account or organization; or not at all.
 */
export type CallerLimit = 'fixed' | 'pattern' | 'none';

/** @see CallerLimit */
export function callerLimit(statement: Statement): CallerLimit {
  const keys = [...CALLER_KEYS];
  if (keys.some(([key, { fixed }]) => requires(statement, key, fixed))) return 'fixed';
  return keys.some(([key, { pattern }]) => requires(statement, key, pattern)) ? 'pattern' : 'none';
}

/** Whether the conditions of a statement, or of a Deny that binds it, single out users and roles by name or unique id. */
export function singlesOutEntities(statement: Statement, denies: readonly Statement[]): boolean {
  return (
    requires(statement, 'aws:PrincipalArn', namesEntities) ||
    requires(statement, 'aws:userid', USER_ID.pattern) ||
    denies.some((deny) =>
      deniesAllBut(deny, statement, (condition) => spares(condition, 'aws:PrincipalArn', namesEntities)),
    )
  );
}

/** Whether a statement asks for a tag of the principal. Who administers the principal's account can set it. */
export function asksForPrincipalTag(statement: Statement): boolean {
  const keys = statement.conditions.map(({ key }) => key.value);
  return keys
    .filter((key) => key.toLowerCase().startsWith('aws:principaltag/'))
    .some((key) => requires(statement, key, (value) => value !== '*'));
}

/** Whether a statement, or a Deny that binds it, lets a service act for resources of some accounts only. */
export function limitsSource(statement: Statement, denies: readonly Statement[]): boolean {
  const keys = [...CALLER_KEYS].filter(([key]) => SOURCE_KEYS.has(key));
  const sparing = (condition: Condition) =>
    isFlag(condition, 'aws:PrincipalIsAWSService', 'true') ||
    isFlag(condition, 'aws:SourceAccount', 'false') ||
    isFlag(condition, 'aws:SourceArn', 'false') ||
    keys.some(([key, { pattern }]) => spares(condition, key, pattern));
  return (
    keys.some(([key, { pattern }]) => requires(statement, key, pattern)) ||
    denies.some((deny) => deniesAllBut(deny, statement, sparing))
  );
}

/** Whether a Principal element means everybody, but for some perhaps: `*`, `{ "AWS": "*" }` or a NotPrincipal. */
export function namesEverybody(principal: PrincipalElement): boolean {
  return principal.negated !== isStar(principal);
}

/** The explicit denies that bind whoever uses a resource by its policy: those of the policy, and of the RCPs above. */
export function deniesOn(graph: PolicyGraph, document: PolicyDocument): readonly Statement[] {
  return [document, ...graph.resourceControlPolicies(graph.accountOf(document))].flatMap(({ statements }) =>
    statements.filter(({ effect }) => effect === 'Deny'),
  );
}

/** Whether a Deny takes what `allow` gives away from everybody but callers of its own choice. */
export function keepsStrangersOut(deny: Statement, allow: Statement): boolean {
  if (deny.principal?.negated) {
    return (
      deny.conditions.length === 0 && !isStar(deny.principal) && grantCovers(grantOf(deny), grantOf(allow))
    );
  }
  return deniesAllBut(deny, allow, sparesCallers);
}

/**
 * Whether a Deny takes what `allow` gives away from everybody but those whom its conditions spare: `sparing` says
 * of each condition that all others meet it.
 */
export function deniesAllBut(
  deny: Statement,
  allow: Statement,
  sparing: (condition: Condition) => boolean,
): boolean {
  return (
    coversPrincipals(deny, allow) &&
    grantCovers(grantOf(deny), grantOf(allow)) &&
    deny.conditions.every(sparing)
  );
}

/** Whether a statement, or a Deny that binds it, lets in only requests in which one of the keys has an accepted value. */
export function limitedTo(
  statement: Statement,
  denies: readonly Statement[],
  keys: readonly (readonly [key: string, accepts: AcceptsValue])[],
): boolean {
  return (
    keys.some(([key, accepts]) => requires(statement, key, accepts)) ||
    denies.some((deny) =>
      deniesAllBut(deny, statement, (condition) =>
        keys.some(([key, accepts]) => spares(condition, key, accepts)),
      ),
    )
  );
}

/** Service principals are not strangers: to spare them spares nobody who could call at will. */
function sparesCallers(condition: Condition): boolean {
  return (
    isFlag(condition, 'aws:PrincipalIsAWSService', 'false', true) ||
    [...CALLER_KEYS].some(([key, { pattern }]) => spares(condition, key, pattern))
  );
}

function coversPrincipals(deny: Statement, allow: Statement): boolean {
  if (!deny.principal || !allow.principal || deny.principal.negated) return false;
  if (namesEverybody(deny.principal)) return true;
  const denied = new Set(deny.principal.values.map(({ token }) => token.value));
  return !allow.principal.negated && allow.principal.values.every(({ token }) => denied.has(token.value));
}

function isStar({ values }: PrincipalElement): boolean {
  return values.some(({ kind, token }) => (kind === '*' || kind === 'AWS') && token.value === '*');
}
