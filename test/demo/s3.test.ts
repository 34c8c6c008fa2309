import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  paginateListBuckets,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { describe, expect, it } from 'vitest';
import type { BucketDetail } from '../../src/model/index.js';
import { exampleOrganization } from '../../src/demo/index.js';
import type { World } from '../../src/demo/index.js';
import { clientsFor, endpointFor } from './clients.js';
import { accountIn, vault, wellKept, workbench, workbenchWith } from './worlds.js';

const pressKit = 'exampleorg-press-kit';

async function s3Of(account: string, region?: string, world: World = exampleOrganization()) {
  return clientsFor(await endpointFor(world), account, region).s3;
}

function worldWithBucket(differences: Partial<BucketDetail>): World {
  const bare = { Name: pressKit, Arn: `arn:aws:s3:::${pressKit}`, Region: 'us-east-1' };
  return workbenchWith(() => ({ buckets: [{ ...bare, ...differences }] }));
}

describe('ListBuckets', () => {
  it('gives every bucket with its Region, in pages', async () => {
    const { s3 } = clientsFor(await endpointFor(exampleOrganization(), { pageSize: 1 }), workbench);

    const pages: unknown[] = [];
    for await (const { Buckets } of paginateListBuckets({ client: s3, pageSize: 1000 }, {})) {
      pages.push(Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion]));
    }

    expect(pages).toEqual([[['exampleorg-workbench', 'ap-northeast-1']], [[pressKit, 'us-east-1']]]);
  });

  it('filters by Region', async () => {
    const { Buckets } = await (
      await s3Of(workbench)
    ).send(new ListBucketsCommand({ BucketRegion: 'us-east-1', MaxBuckets: 1000 }));

    expect(Buckets?.map(({ Name }) => Name)).toEqual([pressKit]);
  });
});

describe('a bucket', () => {
  it('gives its policy as it stands, without encoding', async () => {
    const { Policy } = await (await s3Of(workbench)).send(new GetBucketPolicyCommand({ Bucket: pressKit }));

    const bucket = accountIn(exampleOrganization(), workbench).buckets.find(({ Name }) => Name === pressKit);
    expect(JSON.parse(Policy ?? '')).toEqual(bucket?.Policy);
  });

  it('gives its settings', async () => {
    const s3 = await s3Of(workbench);

    const { PolicyStatus } = await s3.send(new GetBucketPolicyStatusCommand({ Bucket: pressKit }));
    const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket: pressKit }));
    const ownership = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket: pressKit }));

    expect(PolicyStatus?.IsPublic).toBe(true);
    expect(block.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
    expect(ownership.OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
  });

  it('gives its access control list, groups included', async () => {
    const world = worldWithBucket({
      Acl: {
        OwnerId: 'abc',
        Grants: [
          { Grantee: { Type: 'CanonicalUser', ID: 'abc' }, Permission: 'FULL_CONTROL' },
          {
            Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
            Permission: 'READ',
          },
        ],
      },
    });

    const { Owner, Grants } = await (
      await s3Of(workbench, 'us-east-1', world)
    ).send(new GetBucketAclCommand({ Bucket: pressKit }));

    expect(Owner?.ID).toBe('abc');
    expect(Grants).toMatchObject([
      { Grantee: { Type: 'CanonicalUser', ID: 'abc' }, Permission: 'FULL_CONTROL' },
      {
        Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
        Permission: 'READ',
      },
    ]);
  });

  it.each([
    ['NoSuchBucketPolicy', (s3: S3Client) => s3.send(new GetBucketPolicyCommand({ Bucket: pressKit }))],
    ['NoSuchBucketPolicy', (s3: S3Client) => s3.send(new GetBucketPolicyStatusCommand({ Bucket: pressKit }))],
    [
      'NoSuchPublicAccessBlockConfiguration',
      (s3: S3Client) => s3.send(new GetPublicAccessBlockCommand({ Bucket: pressKit })),
    ],
    [
      'OwnershipControlsNotFoundError',
      (s3: S3Client) => s3.send(new GetBucketOwnershipControlsCommand({ Bucket: pressKit })),
    ],
  ])('tells %s from what the world does not know', async (name, ask) => {
    const none = worldWithBucket({
      Policy: null,
      PolicyStatus: null,
      PublicAccessBlock: null,
      ObjectOwnership: null,
    });
    const unread = worldWithBucket({});

    await expect(ask(await s3Of(workbench, 'us-east-1', none))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 404 },
    });
    await expect(ask(await s3Of(workbench, 'us-east-1', unread))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('answers in its own Region and sends others there', async () => {
    const Bucket = 'exampleorg-audit-logs';
    const abroad = await s3Of(vault);
    const here = await s3Of(vault, 'eu-west-1');

    await expect(abroad.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
      name: 'PermanentRedirect',
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    });
    expect(await here.send(new GetBucketPolicyCommand({ Bucket }))).toHaveProperty('Policy');
    expect(await abroad.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
      LocationConstraint: 'eu-west-1',
    });
    expect(await here.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'eu-west-1' });
  });

  it('has no location constraint in us-east-1', async () => {
    const { LocationConstraint } = await (
      await s3Of(workbench)
    ).send(new GetBucketLocationCommand({ Bucket: pressKit }));

    expect(LocationConstraint ?? '').toBe('');
  });

  it('is closed to other accounts and nothing where it does not exist', async () => {
    const s3 = await s3Of(wellKept);

    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: pressKit }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: 'nowhere' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  it('does not show its objects', async () => {
    await expect(
      (await s3Of(workbench)).send(new ListObjectsV2Command({ Bucket: pressKit })),
    ).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

describe('S3 Control', () => {
  it('gives the public access block of the account that asks', async () => {
    const endpoint = await endpointFor(exampleOrganization());
    const { s3Control } = clientsFor(endpoint, wellKept);

    const { PublicAccessBlockConfiguration } = await s3Control.send(
      new GetAccountPublicAccessBlockCommand({ AccountId: wellKept }),
    );

    expect(PublicAccessBlockConfiguration?.RestrictPublicBuckets).toBe(true);
    expect(endpoint.requests).toEqual([
      { service: 's3-control', operation: 'GetPublicAccessBlock', account: wellKept },
    ]);
    await expect(
      s3Control.send(new GetAccountPublicAccessBlockCommand({ AccountId: workbench })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('says that there is none', async () => {
    const world = workbenchWith(({ account }) => ({ account: { ...account, PublicAccessBlock: null } }));
    const { s3Control } = clientsFor(await endpointFor(world), workbench);

    await expect(
      s3Control.send(new GetAccountPublicAccessBlockCommand({ AccountId: workbench })),
    ).rejects.toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' });
  });
});
