import type { AccountExample } from '../account-example.js';
import { allow, arn, attached, awsManaged, boundedBy, deny, embedded, managed } from '../identities.js';

const administrator = attached(awsManaged('AdministratorAccess'));
const trust = (Principal: Readonly<Record<string, string>>, Action = 'sts:AssumeRole') => ({
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action }],
  },
});

/** Users who come by more than they were given, each in one way. */
export const account: AccountExample = {
  UserDetailList: [
    { Arn: arn('user/administrator'), ...administrator },
    {
      Arn: arn('user/grants-himself'),
      UserPolicyList: [embedded('own', allow('iam:PutUserPolicy', arn('user/grants-himself')))],
    },
    {
      Arn: arn('user/rewrites-his-policy'),
      ...attached(arn('policy/rewritable')),
      UserPolicyList: [
        embedded(
          'own',
          allow(['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'], arn('policy/rewritable')),
        ),
      ],
    },
    {
      Arn: arn('user/joins-administrators'),
      UserPolicyList: [embedded('own', allow('iam:AddUserToGroup'))],
    },
    { Arn: arn('user/help-desk'), UserPolicyList: [embedded('own', allow('iam:CreateAccessKey'))] },
    {
      Arn: arn('user/changes-trust'),
      UserPolicyList: [embedded('own', allow('iam:UpdateAssumeRolePolicy', arn('role/Automation')))],
    },
    {
      Arn: arn('user/grants-to-his-role'),
      UserPolicyList: [embedded('own', allow('iam:AttachRolePolicy', arn('role/Assumable')))],
    },
    {
      Arn: arn('user/makes-administrators'),
      UserPolicyList: [embedded('own', allow(['iam:CreateRole', 'iam:PutRolePolicy'], arn('role/new/*')))],
    },
    {
      Arn: arn('user/deploys'),
      UserPolicyList: [
        embedded('own', allow(['lambda:*Function*']), allow('iam:PassRole', arn('role/Automation'))),
      ],
    },
    { Arn: arn('user/rotates'), UserPolicyList: [embedded('own', allow('iam:UpdateSAMLProvider'))] },
    {
      Arn: arn('user/lifts-his-boundary'),
      ...boundedBy('limit'),
      UserPolicyList: [embedded('own', allow('iam:DeleteUserPermissionsBoundary'))],
    },
    {
      Arn: arn('user/removes-his-deny'),
      GroupList: ['denied'],
      UserPolicyList: [embedded('own', allow(['s3:*', 'iam:RemoveUserFromGroup']))],
    },
    {
      Arn: arn('user/removes-his-mfa'),
      UserPolicyList: [
        embedded(
          'own',
          allow('iam:DeactivateMFADevice', arn('user/${aws:username}')),
          allow('ec2:*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
        ),
      ],
    },
    { Arn: arn('user/access-desk'), UserPolicyList: [embedded('own', allow('sso:CreateAccountAssignment'))] },
    {
      Arn: arn('user/tags-himself'),
      UserPolicyList: [
        embedded(
          'own',
          allow('iam:TagUser', arn('user/${aws:username}')),
          allow('ec2:*', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'operators' } } }),
        ),
      ],
    },
  ],
  GroupDetailList: [
    { Arn: arn('group/administrators'), ...administrator },
    { Arn: arn('group/denied'), GroupPolicyList: [embedded('own', deny('s3:*'))] },
  ],
  RoleDetailList: [
    { Arn: arn('role/Automation'), ...administrator, ...trust({ Service: 'lambda.amazonaws.com' }) },
    {
      Arn: arn('role/SignIn'),
      ...administrator,
      ...trust({ Federated: arn('saml-provider/corporate') }, 'sts:AssumeRoleWithSAML'),
    },
    { Arn: arn('role/Assumable'), ...trust({ AWS: arn('user/grants-to-his-role') }) },
  ],
  Policies: [
    {
      Arn: arn('policy/rewritable'),
      PolicyVersionList: [
        {
          VersionId: 'v1',
          IsDefaultVersion: false,
          Document: { Version: '2012-10-17', Statement: [allow('*')] },
        },
        {
          VersionId: 'v2',
          Document: { Version: '2012-10-17', Statement: [allow('s3:GetObject', 'arn:aws:s3:::builds/*')] },
        },
      ],
    },
    managed('limit', allow(['s3:*', 'iam:DeleteUserPermissionsBoundary'])),
  ],
  SAMLProviders: [{ Arn: arn('saml-provider/corporate') }],
};
