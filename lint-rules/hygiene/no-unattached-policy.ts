import { defineRule, listsWereRead } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-unattached-policy',
    description: 'Disallow customer managed policies that are attached to nothing',
    severity: 'low',
    confidence: 'high',
    remediation: 'Delete the policy.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-delete.html'],
    messages: {
      unattached:
        "'{policy}' is attached to nothing and bounds nobody. It has no effect, until somebody attaches it without reading it.",
    },
  },
  *checkAccount(account, { graph, finding }) {
    for (const { arn, name, awsManaged, token, detail, document } of account.policies) {
      if (awsManaged) continue;
      const { AttachmentCount, PermissionsBoundaryUsageCount } = detail;
      const isUnused =
        AttachmentCount === undefined
          ? document !== undefined &&
            listsWereRead(graph, account) &&
            graph.holdersOf(document).length + graph.boundedBy(document).length === 0
          : AttachmentCount + (PermissionsBoundaryUsageCount ?? 0) === 0;
      if (isUnused) yield finding('unattached', { at: token, subject: arn, data: { policy: name } });
    }
  },
});
