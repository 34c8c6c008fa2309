import { grantCovers, grantOf, type PolicyGraph } from '../graph/index.js';
import { isAccountId, parseArn } from '../model/index.js';
import type { Condition, PolicyDocument, PrincipalElement, Statement } from '../model/index.js';
import { isFixed, isFlag, requires, spares, type AcceptsValue } from './requirements.js';

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

interface CallerKey {
  /** A value that S3 calls fixed. */
  readonly fixed: AcceptsValue;
  /** A value that names one account or organization, at least. */
  readonly pattern: AcceptsValue;
}

const ID: CallerKey = { fixed: isFixed, pattern: isFixed };
const ARN: CallerKey = { fixed: isFixed, pattern: namesAccount };
const ORGANIZATION_PATH: CallerKey = { fixed: namesFirst('/'), pattern: namesFirst('/') };
const USER_ID: CallerKey = { fixed: isFixed, pattern: namesFirst(':') };
const CIDR: CallerKey = { fixed: isNarrowBlock, pattern: isNarrowBlock };

/**
 * The keys that say who calls, or from where, and that a caller cannot choose freely: those by which S3 calls a
 * policy not public, and their younger kin.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const CALLER_KEYS: ReadonlyMap<string, CallerKey> = new Map([
  ['aws:PrincipalArn', ARN],
  ['aws:PrincipalAccount', ID],
  ['aws:PrincipalOrgID', ID],
  ['aws:PrincipalOrgPaths', ORGANIZATION_PATH],
  ['aws:PrincipalServiceName', ID],
  ['aws:userid', USER_ID],
  ['aws:SourceIp', CIDR],
  ['aws:SourceArn', ARN],
  ['aws:SourceAccount', ID],
  ['aws:SourceOwner', ID],
  ['aws:SourceOrgID', ID],
  ['aws:SourceOrgPaths', ORGANIZATION_PATH],
  ['aws:SourceVpc', ID],
  ['aws:SourceVpce', ID],
  ['aws:SourceVpcArn', ARN],
  ['aws:VpceAccount', ID],
  ['aws:VpceOrgID', ID],
  ['aws:VpceOrgPaths', ORGANIZATION_PATH],
  ['s3:DataAccessPointArn', { fixed: namesAccount, pattern: namesAccount }],
  ['s3:DataAccessPointAccount', ID],
]);

/** Those that a service principal sends, and nobody else. */
const SOURCE_KEYS: ReadonlySet<string> = new Set([
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
]);

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

/** An ARN with more to its name than the type: not `role/*`. */
function namesEntities(value: string, pattern: boolean): boolean {
  const name = parseArn(value)?.resource.replace(/^(user|role)\//, '');
  return name !== undefined && !value.includes('${') && (!pattern || /[^*?/]/.test(name));
}

function namesAccount(value: string, pattern: boolean): boolean {
  if (isFixed(value, pattern)) return true;
  const arn = parseArn(value);
  if (arn === undefined || !isAccountId(arn.account)) return false;
  return isFixed(arn.partition + arn.service, pattern) && !value.includes('${');
}

/** For values such as `o-a1b2c3d4e5/*`: what stands before the separator is fixed. */
function namesFirst(separator: string): AcceptsValue {
  return (value, pattern) => {
    const [first = '', ...rest] = value.split(separator);
    return isFixed(value, pattern) || (rest.length > 0 && isFixed(first, pattern) && !value.includes('${'));
  };
}

/** A block of addresses that S3 does not call public: no wider than /8, or /32 in IPv6. */
function isNarrowBlock(value: string): boolean {
  const [address = '', mask] = value.split('/');
  const isV6 = address.includes(':');
  if (!isV6 && address.split('.').length !== 4) return false;
  return mask === undefined || Number(mask) >= (isV6 ? 32 : 8);
}
