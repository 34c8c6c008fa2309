import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-user-beside-federation',
    description: 'Disallow users in accounts that people enter by an identity provider',
    severity: 'low',
    confidence: 'low',
    remediation: 'Let people sign in by the identity provider and programs use roles; then delete the user.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
    ],
    messages: {
      beside:
        "'{user}' is a user of its own in an account that people enter by {provider}. Who leaves the company keeps it, with its long-term credentials.",
    },
    compliance: { cisV5: ['1.20'], cisV6: ['2.20'] },
  },
  *checkAccount({ users, roles, samlProviders }, { finding }) {
    const hasIdentityCenter = roles.some(({ path }) => path.startsWith('/aws-reserved/sso.amazonaws.com/'));
    const provider = hasIdentityCenter ? 'IAM Identity Center' : samlProviders[0]?.Arn;
    if (provider === undefined) return;
    for (const { arn, name, token } of users) {
      yield finding('beside', { at: token, subject: arn, data: { user: name, provider } });
    }
  },
});
