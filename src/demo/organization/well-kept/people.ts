import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { awsSupportAccess } from '../aws-managed/aws-support-access.js';
import { document, entitiesOf } from '../entities.js';

const { arnOf, group, policy, role, user } = entitiesOf(accountIds.wellKept);

const readReports = policy(
  'ReadReports',
  document(
    { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::exampleorg-reports/*' },
    { Sid: 'List', Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::exampleorg-reports' },
  ),
);
const reportReaders = group('ReportReaders', { attached: [readReports] });

const assumeOperator = policy(
  'AssumeOperator',
  document({
    Sid: 'AssumeOperator',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: arnOf('role/operator'),
  }),
);
const operators = group('Operators', { attached: [assumeOperator] });
const hanako = user('hanako', { groups: [reportReaders, operators] });

const operator = role(
  'operator',
  document({
    Sid: 'OperatorsWithMFA',
    Effect: 'Allow',
    Principal: { AWS: hanako.Arn },
    Action: 'sts:AssumeRole',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  }),
  {
    attached: [awsSupportAccess],
    inline: {
      OperateQueues: document(
        {
          Sid: 'Purge',
          Effect: 'Allow',
          Action: ['sqs:GetQueueAttributes', 'sqs:PurgeQueue'],
          Resource: `arn:aws:sqs:us-east-1:${accountIds.wellKept}:platform-*`,
        },
        {
          Sid: 'List',
          Effect: 'Allow',
          Action: ['ec2:DescribeInstances', 'ec2:DescribeVpcs'],
          Resource: '*',
        },
      ),
    },
  },
);

/** People have what their group has, and a role for the rest, cases with AWS Support among it, that asks for MFA. */
export const people: Part = {
  policies: [readReports, assumeOperator],
  groups: [reportReaders, operators],
  users: [hanako],
  roles: [operator],
};
