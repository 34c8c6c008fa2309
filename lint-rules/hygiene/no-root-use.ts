import { dayOf, daysSince, defineRule, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-root-use',
    description: 'Disallow everyday use of the root user',
    severity: 'medium',
    confidence: 'medium',
    remediation: 'Use a role for the task; keep the root user for the few tasks that need it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html',
    ],
    messages: {
      used: 'The root user of {account} was used on {day}, with its {credential}. No policy of the account limits what it does.',
    },
    options: {
      days: { description: 'How long ago a use may be and still be reported, in days.', default: 90 },
    },
    compliance: { cisV5: ['1.6'], cisV6: ['2.6'], cwe: ['CWE-250'] },
  },
  *checkAccount(account, { options, finding }) {
    const { arn, uses } = rootUserOf(account);
    for (const { name, date } of uses) {
      const days = daysSince(account, date.value);
      const day = dayOf(date.value);
      if (day === undefined || days === undefined || days > options.days) continue;
      yield finding('used', { at: date, subject: arn, data: { account: account.id, credential: name, day } });
    }
  },
});
