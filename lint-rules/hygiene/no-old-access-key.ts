import { credentialsOf, dayOf, daysSince, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-old-access-key',
    description: 'Disallow access keys that have not been rotated for long',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Make a second key, move its users over, and delete this one; better, let them use a role.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
    ],
    messages: {
      old: "'{user}' has had {key} since {day}. The longer a key is in use, the more places hold a copy of it, and each copy works until the key is deleted.",
    },
    options: { days: { description: 'How old an active key may be, in days.', default: 90 } },
    compliance: { cisV5: ['1.13'], cisV6: ['2.13'], securityHub: ['IAM.3'] },
  },
  *checkAccount(account, { options, finding }) {
    for (const { arn, name } of account.users) {
      for (const { name: key, changed } of credentialsOf(account, arn)?.accessKeys ?? []) {
        const days = daysSince(account, changed?.value);
        const day = dayOf(changed?.value);
        if (!changed || day === undefined || days === undefined || days <= options.days) continue;
        yield finding('old', { at: changed, subject: arn, data: { key, user: name, day } });
      }
    }
  },
});
