import { defineRule, expectedInsteadOf, ownConditions } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unreadable-condition-value',
    description: 'Disallow values that are not what their condition operator compares',
    severity: 'high',
    confidence: 'high',
    remediation: 'Correct the value, or take the operator for values of its kind.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    ],
    messages: {
      unreadable: "'{value}' is not {expected}, so {operator} never finds it in a request.",
    },
    accessAnalyzer: [
      'TYPE_MISMATCH_BOOLEAN',
      'TYPE_MISMATCH_DATE',
      'TYPE_MISMATCH_IP_RANGE',
      'TYPE_MISMATCH_NUMBER',
      'TYPE_MISMATCH_STRING',
      'INVALID_CONDITION_DATA_TYPE',
    ],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, operator, values } of ownConditions(statement, document, graph)) {
      for (const at of values) {
        const { value } = at;
        // A lone wildcard is no ARN either, and another defect; so is a policy variable.
        if (value.includes('${') || (comparison.patterns && /^\*+$/.test(value))) continue;
        const expected = expectedInsteadOf(value, comparison.family);
        if (expected === undefined) continue;
        yield finding('unreadable', { at, document, data: { value, expected, operator: operator.value } });
      }
    }
  },
});
