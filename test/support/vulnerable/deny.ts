import { allow, arn, attached, awsManaged, deny, denyAllBut, embedded } from '../identities.js';
import type { AccountExample } from '../account-example.js';

const WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': 'false' };

/** Denies that miss, that hit too much, or that hit everybody. */
export const account: AccountExample = {
  UserDetailList: [
    {
      Arn: arn('user/A-san'),
      ...attached(awsManaged('AWSCompromisedKeyQuarantineV3')),
      UserPolicyList: [
        embedded('all', allow('s3:*')),
        embedded('console', deny('*', '*', { Condition: { Bool: WITHOUT_MFA } })),
        embedded('strict', deny('*', '*', { Condition: { BoolIfExists: WITHOUT_MFA } })),
        embedded(
          'office',
          deny('*', '*', { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
        ),
        embedded('case', deny('iam:*', arn('user/a-san'))),
      ],
    },
  ],
  GroupDetailList: [
    {
      Arn: arn('group/Senders'),
      GroupPolicyList: [
        embedded(
          'recent',
          allow('ses:*'),
          deny('ses:*', '*', { Condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } } }),
        ),
      ],
    },
  ],
  RoleDetailList: [
    {
      Arn: arn('role/locked'),
      RolePolicyList: [embedded('own', allow('s3:*'))],
      ...attached(awsManaged('AWSDenyAll')),
    },
  ],
  Buckets: [
    {
      Name: 'exampleorg-endpoint',
      Policy: {
        Version: '2012-10-17',
        Statement: [
          {
            ...allow('s3:GetObject', 'arn:aws:s3:::exampleorg-endpoint/*', {
              Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } },
            }),
            Principal: { AWS: '111122223333' },
          },
          {
            ...deny('s3:*', 'arn:aws:s3:::exampleorg-endpoint/*', {
              Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
            }),
            Principal: '*',
          },
        ],
      },
    },
    {
      Name: 'exampleorg-archive',
      Policy: {
        Version: '2012-10-17',
        Statement: [
          { ...deny('s3:*', 'arn:aws:s3:::exampleorg-archive'), Principal: '*' },
          {
            ...denyAllBut('s3:Get*'),
            Resource: 'arn:aws:s3:::exampleorg-archive/*',
            NotPrincipal: { AWS: arn('user/A-san') },
          },
        ],
      },
    },
  ],
};
