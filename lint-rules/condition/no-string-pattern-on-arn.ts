import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-string-pattern-on-arn',
    description: 'Disallow StringLike with ARNs',
    severity: 'medium',
    confidence: 'medium',
    remediation: 'Take ArnLike or ArnNotLike, which compare ARNs field by field.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-string-like-operator-with-arn-condition-keys',
    ],
    messages: {
      pattern:
        "Under {operator} a wildcard goes on past the colons, so '{value}' matches more than {arn} would.",
    },
    accessAnalyzer: ['STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, operator, type, values } of ownComparisons(statement, document, graph)) {
      if (type !== 'ARN' || comparison.family !== 'String' || !comparison.patterns) continue;
      for (const at of values) {
        const [, ...fields] = at.value.split(':');
        const isLoose = fields.slice(0, 4).some((field) => field.includes('*'));
        if (!isLoose || at.value === '*') continue;
        yield finding('pattern', {
          at,
          document,
          data: {
            operator: operator.value,
            value: at.value,
            arn: comparison.negated ? 'ArnNotLike' : 'ArnLike',
          },
        });
      }
    }
  },
});
