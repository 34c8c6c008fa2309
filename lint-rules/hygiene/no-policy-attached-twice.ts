import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-policy-attached-twice',
    description: 'Disallow policies that a user has directly and from a group as well',
    severity: 'low',
    confidence: 'high',
    remediation: 'Detach the policy from the user.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html',
    ],
    messages: {
      twice:
        "'{policy}' is attached to '{user}' and to its group '{group}'. Whoever takes the user out of the group, or the policy off it, takes nothing away.",
    },
  },
  *checkAccount(account, { finding }) {
    const groups = new Map(account.groups.map((group) => [group.name, group]));
    for (const { arn, name, attachedPolicies, groups: memberships } of account.users) {
      for (const token of attachedPolicies) {
        const [found] = memberships.flatMap((membership) => {
          const group = groups.get(membership);
          const again = group?.attachedPolicies.find(({ value }) => value === token.value);
          return group && again ? [{ group, again }] : [];
        });
        if (!found) continue;
        yield finding('twice', {
          at: token,
          subject: arn,
          related: [{ token: found.again, label: 'attached to the group' }],
          data: {
            policy: token.value.slice(token.value.lastIndexOf('/') + 1),
            user: name,
            group: found.group.name,
          },
        });
      }
    }
  },
});
