import { defineRule, ownConditions } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-multiple-boolean-values',
    description: 'Disallow more than one value under Bool and Null',
    severity: 'high',
    confidence: 'high',
    remediation: 'Keep the one value that is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-multiple-boolean',
    ],
    messages: {
      both: "'{key}' is compared to true and to false, so that the condition holds for either. Keep the one that is meant.",
      repeated: "'{key}' is compared to the same boolean more than once. {operator} takes one value.",
    },
    accessAnalyzer: ['INVALID_CONDITION_MULTIPLE_BOOLEAN'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key, operator, values } of ownConditions(statement, document, graph)) {
      const [, at] = values;
      if ((comparison.family !== 'Bool' && comparison.family !== 'Null') || at === undefined) continue;
      const isBoth = new Set(values.map(({ value }) => value.toLowerCase() === 'true')).size === 2;
      if (isBoth) yield finding('both', { at, document, data: { key: key.value } });
      else yield finding('repeated', { at, document, data: { key: key.value, operator: operator.value } });
    }
  },
});
