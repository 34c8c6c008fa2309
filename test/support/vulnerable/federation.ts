import type { AccountExample } from '../account-example.js';

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const role = (name: string, principal: string, action: string, condition?: object) => ({
  Arn: arn(`role/${name}`),
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: principal },
        Action: action,
        ...(condition && { Condition: condition }),
      },
    ] as never,
  },
});
const WEB = 'sts:AssumeRoleWithWebIdentity';

/** Roles for everybody to whom an identity provider gives a token. */
export const account: AccountExample = {
  RoleDetailList: [
    role('gitlab', arn('oidc-provider/gitlab.com'), WEB),
    role('gitlab-group', arn('oidc-provider/gitlab.com'), WEB, {
      StringLike: { 'gitlab.com:sub': 'project_path:octo-group/*' },
    }),
    role('pods', arn('oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC'), WEB),
    role('login', arn('oidc-provider/login.example.com'), WEB),
    role('guests', 'cognito-identity.amazonaws.com', WEB),
    role('saml', arn('saml-provider/Okta'), 'sts:AssumeRoleWithSAML'),
  ],
};
