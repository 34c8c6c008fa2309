import type { AccountExample } from '../account-example.js';

const policy = (...statements: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: statements as never[],
});
const allow = (more: object) => ({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', ...more });
const OBJECTS = 'arn:aws:s3:::shared/*';

/** A bucket that is shared with strangers, by somebody who did not mean to. */
export const account: AccountExample = {
  Buckets: [
    {
      Name: 'shared',
      Policy: policy(
        allow({ Principal: { AWS: ['444455556666', 'AROACKCEVSQ6C2EXAMPLE'] }, Resource: OBJECTS }),
        allow({
          Principal: undefined,
          NotPrincipal: { AWS: '444455556666' },
          Resource: OBJECTS,
          Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
        }),
        allow({
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: OBJECTS,
        }),
        allow({
          Principal: { Service: 's3.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: OBJECTS,
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::inventory' } },
        }),
        allow({
          Effect: 'Deny',
          Resource: OBJECTS,
          Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } },
        }),
      ),
    },
  ],
};

export const policies = [
  { type: 'resource-based', policy: policy(allow({ Action: 'sqs:SendMessage' })) },
  {
    type: 'resource-based',
    policy: policy(
      allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app' }, Action: 'kms:Decrypt' }),
    ),
  },
  {
    type: 'vpc-endpoint',
    policy: policy(allow({}), allow({ Principal: { AWS: '111122223333' } })),
  },
];
