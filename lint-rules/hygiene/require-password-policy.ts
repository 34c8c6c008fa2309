import { defineRule, passwordPolicyPlace, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/require-password-policy',
    description: 'Require a password policy of the account',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Set a password policy: at least 14 characters, and 24 passwords remembered.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    ],
    messages: {
      none: 'The account {account} has no password policy of its own. By that of AWS eight characters are enough for a password, and an old one can be set again.',
    },
    compliance: { cisV5: ['1.7', '1.8'], cisV6: ['2.7', '2.8'], securityHub: ['IAM.7'], cwe: ['CWE-521'] },
  },
  *checkAccount(account, { finding }) {
    if (account.detail.PasswordPolicy !== null) return;
    yield finding('none', {
      at: passwordPolicyPlace(account),
      subject: rootUserOf(account).arn,
      ...(account.users.length === 0 && { confidence: 'medium' }),
      data: { account: account.id },
    });
  },
});
