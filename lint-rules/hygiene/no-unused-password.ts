import { credentialsOf, defineRule, idleCredential } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-unused-password',
    description: 'Disallow console passwords that nobody uses',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Delete the password of the user, or the user where nothing else uses it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html',
    ],
    messages: {
      unused:
        "'{user}' has not signed in to the console since {day}, and still can. Nobody notices when somebody else does.",
      neverUsed:
        "'{user}' has never signed in to the console since the password was set on {day}. Nobody notices when somebody else does.",
    },
    options: { days: { description: 'How long a password may be unused, in days.', default: 45 } },
    compliance: { cisV5: ['1.11'], cisV6: ['2.11'], securityHub: ['IAM.8', 'IAM.22'] },
  },
  *checkAccount(account, { options, finding }) {
    for (const { arn, name } of account.users) {
      const password = credentialsOf(account, arn)?.password;
      const idle = password && idleCredential(account, password, options.days);
      if (!idle) continue;
      const { everUsed, since, day } = idle;
      yield finding(everUsed ? 'unused' : 'neverUsed', {
        at: since,
        subject: arn,
        data: { user: name, day },
      });
    }
  },
});
