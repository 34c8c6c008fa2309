import type { BucketDetail } from '../../model/index.js';
import { readable, restXmlService, ServiceError, xmlAnswer } from '../protocols/index.js';
import type { Call, RestOperation, ServiceRequest } from '../protocols/index.js';
import { publicAccessBlockAnswer } from './public-access-block.js';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** By the query parameter that asks for a part of a bucket. */
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
  return xmlAnswer('LocationConstraint', {
    '@xmlns': namespace,
    '#text': region === 'us-east-1' ? '' : region,
  });
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

/** As the path has it: `/bucket?part`, and `/` for the list of buckets. */
function operationOf({ method, url }: ServiceRequest): string {
  const [, bucket, ...key] = url.pathname.split('/');
  const [, part] = Object.entries(subresources).find(([name]) => url.searchParams.has(name)) ?? [];
  if (method === 'GET' && bucket === '') return 'ListBuckets';
  if (method === 'HEAD' && key.join('') === '') return 'HeadBucket';
  if (method === 'GET' && key.join('') === '' && part !== undefined) return part;
  return `${method} ${url.pathname}`;
}

function bucketNamed({ url }: ServiceRequest, { caller, world }: Call): BucketDetail {
  const name = decodeURIComponent(url.pathname.slice(1)).replace(/\/$/, '');
  const bucket = caller.account.buckets.find(({ Name }) => Name === name);
  if (bucket !== undefined) return bucket;
  if (world.accounts.some(({ buckets }) => buckets.some(({ Name }) => Name === name))) {
    throw new ServiceError('accessDenied', 'Access Denied');
  }
  throw notFound('NoSuchBucket', 'The specified bucket does not exist');
}

/** The bucket, asked for in its own Region: S3 sends everybody else there. */
function bucketOf(request: ServiceRequest, call: Call): BucketDetail {
  const bucket = bucketNamed(request, call);
  if (regionOf(bucket) !== call.region) {
    throw new ServiceError(
      { code: 'PermanentRedirect', status: 301 },
      'The bucket you are attempting to access must be addressed using the specified endpoint.',
      { 'x-amz-bucket-region': regionOf(bucket) },
    );
  }
  return bucket;
}

function regionOf({ Region = 'us-east-1' }: BucketDetail): string {
  return Region;
}

function notFound(code: string, message: string): ServiceError {
  return new ServiceError({ code, status: 404 }, message);
}
