import { defineRule, passwordPolicyPlace, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/require-password-reuse-prevention',
    description: 'Require that old passwords cannot be set again',
    severity: 'low',
    confidence: 'high',
    remediation: 'Set PasswordReusePrevention of the password policy to 24.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    ],
    messages: {
      none: 'The password policy of {account} remembers no old passwords. A password that was lost can be set again.',
      few: 'The password policy of {account} remembers {count} old passwords instead of {least}. A password that was lost can soon be set again.',
    },
    options: { passwords: { description: 'How many old passwords are to be remembered.', default: 24 } },
    compliance: { cisV5: ['1.8'], cisV6: ['2.8'], securityHub: ['IAM.16'] },
  },
  *checkAccount(account, { options, finding }) {
    const policy = account.detail.PasswordPolicy;
    const count = policy?.PasswordReusePrevention ?? 0;
    if (!policy || typeof count !== 'number' || count >= options.passwords) return;
    const draft = {
      at: passwordPolicyPlace(account, 'PasswordReusePrevention'),
      subject: rootUserOf(account).arn,
      ...(account.users.length === 0 && { confidence: 'medium' as const }),
    };
    if (count === 0) yield finding('none', { ...draft, data: { account: account.id } });
    else yield finding('few', { ...draft, data: { account: account.id, count, least: options.passwords } });
  },
});
