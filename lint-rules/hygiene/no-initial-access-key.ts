import { credentialsOf, dayOf, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-initial-access-key',
    description: 'Disallow unused access keys that were made with a user who has a console password',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Delete the key; let whoever needs one make it then.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'],
    messages: {
      initial:
        "'{user}' has never used {key}, which was made with the user on {day}. Whoever has a console password does not need a key for it.",
    },
    compliance: { cisV5: ['1.10'], cisV6: ['2.10'] },
  },
  *checkAccount(account, { finding }) {
    for (const { arn, name } of account.users) {
      const credentials = credentialsOf(account, arn);
      const made = dayOf(credentials?.created?.value);
      if (!credentials?.password || made === undefined) continue;
      for (const { name: key, changed, used } of credentials.accessKeys) {
        const isUnused = used !== undefined && dayOf(used.value) === undefined;
        if (!changed || !isUnused || dayOf(changed.value) !== made) continue;
        yield finding('initial', { at: used, subject: arn, data: { key, user: name, day: made } });
      }
    }
  },
});
