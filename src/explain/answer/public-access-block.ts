import type { PolicyGraph } from '../../graph/index.js';
import type { Bucket, Request } from '../../model/index.js';
import { accountOfPrincipal } from './words.js';

interface BucketRequest {
  readonly graph: PolicyGraph;
  readonly request: Request;
  readonly bucket: Bucket | undefined;
}

/**
 * Whether S3 keeps the principal out though policies let it in: a bucket policy that S3 calls public, and
 * RestrictPublicBuckets, leave only the bucket's own account and services of AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-options
 */
export function cutOffByPublicAccessBlock({ graph, request, bucket }: BucketRequest): boolean {
  if (bucket === undefined || request.principal.kind === 'service') return false;
  const settings = [bucket.detail.PublicAccessBlock, graph.account(bucket.account)?.detail.PublicAccessBlock];
  return (
    bucket.detail.PolicyStatus?.IsPublic === true &&
    settings.some((setting) => setting?.RestrictPublicBuckets === true) &&
    accountOfPrincipal(request.principal) !== bucket.account
  );
}
