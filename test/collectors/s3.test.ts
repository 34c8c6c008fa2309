import {
  GetBucketAclCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, awsError, collectNow, mockAws, stubEnvironment } from '../support/aws-mock.js';

const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' }],
};
const blocked = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: true,
};

let aws: ReturnType<typeof mockAws>;

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

const oneBucket = (BucketRegion?: string) =>
  aws.s3
    .on(ListBucketsCommand)
    .resolves({ Buckets: [{ Name: 'logs', ...(BucketRegion && { BucketRegion }) }] });

async function onlyBucket() {
  const { accounts, coverageGaps } = await collectNow();
  expect(accounts[0]?.buckets).toHaveLength(1);
  return { bucket: accounts[0]?.buckets[0], coverageGaps };
}

describe('the list of buckets', () => {
  it('is asked for in pages and followed over an empty one', async () => {
    aws.s3
      .on(ListBucketsCommand)
      .resolves({ Buckets: [{ Name: 'zebra', BucketRegion: 'eu-west-1' }], ContinuationToken: '1' })
      .on(ListBucketsCommand, { ContinuationToken: '1' })
      .resolves({ Buckets: [], ContinuationToken: '2' })
      .on(ListBucketsCommand, { ContinuationToken: '2' })
      .resolves({ Buckets: [{ Name: 'ant', BucketRegion: 'eu-west-1' }] });
    const { accounts } = await collectNow();
    expect(accounts[0]?.buckets.map(({ Name }) => Name)).toEqual(['ant', 'zebra']);
    expect(
      aws.s3.commandCalls(ListBucketsCommand).every((call) => call.args[0].input.MaxBuckets === 1000),
    ).toBe(true);
  });

  it('that may not be read is a gap with the permission that S3 wants for it', async () => {
    aws.s3.on(ListBucketsCommand).rejects(awsError('AccessDenied', 'Access Denied', 403));
    expect((await collectNow()).coverageGaps).toMatchObject([
      { operation: 's3:ListBuckets', errorCode: 'AccessDenied', missingPermission: 's3:ListAllMyBuckets' },
    ]);
  });

  it('with a bucket that has no name is a gap', async () => {
    aws.s3.on(ListBucketsCommand).resolves({ Buckets: [{}] });
    const { accounts, coverageGaps } = await collectNow();
    expect(accounts[0]?.buckets).toEqual([]);
    expect(coverageGaps).toMatchObject([{ operation: 's3:ListBuckets', errorCode: 'InvalidResponse' }]);
  });
});

