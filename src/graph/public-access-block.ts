import type { Bucket, Requester } from '../model/index.js';
import type { PolicyGraph } from './graph.js';
import { accountOf } from './request-policies.js';

/**
 * Whether S3 keeps a principal out though policies let it in: a bucket policy that S3 calls public, and
 * RestrictPublicBuckets, leave only the bucket's own account and services of AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-options
 */
export function cutOffByPublicAccessBlock(
  graph: PolicyGraph,
  bucket: Bucket | undefined,
  principal: Requester,
): boolean {
  if (bucket === undefined || principal.kind === 'service') return false;
  const settings = [bucket.detail.PublicAccessBlock, graph.account(bucket.account)?.detail.PublicAccessBlock];
  return (
    bucket.detail.PolicyStatus?.IsPublic === true &&
    settings.some((setting) => setting?.RestrictPublicBuckets === true) &&
    accountOf(principal) !== bucket.account
  );
}
