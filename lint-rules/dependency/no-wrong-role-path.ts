import { defineRule, misnamedRoles } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'dependency/no-wrong-role-path',
    description: 'Disallow ARNs of roles that lack the path of the role',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based', 'service-control'],
    remediation: 'Write the ARN of the role with its path.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns',
    ],
    messages: {
      path: "No role is called {written}: the ARN of '{role}' is {arn}. What the statement says is not about it.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { token, role } of misnamedRoles(graph, statement)) {
      const data = { written: token.value, role: role.name, arn: role.arn };
      yield finding('path', { at: token, document, data });
    }
  },
});