describe('a bucket', () => {
  it('is asked in its own Region', async () => {
    aws.s3.on(ListBucketsCommand).resolves({
      Buckets: [
        { Name: 'far', BucketRegion: 'ap-south-2' },
        { Name: 'near', BucketRegion: 'eu-west-1' },
      ],
    });
    await collectNow();
    const regions = await Promise.all(
      aws.s3.commandCalls(GetBucketPolicyCommand).map(async (call) => {
        const client = call.thisValue as S3Client;
        return [call.args[0].input.Bucket, await client.config.region()];
      }),
    );
    expect(regions.sort()).toEqual([
      ['far', 'ap-south-2'],
      ['near', 'eu-west-1'],
    ]);
  });

  it.each([
    [undefined, 'us-east-1'],
    ['EU', 'eu-west-1'],
    ['ap-southeast-2', 'ap-southeast-2'],
  ])('with the location %s, where the list does not say, is in %s', async (LocationConstraint, region) => {
    oneBucket();
    aws.s3.on(GetBucketLocationCommand).resolves({ LocationConstraint: LocationConstraint as never });
    expect((await onlyBucket()).bucket?.Region).toBe(region);
  });

  it('whose Region cannot be known is kept, with a gap, and not asked anywhere', async () => {
    oneBucket();
    aws.s3.on(GetBucketLocationCommand).rejects(awsError('AccessDenied', 'Access Denied', 403));
    const { bucket, coverageGaps } = await onlyBucket();
    expect(bucket).toEqual({ Name: 'logs', Arn: 'arn:aws:s3:::logs' });
    expect(coverageGaps).toMatchObject([
      { operation: 's3:GetBucketLocation', resource: 'arn:aws:s3:::logs' },
    ]);
    expect(aws.s3.commandCalls(GetBucketPolicyCommand)).toEqual([]);
  });

  it('does not lead to a host that a server made up', async () => {
    oneBucket();
    aws.s3.on(GetBucketLocationCommand).resolves({ LocationConstraint: 'x.evil.example/' as never });
    expect((await onlyBucket()).coverageGaps).toMatchObject([{ errorCode: 'InvalidResponse' }]);
  });

  it('without policy, public access block and ownership rule has none of them, which is no gap', async () => {
    oneBucket('eu-west-1');
    const { bucket, coverageGaps } = await onlyBucket();
    expect(bucket).toEqual({
      Name: 'logs',
      Arn: 'arn:aws:s3:::logs',
      Region: 'eu-west-1',
      Policy: null,
      PolicyStatus: null,
      PublicAccessBlock: null,
      ObjectOwnership: null,
      Acl: { OwnerId: 'owner', Grants: [] },
    });
    expect(coverageGaps).toEqual([]);
  });

  it('is read with everything that decides who may reach it', async () => {
    oneBucket('eu-west-1');
    aws.s3.on(GetBucketPolicyCommand).resolves({ Policy: JSON.stringify(policy) });
    aws.s3.on(GetBucketPolicyStatusCommand).resolves({ PolicyStatus: { IsPublic: true } });
    aws.s3.on(GetPublicAccessBlockCommand).resolves({ PublicAccessBlockConfiguration: blocked });
    aws.s3
      .on(GetBucketOwnershipControlsCommand)
      .resolves({ OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } });
    aws.s3.on(GetBucketAclCommand).resolves({
      Owner: { ID: 'owner', DisplayName: 'somebody' },
      Grants: [
        {
          Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
          Permission: 'READ',
        },
      ],
    });
    const { bucket, coverageGaps } = await onlyBucket();
    expect(bucket).toEqual({
      Name: 'logs',
      Arn: 'arn:aws:s3:::logs',
      Region: 'eu-west-1',
      Policy: policy,
      PolicyStatus: { IsPublic: true },
      PublicAccessBlock: blocked,
      ObjectOwnership: 'BucketOwnerEnforced',
      Acl: {
        OwnerId: 'owner',
        Grants: [
          {
            Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
            Permission: 'READ',
          },
        ],
      },
    });
    expect(coverageGaps).toEqual([]);
  });

  it('has a gap for each thing that may not be read, and keeps the rest', async () => {
    oneBucket('eu-west-1');
    aws.s3.on(GetBucketPolicyCommand).rejects(awsError('AccessDenied', 'Access Denied', 403));
    aws.s3.on(GetPublicAccessBlockCommand).rejects(awsError('AccessDenied', 'Access Denied', 403));
    const { bucket, coverageGaps } = await onlyBucket();
    expect(bucket).not.toHaveProperty('Policy');
    expect(bucket).not.toHaveProperty('PublicAccessBlock');
    expect(bucket?.Acl).toBeDefined();
    expect(coverageGaps.map(({ operation, missingPermission }) => [operation, missingPermission])).toEqual([
      ['s3:GetBucketPolicy', 's3:GetBucketPolicy'],
      ['s3:GetPublicAccessBlock', 's3:GetBucketPublicAccessBlock'],
    ]);
  });

  it('does not take a web page for its policy', async () => {
    oneBucket('eu-west-1');
    aws.s3.on(GetBucketPolicyCommand).resolves({ Policy: '<html><body>Sign in</body></html>' });
    const { bucket, coverageGaps } = await onlyBucket();
    expect(bucket).not.toHaveProperty('Policy');
    expect(coverageGaps).toMatchObject([{ operation: 's3:GetBucketPolicy', errorCode: 'InvalidResponse' }]);
  });
});

describe('the public access block of the account', () => {
  it('is null where the account has none', async () => {
    expect((await collectNow()).accounts[0]?.account.PublicAccessBlock).toBeNull();
  });

  it('comes from S3 Control', async () => {
    aws.s3Control
      .on(GetAccountPublicAccessBlockCommand, { AccountId: ACCOUNT })
      .resolves({ PublicAccessBlockConfiguration: blocked });
    expect((await collectNow()).accounts[0]?.account.PublicAccessBlock).toEqual(blocked);
  });

  it('that may not be read is a gap with the permission that S3 wants for it', async () => {
    aws.s3Control.on(GetAccountPublicAccessBlockCommand).rejects(awsError('AccessDenied', 'No.', 403));
    expect((await collectNow()).coverageGaps).toMatchObject([
      { operation: 's3control:GetPublicAccessBlock', missingPermission: 's3:GetAccountPublicAccessBlock' },
    ]);
  });
});

describe('the partition of the caller', () => {
  it('is that of the account and of its buckets', async () => {
    stubEnvironment({ AWS_REGION: 'cn-north-1' });
    aws.sts
      .on(GetCallerIdentityCommand)
      .resolves({ Account: ACCOUNT, Arn: `arn:aws-cn:sts::${ACCOUNT}:assumed-role/audit/session` });
    oneBucket('cn-northwest-1');
    const { accounts } = await collectNow();
    expect(accounts[0]?.account.Partition).toBe('aws-cn');
    expect(accounts[0]?.buckets).toMatchObject([{ Arn: 'arn:aws-cn:s3:::logs', Region: 'cn-northwest-1' }]);
  });
});
