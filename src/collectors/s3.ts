import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
  type Bucket,
  type PublicAccessBlockConfiguration,
} from '@aws-sdk/client-s3';
import {
  GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import pLimit from 'p-limit';
import type { BucketDetail, BucketGrant, PublicAccessBlock } from '../model/index.js';
import type { Context } from './context.js';
import { policyDocument } from './document.js';
import { Service } from './service.js';
import { isSetting, list, present, properties, sortedBy, text } from './shape.js';

export const s3Operations = {
  's3:GetBucketAcl': GetBucketAclCommand,
  's3:GetBucketLocation': GetBucketLocationCommand,
  's3:GetBucketOwnershipControls': GetBucketOwnershipControlsCommand,
  's3:GetBucketPolicy': GetBucketPolicyCommand,
  's3:GetBucketPolicyStatus': GetBucketPolicyStatusCommand,
  's3:GetBucketPublicAccessBlock': GetPublicAccessBlockCommand,
  's3:ListAllMyBuckets': ListBucketsCommand,
} as const;

export const s3ControlOperations = {
  's3:GetAccountPublicAccessBlock': GetAccountPublicAccessBlockCommand,
} as const;

type S3 = Service<typeof s3Operations>;

const PAGE_SIZE = 1000;
const RATE = { perSecond: 50, burst: 100 };

export interface S3Snapshot {
  readonly buckets: readonly BucketDetail[];
  /** `null` where the account blocks nothing. */
  readonly PublicAccessBlock?: PublicAccessBlock | null;
}

/** The buckets of the account with everything that decides who may reach them. */
export async function collectS3(context: Context): Promise<S3Snapshot> {
  const regions = await s3ByRegion(context);
  try {
    const [buckets, publicAccessBlock] = await Promise.all([
      listBuckets(context, regions),
      accountPublicAccessBlock(context),
    ]);
    return present({ buckets, PublicAccessBlock: publicAccessBlock });
  } finally {
    regions.close();
  }
}

interface Regions {
  in(region: string): S3;
  close(): void;
}

/** A bucket answers in its own Region only. */
async function s3ByRegion(context: Context): Promise<Regions> {
  const services = new Map<string, S3>();
  const limit = pLimit(20);
  const endpoint = await configuredEndpoint(new S3Client(context.clientSettings));
  const create = (region: string): S3 =>
    new Service(context, {
      name: 's3',
      client: new S3Client({ ...context.clientSettings, region, forcePathStyle: endpoint !== undefined }),
      operations: s3Operations,
      rate: RATE,
      limit,
      pageToken: 'ContinuationToken',
    });
  return {
    in: (region) => {
      const s3 = services.get(region) ?? create(region);
      services.set(region, s3);
      return s3;
    },
    close: () => {
      for (const s3 of services.values()) s3.close();
    },
  };
}

/** AWS_ENDPOINT_URL or its form for one service, which the SDK reads by itself. */
async function configuredEndpoint({ config }: S3Client | S3ControlClient): Promise<string | undefined> {
  return config.serviceConfiguredEndpoint?.();
}

async function listBuckets(context: Context, regions: Regions): Promise<BucketDetail[]> {
  context.progress('Listing the buckets');
  const action = 's3:ListAllMyBuckets';
  const home = regions.in(context.clientSettings.region);
  const { items } = await home.list(action, { MaxBuckets: PAGE_SIZE }, (page) => page.Buckets);
  const several = pLimit(10);
  let done = 0;
  const buckets = await several.map(items, async (bucket) => {
    const name = text(bucket.Name);
    if (name === undefined) {
      home.invalid(action, '*', 'The answer has a bucket without its name.');
      return [];
    }
    const detail = await bucketDetail(context, regions, name, bucket);
    context.progress(`Reading the buckets: ${++done} of ${items.length}`);
    return [detail];
  });
  return sortedBy(buckets.flat(), ({ Name }) => Name);
}

async function bucketDetail(
  context: Context,
  regions: Regions,
  name: string,
  listed: Partial<Bucket>,
): Promise<BucketDetail> {
  const arn = `arn:${context.partition}:s3:::${name}`;
  const region = regionName(listed.BucketRegion) ?? (await locate(context, regions, name, arn));
  if (region === undefined) return { Name: name, Arn: arn };
  const s3 = regions.in(region);
  const [policy, publicAccessBlock, ownership, acl] = await Promise.all([
    bucketPolicy(s3, name, arn),
    bucketPublicAccessBlock(s3, name, arn),
    objectOwnership(s3, name, arn),
    bucketAcl(s3, name, arn),
  ]);
  return present({
    Name: name,
    Arn: arn,
    Region: region,
    ...policy,
    PublicAccessBlock: publicAccessBlock,
    ObjectOwnership: ownership,
    Acl: acl,
  });
}

/** A Region is a part of a host name: nothing else from a server may become one. */
function regionName(value: unknown): string | undefined {
  const region = text(value);
  return region !== undefined && /^[a-z0-9-]{1,40}$/.test(region) ? region : undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
async function locate(
  context: Context,
  regions: Regions,
  name: string,
  arn: string,
): Promise<string | undefined> {
  const home = regions.in(context.clientSettings.region);
  const output = await home.call('s3:GetBucketLocation', { Bucket: name }, arn);
  if (!output) return undefined;
  const constraint: unknown = output.LocationConstraint;
  if (text(constraint) === undefined) return 'us-east-1';
  if (constraint === 'EU') return 'eu-west-1';
  const region = regionName(constraint);
  if (region === undefined) home.invalid('s3:GetBucketLocation', arn, 'The answer does not name a Region.');
  return region;
}

/** The policy, and whether S3 itself takes it for public. */
async function bucketPolicy(
  s3: S3,
  name: string,
  arn: string,
): Promise<Pick<BucketDetail, 'Policy' | 'PolicyStatus'>> {
  const none = ['NoSuchBucketPolicy'];
  const output = await s3.find('s3:GetBucketPolicy', { Bucket: name }, arn, none);
  if (output === null) return { Policy: null, PolicyStatus: null };
  const Policy = output && policyDocument(output.Policy);
  const isPage = typeof Policy === 'string' && Policy.trimStart().startsWith('<');
  if (output && (Policy === undefined || isPage)) {
    s3.invalid('s3:GetBucketPolicy', arn, 'The answer does not hold a policy.');
  }

  const status = await s3.find('s3:GetBucketPolicyStatus', { Bucket: name }, arn, none);
  const isPublic: unknown = status?.PolicyStatus?.IsPublic;
  if (status && typeof isPublic !== 'boolean') {
    s3.invalid('s3:GetBucketPolicyStatus', arn, 'The answer does not say whether the policy is public.');
  }
  return present({
    Policy: isPage ? undefined : Policy,
    PolicyStatus: status === null ? null : typeof isPublic === 'boolean' ? { IsPublic: isPublic } : undefined,
  });
}

async function bucketPublicAccessBlock(
  s3: S3,
  name: string,
  arn: string,
): Promise<PublicAccessBlock | null | undefined> {
  const action = 's3:GetBucketPublicAccessBlock';
  const output = await s3.find(action, { Bucket: name }, arn, ['NoSuchPublicAccessBlockConfiguration']);
  if (!output) return output;
  const settings = publicAccessBlock(output.PublicAccessBlockConfiguration);
  if (!settings) s3.invalid(action, arn, 'The answer does not hold the settings.');
  return settings;
}

async function accountPublicAccessBlock(context: Context): Promise<PublicAccessBlock | null | undefined> {
  const action = 's3:GetAccountPublicAccessBlock';
  const s3Control = new Service(context, {
    name: 's3control',
    client: await s3ControlClient(context),
    operations: s3ControlOperations,
    rate: RATE,
    limit: pLimit(1),
    pageToken: 'NextToken',
  });
  try {
    const input = { AccountId: context.account };
    const output = await s3Control.find(action, input, '*', ['NoSuchPublicAccessBlockConfiguration']);
    if (!output) return output;
    const settings = publicAccessBlock(output.PublicAccessBlockConfiguration);
    if (!settings) s3Control.invalid(action, '*', 'The answer does not hold the settings.');
    return settings;
  } finally {
    s3Control.close();
  }
}

/** The SDK puts the account in front of the host name, where only AWS listens: a configured endpoint is used as it is. */
async function s3ControlClient({ clientSettings }: Context): Promise<S3ControlClient> {
  const client = new S3ControlClient(clientSettings);
  const endpoint = await configuredEndpoint(client);
  if (endpoint === undefined) return client;
  return new S3ControlClient({ ...clientSettings, endpointProvider: () => ({ url: new URL(endpoint) }) });
}

/** AWS sends all four. A server that leaves one out has it off; one that leaves out all has not answered. */
function publicAccessBlock(
  settings: PublicAccessBlockConfiguration | undefined,
): PublicAccessBlock | undefined {
  const known = properties(settings, isSetting);
  if (!known || Object.keys(known).length === 0) return undefined;
  return {
    BlockPublicAcls: known.BlockPublicAcls === true,
    IgnorePublicAcls: known.IgnorePublicAcls === true,
    BlockPublicPolicy: known.BlockPublicPolicy === true,
    RestrictPublicBuckets: known.RestrictPublicBuckets === true,
  };
}

async function objectOwnership(s3: S3, name: string, arn: string): Promise<string | null | undefined> {
  const action = 's3:GetBucketOwnershipControls';
  const output = await s3.find(action, { Bucket: name }, arn, ['OwnershipControlsNotFoundError']);
  if (!output) return output;
  const ownership = text(list(output.OwnershipControls?.Rules)?.[0]?.ObjectOwnership);
  if (ownership === undefined) s3.invalid(action, arn, 'The answer does not hold the rule.');
  return ownership;
}

async function bucketAcl(s3: S3, name: string, arn: string): Promise<BucketDetail['Acl']> {
  const output = await s3.call('s3:GetBucketAcl', { Bucket: name }, arn);
  if (!output) return undefined;
  const grants = list(output.Grants);
  if (!grants) {
    s3.invalid('s3:GetBucketAcl', arn, 'The answer does not hold the list of grants.');
    return undefined;
  }
  const Grants = grants.flatMap(({ Grantee, Permission }): BucketGrant[] => {
    const Type = text(Grantee?.Type);
    const permission = text(Permission);
    if (Type === undefined || permission === undefined) return [];
    return [
      { Grantee: present({ Type, ID: text(Grantee?.ID), URI: text(Grantee?.URI) }), Permission: permission },
    ];
  });
  if (Grants.length < grants.length) {
    s3.invalid('s3:GetBucketAcl', arn, 'The answer has a grant without its grantee or its permission.');
  }
  return present({
    OwnerId: text(output.Owner?.ID),
    Grants: sortedBy(Grants, (grant) => JSON.stringify(grant)),
  });
}
