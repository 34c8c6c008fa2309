import { asksForKey, defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/require-null-check',
    description: 'Require an Allow with ForAllValues to ask for the key',
    severity: 'medium',
    confidence: 'medium',
    remediation: 'Add a condition Null with the key and false.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null',
    ],
    messages: {
      missing:
        "ForAllValues holds for requests without '{key}' as well, and the statement allows them. Add a condition Null that the key is not absent.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow') return;
    for (const { comparison, key, multivalued, name, operator: at } of ownComparisons(
      statement,
      document,
      graph,
    )) {
      if (comparison.set !== 'ForAllValues' || !multivalued || isOwnChoice(name)) continue;
      if (asksForKey(statement, name)) continue;
      yield finding('missing', {
        at,
        document,
        related: [{ token: key, label: 'the key' }],
        data: { key: key.value },
      });
    }
  },
});

/** Keys on what a request adds: one that adds nothing has nothing to be held to. */
function isOwnChoice(name: string): boolean {
  return name.endsWith('tagkeys') || name === 'kms:encryptioncontextkeys';
}
