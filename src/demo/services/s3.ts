import type { BucketDetail, PublicAccessBlock } from '../../model/index.js';
import { readable, restXmlService, ServiceError, xmlAnswer } from '../protocols/index.js';
import type { Call, RestOperation, ServiceRequest } from '../protocols/index.js';

const home = 'us-east-1';

/** The operation for each query parameter that names a part of a bucket. */
const subresources: Readonly<Record<string, string>> = {
  acl: 'GetBucketAcl',
  location: 'GetBucketLocation',
  ownershipControls: 'GetBucketOwnershipControls',
  policy: 'GetBucketPolicy',
  policyStatus: 'GetBucketPolicyStatus',
  publicAccessBlock: 'GetPublicAccessBlock',
};

const ListBuckets: RestOperation = ({ url }, call) => {
  const { account, activity, buckets } = call.caller.account;
  const region = url.searchParams.get('bucket-region');
  const limit = url.searchParams.get('max-buckets');
  const { items, next } = call.page(
    buckets.filter((bucket) => region === null || regionOf(bucket) === region),
    {
      limit: limit === null ? undefined : Number(limit),
      maximum: 10_000,
      token: url.searchParams.get('continuation-token') ?? undefined,
    },
  );
  return xmlAnswer('ListAllMyBucketsResult', {
    '@xmlns': namespace,
    Buckets: {
      Bucket: items.map(({ Name, Arn, Region }) => ({
        Name,
        CreationDate: activity.CreateDates[Arn],
        BucketRegion: Region,
        BucketArn: Arn,
      })),
    },
    Owner: { ID: account.AccountId },
    ContinuationToken: next,
  });
};

const HeadBucket: RestOperation = (request, call) => ({
  status: 200,
  headers: { 'x-amz-bucket-region': regionOf(bucketOf(request, call)) },
  body: '',
});

const GetBucketLocation: RestOperation = (request, call) => {
  const region = regionOf(bucketNamed(request, call));
  return xmlAnswer('LocationConstraint', { '@xmlns': namespace, '#text': region === home ? '' : region });
};

const GetBucketPolicy: RestOperation = (request, call) => {
  const policy = readable(bucketOf(request, call).Policy);
  if (policy === null) throw notFound('NoSuchBucketPolicy', 'The bucket policy does not exist');
  const body = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
};

const GetBucketPolicyStatus: RestOperation = (request, call) => {
  const status = readable(bucketOf(request, call).PolicyStatus);
  if (status === null) throw notFound('NoSuchBucketPolicy', 'The bucket policy does not exist');
  return xmlAnswer('PolicyStatus', { '@xmlns': namespace, IsPublic: status.IsPublic });
};

const GetPublicAccessBlock: RestOperation = (request, call) =>
  publicAccessBlockAnswer(bucketOf(request, call).PublicAccessBlock);

const GetBucketOwnershipControls: RestOperation = (request, call) => {
  const ownership = readable(bucketOf(request, call).ObjectOwnership);
  if (ownership === null) {
    throw notFound('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found');
  }
  return xmlAnswer('OwnershipControls', { '@xmlns': namespace, Rule: { ObjectOwnership: ownership } });
};

const GetBucketAcl: RestOperation = (request, call) => {
  const { OwnerId, Grants } = readable(bucketOf(request, call).Acl);
  return xmlAnswer('AccessControlPolicy', {
    '@xmlns': namespace,
    Owner: { ID: OwnerId },
    AccessControlList: {
      Grant: Grants.map(({ Grantee: { Type, ...grantee }, Permission }) => ({
        Grantee: { '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', '@xsi:type': Type, ...grantee },
        Permission,
      })),
    },
  });
};

export const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

export const s3 = restXmlService(operationOf, {
  GetBucketAcl,
  GetBucketLocation,
  GetBucketOwnershipControls,
  GetBucketPolicy,
  GetBucketPolicyStatus,
  GetPublicAccessBlock,
  HeadBucket,
  ListBuckets,
});
