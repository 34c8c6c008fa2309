import { credentialsOf, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-second-access-key',
    description: 'Disallow users with two active access keys',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Finish the rotation: deactivate the key that is no longer used, then delete it.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html'],
    messages: {
      two: "'{user}' has two active access keys. The second is there for the time of a rotation; left behind, it is one more secret to lose.",
    },
    compliance: { cisV5: ['1.12'], cisV6: ['2.12'] },
  },
  *checkAccount(account, { finding }) {
    for (const { arn, name, token } of account.users) {
      const keys = credentialsOf(account, arn)?.accessKeys ?? [];
      if (keys.length < 2) continue;
      const related = keys.flatMap(({ name: key, changed }) =>
        changed ? [{ token: changed, label: `${key} is from` }] : [],
      );
      yield finding('two', { at: token, subject: arn, related, data: { user: name } });
    }
  },
});
