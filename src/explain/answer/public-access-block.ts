import type { Situation } from './situation.js';
import { accountOfPrincipal } from './words.js';

/**
 * Whether S3 keeps the principal out though policies let it in: a bucket policy that S3 calls public, and
 * RestrictPublicBuckets, leave only the bucket's own account and services of AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-options
 */
export function cutOffByPublicAccessBlock({
  graph,
  request,
  bucket,
}: Pick<Situation, 'graph' | 'request' | 'bucket'>): boolean {
  if (bucket === undefined || request.principal.kind === 'service') return false;
  const settings = [bucket.detail.PublicAccessBlock, graph.account(bucket.account)?.detail.PublicAccessBlock];
  return (
    bucket.detail.PolicyStatus?.IsPublic === true &&
    settings.some((setting) => setting?.RestrictPublicBuckets === true) &&
    accountOfPrincipal(request.principal) !== bucket.account
  );
}
