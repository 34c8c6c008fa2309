import { defineRule, unscopedSensitiveGrants } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-unscoped-sharing',
    description: 'Disallow actions that share every resource with other accounts',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Name in Resource what may be shared, and the receivers in a condition where the action has one.',
    references: [
      'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    ],
    messages: {
      unscoped:
        "'{policy}' can hand every resource to another account, by {actions}. Copies that are shared leave no trace in the policies of the data.",
    },
    compliance: { cwe: ['CWE-732'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { holder, at, actions } of unscopedSensitiveGrants(statement, document, graph, 'sharing')) {
      yield finding('unscoped', { at, document, ...holder, data: { policy: document.name, actions } });
    }
  },
});
