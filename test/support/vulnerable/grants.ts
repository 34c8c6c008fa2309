import type { AccountExample } from '../account-example.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  embedded,
  type StatementExample,
} from '../identities.js';

const user = (name: string, ...statements: readonly StatementExample[]) => ({
  Arn: arn(`user/${name}`),
  UserPolicyList: [embedded('own', ...statements)],
});

/** What nobody should be granted, one thing to each user. */
export const account: AccountExample = {
  UserDetailList: [
    user('all-of-aws', allow('*')),
    user('all-of-aws-in-two', allowAllBut('iam:*'), allow('iam:*')),
    user(
      'all-of-aws-with-mfa',
      allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ),
    user('all-of-iam', allow('iam:*')),
    user('credentials', allow('redshift:GetClusterCredentials')),
    user('data', allow('secretsmanager:GetSecretValue')),
    user('keys', allow('kms:Decrypt')),
    user('snapshots', allow('ec2:ModifySnapshotAttribute')),
    user('permissions', allow('s3:PutBucketPolicy')),
    user('roles', allow(['sts:AssumeRole', 'iam:CreateServiceLinkedRole'])),
    user('all-but', { Effect: 'Allow', Action: 's3:PutObject', NotResource: 'arn:aws:s3:::payroll/*' }),
    user('wildcards', allow(['sqs:*Message', 's*:PutObject'], 'arn:aws:sqs:*:111122223333:orders')),
    user('blind', allow('cloudtrail:StopLogging')),
    user('leaves', allow('organizations:LeaveOrganization')),
  ],
  RoleDetailList: [
    { Arn: arn('role/Instance'), ...attached(awsManaged('service-role/AmazonEC2RoleforSSM')) },
  ],
  Organization: { MasterAccountId: '999900001111', Accounts: ['111122223333'] },
};
