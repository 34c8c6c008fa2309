import { defineRule, ownConditions } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-null-with-set-operator',
    description: 'Disallow Null with ForAllValues or ForAnyValue',
    severity: 'low',
    confidence: 'high',
    remediation: 'Take Null without the set operator.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-null-with-qualifier',
    ],
    messages: {
      qualified:
        "Null asks whether '{key}' is there, and not what its values are: {set} makes of it a condition that AWS does not define.",
    },
    accessAnalyzer: ['NULL_WITH_QUALIFIER'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key, operator: at } of ownConditions(statement, document, graph)) {
      if (comparison.family !== 'Null' || comparison.set === undefined) continue;
      yield finding('qualified', {
        at,
        document,
        related: [{ token: key, label: 'the key' }],
        data: { key: key.value, set: comparison.set },
      });
    }
  },
});
