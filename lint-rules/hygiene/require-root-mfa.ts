import { defineRule, isOff, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/require-root-mfa',
    description: 'Require an MFA device for a root user who can sign in',
    severity: 'critical',
    confidence: 'high',
    remediation:
      'Assign an MFA device to the root user, or manage root access centrally and delete its credentials.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html',
    ],
    messages: {
      missing:
        'The root user of {account} has no MFA device. Whoever learns its password, or reads the mail by which it is reset, can do everything in the account.',
    },
    compliance: { cisV5: ['1.4'], cisV6: ['2.4'], securityHub: ['IAM.9'], cwe: ['CWE-308'] },
  },
  *checkAccount(account, { finding }) {
    // The root user of AWS GovCloud (US) cannot sign in to the console.
    if (account.partition === 'aws-us-gov') return;
    const { arn, mfa, password } = rootUserOf(account);
    if (!mfa || !isOff(mfa) || isOff(password)) return;
    yield finding('missing', { at: mfa, subject: arn, data: { account: account.id } });
  },
});
