import { credentialsOf, defineRule, idleCredential } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-unused-access-key',
    description: 'Disallow active access keys that nobody uses',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Deactivate the key, and delete it when nobody misses it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html',
    ],
    messages: {
      unused: "'{user}' has not used {key} since {day}, and it is active. Nobody notices when it is lost.",
      neverUsed:
        "'{user}' has never used {key}, which was made on {day} and is active. Nobody notices when it is lost.",
    },
    options: { days: { description: 'How long an active key may be unused, in days.', default: 45 } },
    compliance: { cisV5: ['1.11'], cisV6: ['2.11'], securityHub: ['IAM.8', 'IAM.22'] },
  },
  *checkAccount(account, { options, finding }) {
    for (const { arn, name } of account.users) {
      for (const key of credentialsOf(account, arn)?.accessKeys ?? []) {
        const idle = idleCredential(account, key, options.days);
        if (!idle) continue;
        const { everUsed, since, day } = idle;
        const data = { key: key.name, user: name, day };
        yield finding(everUsed ? 'unused' : 'neverUsed', { at: since, subject: arn, data });
      }
    }
  },
});
