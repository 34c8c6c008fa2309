import { defineRule, listsWereRead } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-empty-group',
    description: 'Disallow groups without members',
    severity: 'low',
    confidence: 'high',
    remediation: 'Delete the group.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups_manage_delete.html'],
    messages: {
      empty:
        "The group '{group}' has no members. Its permissions wait for whoever is made a member next, and nobody looks at them until then.",
    },
  },
  *checkAccount(account, { graph, finding }) {
    if (!listsWereRead(graph, account)) return;
    for (const { arn, name, token } of account.groups) {
      if (graph.incoming(arn, 'member-of').length > 0) continue;
      yield finding('empty', { at: token, subject: arn, data: { group: name } });
    }
  },
});
