import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-literal-wildcard',
    description: 'Disallow wildcards under condition operators that compare them literally',
    severity: 'high',
    confidence: 'high',
    remediation: 'Take StringLike or StringNotLike, or write the whole value.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-wildcard-without-like-operator',
    ],
    messages: {
      literal:
        "Under {operator} the wildcard in '{value}' stands for itself. Use {like} if it is to match other values.",
    },
    accessAnalyzer: ['WILDCARD_WITHOUT_LIKE_OPERATOR'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, name, operator, values } of ownComparisons(statement, document, graph)) {
      if (comparison.family !== 'String' || comparison.patterns || isPath(name)) continue;
      for (const at of values) {
        const text = at.value.replaceAll(/\$\{[^}]*\}/g, '');
        if (!/[*?]/.test(text)) continue;
        yield finding('literal', {
          at,
          document,
          ...(!text.includes('*') && { confidence: 'medium' }),
          data: {
            operator: operator.value,
            value: at.value,
            like: comparison.negated ? 'StringNotLike' : 'StringLike',
          },
        });
      }
    }
  },
});

/** Keys whose values may hold the characters. */
function isPath(name: string): boolean {
  return name === 'aws:useragent' || name === 'aws:referer';
}
