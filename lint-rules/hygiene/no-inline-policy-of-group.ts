import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-inline-policy-of-group',
    description: 'Disallow policies that are embedded in a group',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Make a customer managed policy of it and attach that to the group.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-choosing-managed-or-inline.html',
    ],
    messages: {
      embedded:
        "'{policy}' is embedded in the group '{group}'. It has no versions to go back to, and what the members may do cannot be given to a role.",
    },
  },
  *checkAccount({ groups }, { finding }) {
    for (const { arn, name, inlinePolicies } of groups) {
      for (const document of inlinePolicies) {
        const data = { policy: document.name, group: name };
        yield finding('embedded', { at: document.token, document, subject: arn, data });
      }
    }
  },
});
