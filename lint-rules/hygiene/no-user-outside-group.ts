import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-user-outside-group',
    description: 'Disallow users who are in no group',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Make the user a member of the group whose work it does, or delete it.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html'],
    messages: {
      alone:
        "'{user}' is in no group and has no policy. It can do nothing but what the policies of resources allow it, and is probably left over.",
    },
  },
  *checkAccount({ users }, { finding }) {
    for (const { arn, name, token, groups, attachedPolicies, inlinePolicies } of users) {
      if (groups.length + attachedPolicies.length + inlinePolicies.length > 0) continue;
      yield finding('alone', { at: token, subject: arn, data: { user: name } });
    }
  },
});
