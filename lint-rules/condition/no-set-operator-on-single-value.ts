import { defineRule, ownComparisons, prefixOf, type KeyCondition } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-set-operator-on-single-value',
    description: 'Disallow set operators on condition keys that have one value',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Take the operator without ForAllValues or ForAnyValue.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-forallvalues-with-single-valued-key',
    ],
    messages: {
      all: "'{key}' has one value, and ForAllValues adds only that the condition holds for requests without the key.",
      any: "'{key}' has one value, and ForAnyValue is for keys with several.",
    },
    accessAnalyzer: ['FORALLVALUES_WITH_SINGLE_VALUED_KEY', 'FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const condition of ownComparisons(statement, document, graph)) {
      const { comparison, key, operator: at } = condition;
      if (comparison.set === undefined || !isSingleValued(condition)) continue;
      yield finding(comparison.set === 'ForAllValues' ? 'all' : 'any', {
        at,
        document,
        related: [{ token: key, label: 'the key' }],
        data: { key: key.value },
      });
    }
  },
});

/** Of the claims of identity providers the audience and the subject are known to have one value. */
function isSingleValued({ multivalued, name, type }: KeyCondition): boolean {
  const prefix = prefixOf(name);
  if (prefix.includes('.') || prefix === 'saml') return prefix !== 'saml' && /:(?:aud|sub)$/.test(name);
  return type !== undefined && !multivalued;
}
