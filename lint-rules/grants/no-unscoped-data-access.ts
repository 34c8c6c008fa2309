import { defineRule, unscopedSensitiveGrants } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-unscoped-data-access',
    description: 'Disallow actions that read what is stored on every resource',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Name in Resource the buckets, secrets, parameters or tables that are read.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html',
    ],
    messages: {
      unscoped:
        "'{policy}' reads everything that is stored, by {actions} on every resource. Name what it is for.",
    },
    compliance: { cwe: ['CWE-732'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { holder, at, actions } of unscopedSensitiveGrants(statement, document, graph, 'data')) {
      yield finding('unscoped', { at, document, ...holder, data: { policy: document.name, actions } });
    }
  },
});
