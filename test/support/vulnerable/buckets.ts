import type { AccountExample } from '../account-example.js';

const policy = (...statements: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: statements as never[],
});
const owner = 'canonical-id-of-the-owner';
const grant = (Grantee: { Type: string; ID?: string; URI?: string }) => ({ Grantee, Permission: 'READ' });

/** Buckets that are open, half closed, or closed to those whom they are for. */
export const account: AccountExample = {
  Accounts: [{ AccountId: '111122223333' }, { AccountId: '444455556666' }],
  Buckets: [
    {
      Name: 'listed',
      ObjectOwnership: 'ObjectWriter',
      Acl: {
        OwnerId: owner,
        Grants: [
          grant({ Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }),
          grant({ Type: 'CanonicalUser', ID: 'canonical-id-of-somebody' }),
        ],
      },
    },
    {
      Name: 'inbox',
      ObjectOwnership: 'BucketOwnerPreferred',
      PublicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      Policy: policy(
        {
          Effect: 'Allow',
          Principal: { AWS: '444455556666' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::inbox/*',
        },
        { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::inbox/*' },
      ),
    },
    {
      Name: 'outbox',
      ObjectOwnership: 'BucketOwnerEnforced',
      Policy: policy({
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::outbox/*',
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    },
  ],
};
