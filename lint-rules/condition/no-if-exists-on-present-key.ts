import { isAlwaysSent } from '../../src/evaluator/index.js';
import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-if-exists-on-present-key',
    description: 'Disallow IfExists with condition keys that every request carries',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Take the operator without IfExists.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    ],
    messages: { needless: "Every request carries '{key}', and IfExists changes nothing." },
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key, name, operator: at } of ownComparisons(statement, document, graph)) {
      if (!comparison.ifExists || !isAlwaysSent(name)) continue;
      yield finding('needless', {
        at,
        document,
        related: [{ token: key, label: 'the key' }],
        data: { key: key.value },
      });
    }
  },
});
