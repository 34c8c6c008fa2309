import type { AccountExample } from '../account-example.js';
import { allowIf, denyIf } from '../conditions.js';
import { allow, arn, document, embedded } from '../identities.js';

const OBJECTS = 'arn:aws:s3:::conditions/*';

/** Conditions that AWS accepts and that do not do what they look like. */
export const account: AccountExample = {
  Activity: { GeneratedTime: '2026-06-01T08:00:00Z' },
  UserDetailList: [
    {
      Arn: arn('user/slips-in-logic'),
      UserPolicyList: [
        embedded(
          'AbsentKeys',
          allowIf({ StringEquals: { 'aws:SourceAccount': '111122223333', 'aws:PrincipalTag/team': 'red' } }),
          allowIf({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
          allowIf({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true', 'aws:SecureTransport': 'true' } }),
          allowIf({ StringNotEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/other}' } }),
          allowIf({ 'ForAllValues:StringEquals': { 'dynamodb:Attributes': 'id' } }, { Action: 'dynamodb:*' }),
        ),
        embedded(
          'Actions',
          allowIf({ StringLike: { 's3:prefix': 'a*' } }, { Action: ['s3:ListBucket', 's3:GetObject'] }),
          allowIf({ StringEquals: { 'ec2:InstanceType': 't3.micro' } }, { Action: 'ec2:RunInstances' }),
          allowIf({ StringEquals: { 'aws:ResourceTag/a': 'b' } }, { Action: 'polly:DeleteLexicon' }),
          denyIf({ StringEquals: { 'aws:ResourceTag/a': 'b' } }, { Action: 'polly:DeleteLexicon' }),
        ),
        embedded(
          'Operators',
          denyIf({ StringLike: { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*', 's3:prefix': 'private/*' } }),
          denyIf({
            'ForAnyValue:StringEquals': { 'aws:SourceVpce': 'vpce-*' },
            'ForAnyValue:Null': { 'aws:TagKeys': true },
          }),
          denyIf({ Null: { 'aws:SourceVpc': true }, StringLike: { 'aws:SourceVpc': 'vpc-*' } }),
        ),
        embedded(
          'Values',
          allowIf({ StringLike: { 'aws:PrincipalArn': ['*', 'arn:aws:iam::*:role/ci', arn('group/g')] } }),
          allowIf({
            ArnEquals: { 'aws:PrincipalArn': arn('root') },
            StringEquals: { 'aws:UserAgent': 'me' },
          }),
          allowIf({ DateLessThan: { 'aws:CurrentTime': ['1798761600', '2026'] } }),
        ),
        embedded(
          'Addresses',
          allowIf({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8', 'aws:VpcSourceIp': '10.0.0.0/8' } }),
          allowIf({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0', '203.0.113.7/24'] } }),
        ),
      ],
    },
  ],
  RoleDetailList: [
    {
      Arn: arn('role/tagged'),
      Tags: [{ Key: 'Team', Value: 'Red' }],
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'sts:AssumeRole',
      }),
      RolePolicyList: [
        embedded(
          'Own',
          denyIf({ StringEquals: { 'aws:PrincipalTag/team': 'red' } }),
          denyIf({ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }),
          denyIf({ DateLessThan: { 'aws:TokenIssueTime': '2062-01-01T00:00:00Z' } }),
          denyIf({
            IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
            StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' },
          }),
        ),
      ],
    },
    {
      Arn: arn('role/federated'),
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Federated: arn('saml-provider/Office') },
        Action: 'sts:AssumeRoleWithSAML',
      }),
      RolePolicyList: [
        embedded(
          'Own',
          allowIf({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
          allow('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*'),
        ),
      ],
    },
  ],
  Buckets: [
    {
      Name: 'conditions',
      Policy: document({
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 's3:GetObject',
        Resource: OBJECTS,
        Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } },
      }),
    },
  ],
};
