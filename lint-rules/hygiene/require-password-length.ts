import { defineRule, passwordPolicyPlace, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/require-password-length',
    description: 'Require passwords of a minimum length',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Set MinimumPasswordLength of the password policy to 14 or more.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    ],
    messages: {
      short:
        'The password policy of {account} lets passwords have {length} characters. Short passwords are guessed; the least should be {least}.',
    },
    options: {
      length: { description: 'The shortest password that is long enough, in characters.', default: 14 },
    },
    compliance: { cisV5: ['1.7'], cisV6: ['2.7'], securityHub: ['IAM.15'], cwe: ['CWE-521'] },
  },
  *checkAccount(account, { options, finding }) {
    const length = account.detail.PasswordPolicy?.MinimumPasswordLength;
    if (typeof length !== 'number' || length >= options.length) return;
    yield finding('short', {
      at: passwordPolicyPlace(account, 'MinimumPasswordLength'),
      subject: rootUserOf(account).arn,
      ...(account.users.length === 0 && { confidence: 'medium' }),
      data: { account: account.id, length, least: options.length },
    });
  },
});
