import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/require-set-operator',
    description: 'Require a set operator with condition keys that have several values',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Write ForAnyValue: before the operator where one value is enough, ForAllValues: where all have to match.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-qualifier',
    ],
    messages: {
      missing:
        "'{key}' has several values, and without ForAnyValue or ForAllValues {operator} matches none of them.",
    },
    accessAnalyzer: ['MISSING_QUALIFIER'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key, multivalued, name, operator: at } of ownComparisons(
      statement,
      document,
      graph,
    )) {
      if (!multivalued || comparison.set !== undefined) continue;
      yield finding('missing', {
        at,
        document,
        related: [{ token: key, label: 'the key' }],
        ...(!name.startsWith('aws:') && { confidence: 'medium' }),
        data: { key: key.value, operator: at.value },
      });
    }
  },
});
