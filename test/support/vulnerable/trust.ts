import type { AccountExample } from '../account-example.js';

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const FOREIGN = 'arn:aws:iam::444455556666:role/Collector';
const role = (name: string, principal: object | string, more: object = {}) => ({
  Arn: arn(`role/${name}`),
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more }] as never,
  },
});

/** Roles whose trust says more, or less, than it seems to. */
export const account: AccountExample = {
  Accounts: [{ AccountId: '111122223333', SummaryMap: { Providers: 1 } }],
  OpenIDConnectProviders: [{ Arn: arn('oidc-provider/login.example.com'), ClientIDList: ['app'] }],
  UserDetailList: [
    {
      Arn: arn('user/A-san'),
      UserPolicyList: [
        {
          PolicyName: 'switch',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: arn('role/pods') },
              { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: arn('role/without-mfa') },
            ],
          },
        },
      ],
    },
  ],
  RoleDetailList: [
    role('any-action', { AWS: FOREIGN }, { Action: 'sts:*' }),
    role(
      'any-branch',
      { Federated: arn('oidc-provider/token.actions.githubusercontent.com') },
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:octo-org/octo-repo:*' } },
      },
    ),
    role('pods', { Service: 'pods.eks.amazonaws.com' }),
    role('certificates', { Service: 'rolesanywhere.amazonaws.com' }),
    role(
      'optional',
      { AWS: arn('user/A-san') },
      {
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    ),
    role('without-mfa', { AWS: arn('user/A-san') }),
    role('vendor', { AWS: FOREIGN }, { Condition: { StringEquals: { 'sts:ExternalId': '1234' } } }),
    role('itself', { AWS: arn('role/itself') }),
    role('sessions', { AWS: [arn('role/pods'), 'arn:aws:sts::111122223333:assumed-role/pods/x'] }),
    role('there', { AWS: arn('role/back') }),
    role('back', { AWS: [arn('role/there'), arn('role/gone')] }),
    role(
      'login',
      { Federated: arn('oidc-provider/login.example.com') },
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'login.example.com:aud': 'another-app' } },
      },
    ),
    {
      ...role('tags', { AWS: arn('user/A-san') }, { Action: ['sts:AssumeRole', 'sts:TagSession'] }),
      RolePolicyList: [
        {
          PolicyName: 'own-project',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 's3:GetObject',
                Resource: 'arn:aws:s3:::projects/${aws:PrincipalTag/project}/*',
              },
            ],
          },
        },
      ],
    },
    role('another-organization', '*', {
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } },
    }),
    {
      Arn: arn('role/looser'),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { AWS: FOREIGN }, Action: 'sts:AssumeRole' },
          {
            Effect: 'Allow',
            Principal: { AWS: FOREIGN },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'sts:ExternalId': 'c0ffee42-5ca1-ab1e' } },
          },
        ],
      },
    },
  ],
};
