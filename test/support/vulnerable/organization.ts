import type { AccountExample } from '../account-example.js';

const policy = (...statements: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: statements as never[],
});
const deny = (Condition: object, more: object = {}) => ({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition,
  ...more,
});

/** Guardrails that guard nobody, or everybody. */
export const account: AccountExample = {
  RoleDetailList: [
    {
      Arn: 'arn:aws:iam::111122223333:role/developer',
      RolePolicyList: [
        {
          PolicyName: 'Roles',
          PolicyDocument: policy({ Effect: 'Allow', Action: 'iam:CreateRole', Resource: '*' }),
        },
      ],
    },
  ],
  Organization: {
    MasterAccountId: '999900009999',
    OrganizationalUnits: [{ Id: 'ou-open' }, { Id: 'ou-shut' }],
    Accounts: [
      { Id: '111122223333', ParentId: 'ou-open' },
      { Id: '444455556666', ParentId: 'ou-shut' },
    ],
    Policies: [
      {
        Name: 'FullAWSAccess',
        AwsManaged: true,
        Content: policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
        TargetIds: ['r-root', 'ou-open', '111122223333', '444455556666', '999900009999'],
      },
      { Name: 'Nowhere', Content: policy(deny({ Bool: { 'aws:SecureTransport': 'false' } })), TargetIds: [] },
      {
        Name: 'List',
        Content: policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
        TargetIds: ['ou-open', '999900009999'],
      },
      {
        Name: 'Essentials',
        Content: policy({ Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }),
        TargetIds: ['ou-shut'],
      },
      {
        Name: 'Perimeters',
        Content: policy(
          deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } }),
          deny({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
          deny({ StringNotEquals: { 'aws:ResourceOrgID': 'o-example' } }),
          deny({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } }),
          deny(
            { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } },
            { Action: 's3:DeleteBucket' },
          ),
          deny({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops-*' } }, { Action: 'ec2:*' }),
        ),
        TargetIds: ['ou-open'],
      },
      {
        Name: 'Resources',
        Type: 'RESOURCE_CONTROL_POLICY',
        Content: policy(
          deny(
            { StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } },
            { Principal: '*', Action: 's3:*' },
          ),
          deny({ StringNotEquals: { 'aws:SourceOrgID': 'o-example' } }, { Principal: '*', Action: 's3:*' }),
        ),
        TargetIds: ['ou-open'],
      },
    ],
  },
};
