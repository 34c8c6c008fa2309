import { isAccountId, parseArn } from '../model/index.js';

/**
 * Whether a value of a condition is what the caller looks for. `pattern` says whether `*` and `?` are wildcards
 * under the condition's operator.
 */
export type AcceptsValue = (value: string, pattern: boolean) => boolean;

/** Which values of a key narrow down who calls. */
export interface CallerKey {
  /** A value that S3 calls fixed. */
  readonly fixed: AcceptsValue;
  /** A value that names one account or organization, at least. */
  readonly pattern: AcceptsValue;
}

const ID: CallerKey = { fixed: isFixed, pattern: isFixed };
const ARN: CallerKey = { fixed: isFixed, pattern: namesAccount };
const ORGANIZATION_PATH: CallerKey = { fixed: namesFirst('/'), pattern: namesFirst('/') };
export const USER_ID: CallerKey = { fixed: isFixed, pattern: namesFirst(':') };
const CIDR: CallerKey = { fixed: isNarrowBlock, pattern: isNarrowBlock };

/**
 * The keys that say who calls, or from where, and that a caller cannot choose freely: those by which S3 calls a
 * policy not public, and their younger kin.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const CALLER_KEYS: ReadonlyMap<string, CallerKey> = new Map([
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
  ['kms:CallerAccount', ID],
  ['vpc-lattice-svcs:SourceVpc', ID],
  ['vpc-lattice-svcs:SourceVpcOwnerAccount', ID],
]);

/** Those that a service principal sends, and nobody else. */
export const SOURCE_KEYS: ReadonlySet<string> = new Set([
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
]);

/** An ARN with more to its name than the type: not `role/*`. */
export function namesEntities(value: string, pattern: boolean): boolean {
  const name = parseArn(value)?.resource.replace(/^(user|role)\//, '');
  return name !== undefined && !value.includes('${') && (!pattern || /[^*?/]/.test(name));
}

/** A value that stands for one thing: without wildcards, and without a policy variable. */
export function isFixed(value: string, pattern: boolean): boolean {
  return !value.includes('${') && !(pattern && (value.includes('*') || value.includes('?')));
}

/** An ARN that tells the account, or the bucket. */
export function namesAccount(value: string, pattern: boolean): boolean {
  if (isFixed(value, pattern)) return true;
  const arn = parseArn(value);
  if (arn === undefined || value.includes('${')) return false;
  // The name of a bucket is one in the world, and its ARN has no account.
  if (arn.service === 's3' && /^[^*?/:]+$/.test(arn.resource)) return true;
  if (!isAccountId(arn.account)) return false;
  return isFixed(arn.partition + arn.service, pattern);
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
