import { parseDate, parseNumber } from '../../src/evaluator/index.js';
import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-redundant-bound',
    description: 'Disallow several bounds under an operator where one decides',
    severity: 'low',
    confidence: 'high',
    remediation: 'Keep the one value that is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-condition-value-num',
    ],
    messages: {
      redundant:
        "The values are joined by 'or', so {value} is all that {operator} looks at, and '{other}' adds nothing.",
    },
    accessAnalyzer: ['REDUNDANT_CONDITION_VALUE_NUM'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, operator, values } of ownComparisons(statement, document, graph)) {
      const read =
        comparison.family === 'Numeric' ? parseNumber : comparison.family === 'Date' ? parseDate : undefined;
      const sign = comparison.name.includes('Less') ? 1 : comparison.name.includes('Greater') ? -1 : 0;
      if (read === undefined || sign === 0) continue;
      const bounds = values.flatMap((token) => {
        const bound = read(token.value);
        return bound === undefined ? [] : [{ token, bound: sign * bound }];
      });
      const [widest, ...others] = bounds.toSorted((a, b) => b.bound - a.bound);
      if (widest === undefined) continue;
      for (const { token: at } of others) {
        const data = { value: widest.token.value, operator: operator.value, other: at.value };
        yield finding('redundant', { at, document, data });
      }
    }
  },
});
