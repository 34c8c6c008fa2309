import { defineRule, ownComparisons, type KeyCondition } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-string-operator-on-typed-key',
    description: 'Disallow string operators on keys that hold numbers, dates, addresses or booleans',
    severity: 'low',
    confidence: 'medium',
    remediation: "Take the operators of the key's own type.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-type-mismatch',
    ],
    messages: {
      typed:
        "'{key}' is compared as text, character by character, though it has a type of its own. Use {operators}.",
    },
    accessAnalyzer: ['TYPE_MISMATCH'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const condition of ownComparisons(statement, document, graph)) {
      const { comparison, key, operator, type } = condition;
      const operators = OPERATORS.get(type);
      if (comparison.family !== 'String' || operators === undefined) continue;
      yield finding('typed', {
        at: operator,
        document,
        related: [{ token: key, label: 'the key' }],
        data: { key: key.value, operators },
      });
    }
  },
});

const OPERATORS: ReadonlyMap<KeyCondition['type'], string> = new Map([
  ['Bool', 'Bool'],
  ['Numeric', 'NumericEquals, NumericLessThan and their like'],
  ['Date', 'DateLessThan, DateGreaterThan and their like'],
  ['IPAddress', 'IpAddress or NotIpAddress'],
]);
