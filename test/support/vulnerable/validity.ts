import type { AccountExample } from '../account-example.js';
import { allow, allowAllBut, arn, document, embedded, managed } from '../identities.js';

/** ARNs with as many characters together. */
function longArns(characters: number): readonly string[] {
  const count = Math.ceil(characters / 250);
  return Array.from({ length: count }, (_, index) =>
    `arn:aws:s3:::exampleorg-builds/${index}`.padEnd(250, 'x'),
  );
}

/** What AWS refuses, or takes and then does nothing with. */
export const account: AccountExample = {
  Accounts: [{ AccountId: '111122223333' }, { AccountId: '444455556666', Partition: 'aws-us-gov' }],
  RoleDetailList: [
    {
      Arn: arn('role/Trusting'),
      AssumeRolePolicyDocument: document(
        {
          Effect: 'Allow',
          Principal: {
            AWS: [arn('role/dev-*'), arn('group/Developers'), '1111-2222-3333'],
            Service: 'lambda',
            Federated: ['https://accounts.google.com', arn('saml-provider/Login')],
          },
          Action: ['sts:AssumeRole', 's3:GetObject'],
          Condition: {
            StringEquals: { 'aws:RequestTag/team': 'web', 'sts:ExternalId': 'customer 17' },
          },
        },
        { Effect: 'Deny', NotPrincipal: { AWS: arn('role/Deploy') }, Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession' },
      ),
      AttachedManagedPolicies: Array.from({ length: 20 }, (_, index) => ({
        PolicyArn: arn(`policy/Attached${index}`),
      })),
      RolePolicyList: [embedded('Long', allow('s3:GetObject', longArns(10_000)))],
    },
  ],
  Buckets: [
    {
      Name: 'exampleorg-docs',
      Policy: document(
        {
          Effect: 'Allow',
          Principal: { AWS: 'AROADBQP57FF2AEXAMPLE', Federated: arn('saml-provider/Login') },
          Action: ['s3:GetObject', 'kms:Decrypt'],
          Resource: ['arn:aws:s3:::exampleorg-docs/*', 'arn:aws:s3:::exampleorg-builds/*'],
        },
        {
          Effect: 'Allow',
          NotPrincipal: { AWS: '444455556666' },
          Action: 'sqs:SendMessage',
          Resource: 'arn:aws:sqs:us-east-1:111122223333:orders',
        },
      ),
    },
  ],
  Organization: {
    MasterAccountId: '111122223333',
    Accounts: ['444455556666'],
    Policies: [
      {
        Name: 'Guardrail',
        Type: 'RESOURCE_CONTROL_POLICY',
        Content: document(
          { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' },
          { Effect: 'Deny', Principal: { AWS: '777788889999' }, Action: 'ec2:*', Resource: '*' },
          { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' },
        ),
        TargetIds: ['r-root'],
      },
    ],
  },
  Policies: [
    managed('Long', allow('s3:GetObject', longArns(6200))),
    {
      Arn: arn('policy/Changed'),
      PolicyVersionList: ['v5', 'v4', 'v3', 'v2', 'v1'].map((VersionId) => ({
        VersionId,
        IsDefaultVersion: VersionId === 'v5',
        Document: document(allow('s3:ListAllMyBuckets')),
      })),
    },
    managed(
      'Actions',
      allow(['GetObject', 's3:GetObjetc', 'lamda:InvokeFunction', 's3*:GetObject']),
      allowAllBut(['iam:*']),
    ),
    managed(
      'Arns',
      allow('s3:GetObject', 'exampleorg-builds/*'),
      allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1'),
      allow('s3:GetObject', 'arn:amazon:s3:::exampleorg-builds/*'),
      allow('lambda:InvokeFunction', 'arn:aws:lamda:us-east-1:111122223333:function:orders'),
      allow('iam:GetRole', 'arn:aws:iam:us-east-1:111122223333:role/Deploy'),
      allow('s3:ListBucket', 'arn:aws:s3::111122223333:exampleorg-builds'),
      allow('lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function/orders'),
      allow(['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::exampleorg-builds/*'),
      allow('s3:GetObject', ['arn:aws:s3:::exampleorg-builds', 'arn:aws:s3:::exampleorg-builds/*']),
      allow('ec2:DescribeInstances', 'arn:aws:ec2:us-east-1:111122223333:instance/i-0abcd1234'),
    ),
    managed(
      'Elements',
      allow('s3:GetObject', 'arn:aws:s3:::exampleorg-home/${aws:username/*', { Sid: 'read-home' }),
      allow('iam:GetRole', 'arn:aws:iam::${aws:PrincipalAccount}:role/Deploy', { Sid: 'Twice' }),
      allow(['s3:PutObject', 's3:putobject'], 'arn:aws:s3:::exampleorg–builds/*', { Sid: 'Twice' }),
      allow('s3:ListAllMyBuckets'),
      allow('s3:ListAllMyBuckets'),
      allow([], '*'),
    ),
    {
      Arn: arn('policy/NoVersion'),
      PolicyVersionList: [{ Document: { Statement: [allow('s3:ListBucket')] } }],
    },
    {
      Arn: arn('policy/Old'),
      PolicyVersionList: [{ Document: { Version: '2008-10-17', Statement: [allow('s3:ListBucket')] } }],
    },
    {
      Arn: arn('policy/OldVariable'),
      PolicyVersionList: [
        {
          Document: { Statement: [allow('s3:GetObject', 'arn:aws:s3:::exampleorg-home/${aws:username}/*')] },
        },
      ],
    },
    {
      Arn: 'arn:aws-us-gov:iam::444455556666:policy/Copied',
      PolicyVersionList: [{ Document: document(allow('iam:GetRole', arn('role/Deploy'))) }],
    },
  ],
};
