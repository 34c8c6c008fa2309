import type { PolicyGraph } from '../graph/index.js';
import type { Account, Bucket, PublicAccessBlock } from '../model/index.js';

type PublicAccessSetting = keyof PublicAccessBlock;

/** The settings of Block Public Access, in the order of S3's documentation. */
export const PUBLIC_ACCESS_SETTINGS: readonly PublicAccessSetting[] = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
];

/**
 * Whether a setting of Block Public Access is on for a bucket, by the bucket's own or its account's: the stricter of
 * the two counts. Undefined where that depends on one that was not read.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isBlocked(
  graph: PolicyGraph,
  { account: id, detail }: Bucket,
  setting: PublicAccessSetting,
): boolean | undefined {
  const account = graph.account(id);
  const own = isOn(detail.PublicAccessBlock, setting);
  const above = account && isBlockedForAccount(account, setting);
  if (own === true || above === true) return true;
  return own === undefined || above === undefined ? undefined : false;
}

/** Whether a setting is on for every bucket of an account; undefined where it was not read. */
export function isBlockedForAccount({ detail }: Account, setting: PublicAccessSetting): boolean | undefined {
  return isOn(detail.PublicAccessBlock, setting);
}

/** `null` is S3's word that nothing is blocked. */
function isOn(
  block: PublicAccessBlock | null | undefined,
  setting: PublicAccessSetting,
): boolean | undefined {
  return block === null ? false : block?.[setting];
}
