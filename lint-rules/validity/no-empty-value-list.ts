import { consequence, defineRule, ownConditions } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-empty-value-list',
    description: 'Disallow conditions without a value',
    severity: 'high',
    confidence: 'high',
    remediation: 'Give the condition its values, or take it away.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-empty-array-condition',
    ],
    messages: {
      never: "'{key}' is compared to nothing, and the condition never holds: it {consequence}.",
      always: "'{key}' is compared to nothing, and the condition always holds: it {consequence}.",
      absent: "'{key}' is compared to nothing, and the condition holds only for requests without the key.",
    },
    accessAnalyzer: [
      'EMPTY_ARRAY_CONDITION',
      'EMPTY_ARRAY_CONDITION_FORALLVALUES',
      'EMPTY_ARRAY_CONDITION_FORANYVALUE',
      'EMPTY_ARRAY_CONDITION_IFEXISTS',
    ],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key: at, values } of ownConditions(statement, document, graph)) {
      if (values.length > 0) continue;
      const { negated, ifExists, set } = comparison;
      const key = at.value;
      if (negated && (set !== 'ForAnyValue' || ifExists)) {
        yield finding('always', { at, document, data: { key, consequence: consequence(statement, true) } });
      } else if (ifExists || set === 'ForAllValues') {
        yield finding('absent', { at, document, data: { key } });
      } else {
        yield finding('never', { at, document, data: { key, consequence: consequence(statement, false) } });
      }
    }
  },
});
