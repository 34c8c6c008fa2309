import { defineRule, unscopedSensitiveGrants } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-unscoped-permissions',
    description: 'Disallow actions that change who has access on every resource',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Name in Resource what may be opened, and leave the rest of access to those who administer it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    ],
    messages: {
      unscoped: "'{policy}' can change who has access to every resource, by {actions}.",
    },
    compliance: { cwe: ['CWE-269', 'CWE-732'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { holder, at, actions } of unscopedSensitiveGrants(
      statement,
      document,
      graph,
      'permissions',
    )) {
      yield finding('unscoped', { at, document, ...holder, data: { policy: document.name, actions } });
    }
  },
});
