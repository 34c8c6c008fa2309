import type { PolicyGraph } from '../graph/index.js';
import type { Bucket, PublicAccessBlock } from '../model/index.js';

/**
 * Whether a setting of Block Public Access is on for a bucket, by the bucket's own or its account's: the stricter of
 * the two counts. Undefined where that depends on one that was not read.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isBlocked(
  graph: PolicyGraph,
  { account, detail }: Bucket,
  setting: keyof PublicAccessBlock,
): boolean | undefined {
  const own = settingOf(detail.PublicAccessBlock, setting);
  const above = settingOf(graph.account(account)?.detail.PublicAccessBlock, setting);
  if (own === true || above === true) return true;
  return own === undefined || above === undefined ? undefined : false;
}

/** `null` is S3's word that nothing is blocked. */
function settingOf(
  block: PublicAccessBlock | null | undefined,
  setting: keyof PublicAccessBlock,
): boolean | undefined {
  return block === null ? false : block?.[setting];
}
