import { defineRule, unscopedSensitiveGrants } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-unscoped-credentials',
    description: 'Disallow actions that hand out credentials on every resource',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Name in Resource whose credentials they may be; for the own ones, use arn:aws:iam::*:user/${aws:username}.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html',
    ],
    messages: {
      unscoped:
        "'{policy}' hands out credentials on every resource, by {actions}. Whoever has them acts as somebody else.",
    },
    compliance: { cwe: ['CWE-269', 'CWE-522'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { holder, at, actions } of unscopedSensitiveGrants(
      statement,
      document,
      graph,
      'credentials',
    )) {
      yield finding('unscoped', { at, document, ...holder, data: { policy: document.name, actions } });
    }
  },
});
