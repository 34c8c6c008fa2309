import { defineRule, isOn, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-root-access-key',
    description: 'Disallow access keys of the root user',
    severity: 'critical',
    confidence: 'high',
    remediation: 'Delete the access keys of the root user; let programs use roles.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html',
    ],
    messages: {
      present:
        'The root user of {account} has an access key. Whoever holds it can do everything in the account, and no policy of the account can stop them.',
    },
    compliance: { cisV5: ['1.3'], cisV6: ['2.3'], securityHub: ['IAM.4'], cwe: ['CWE-250'] },
  },
  *checkAccount(account, { finding }) {
    const { arn, accessKey } = rootUserOf(account);
    if (!accessKey || !isOn(accessKey)) return;
    yield finding('present', { at: accessKey, subject: arn, data: { account: account.id } });
  },
});
