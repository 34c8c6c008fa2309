import { dayOf, daysSince, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-unused-role',
    description: 'Disallow roles that nobody uses',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Deny everything to the role for a while, and delete it when nobody misses it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html',
    ],
    messages: {
      unused:
        "'{role}' has not been used since {day}. Whom it trusts can still use it, and nobody expects it.",
      neverUsed:
        "'{role}' is from {day}, and AWS knows of no use of it. Whom it trusts can still use it, and nobody expects it.",
    },
    options: { days: { description: 'How long a role may be unused, in days.', default: 90 } },
  },
  *checkAccount(account, { options, finding }) {
    const { CreateDates, RoleLastUsed } = account.activity;
    for (const { arn, name, path, token, serviceLinked } of account.roles) {
      const lastUsed = RoleLastUsed[arn];
      if (serviceLinked || path.startsWith('/aws-reserved/') || lastUsed === undefined) continue;
      const since = lastUsed.LastUsedDate ?? CreateDates[arn];
      const days = daysSince(account, since);
      const day = dayOf(since);
      if (day === undefined || days === undefined || days <= options.days) continue;
      yield finding(lastUsed.LastUsedDate === undefined ? 'neverUsed' : 'unused', {
        at: token,
        subject: arn,
        data: { role: name, day },
      });
    }
  },
});
