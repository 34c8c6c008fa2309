import type { AccountExample } from '../account-example.js';
import { allow, arn, attached, awsManaged, deny, document, embedded } from '../identities.js';

const trust = (Service: string) =>
  document({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' });

/** What does not work, because something else that it needs is missing, denied or made for another service. */
export const account: AccountExample = {
  UserDetailList: [
    {
      Arn: arn('user/database-admin'),
      UserPolicyList: [embedded('Databases', allow('rds:*')), embedded('NoIAM', deny('iam:*'))],
    },
    {
      Arn: arn('user/function-author'),
      UserPolicyList: [embedded('Functions', allow('lambda:CreateFunction'))],
    },
    {
      Arn: arn('user/scaling-admin'),
      UserPolicyList: [embedded('Scaling', allow('autoscaling:CreateAutoScalingGroup'))],
    },
    {
      Arn: arn('user/instance-operator'),
      UserPolicyList: [
        embedded(
          'Instances',
          allow('ec2:RunInstances', '*', { Condition: { StringEquals: { 'aws:RequestTag/team': 'web' } } }),
        ),
      ],
    },
    {
      Arn: arn('user/deployer'),
      UserPolicyList: [embedded('Pass', allow('iam:PassRole', [arn('role/people'), arn('role/logs')]))],
    },
  ],
  RoleDetailList: [
    {
      Arn: arn('role/people'),
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: arn('user/deployer') },
        Action: 'sts:AssumeRole',
      }),
    },
    {
      Arn: arn('role/service-role/logs'),
      AssumeRolePolicyDocument: trust('states.amazonaws.com'),
      ...attached(awsManaged('service-role/AWSLambdaBasicExecutionRole')),
    },
  ],
};
