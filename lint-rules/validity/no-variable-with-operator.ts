import { defineRule, ownConditions, variablesIn } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-variable-with-operator',
    description: 'Disallow policy variables under operators that do not replace them',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the value itself, or compare with an operator for strings or ARNs.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-variable-for-operator',
    ],
    messages: {
      variable:
        "'{variable}' is not replaced under {operator}: policy variables are for strings, ARNs and booleans.",
    },
    accessAnalyzer: ['INVALID_VARIABLE_FOR_OPERATOR'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, operator, values } of ownConditions(statement, document, graph)) {
      if (['String', 'ARN', 'Bool'].includes(comparison.family)) continue;
      for (const at of values) {
        const [variable] = variablesIn(at.value);
        if (variable === undefined) continue;
        yield finding('variable', {
          at,
          document,
          data: { variable: variable.text, operator: operator.value },
        });
      }
    }
  },
});
