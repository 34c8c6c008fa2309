import {
  defineRule,
  ownComparisons,
  type KeyCondition,
  type OperatorFamily,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-mismatched-operator',
    description: 'Disallow condition operators that cannot compare what the key holds',
    severity: 'high',
    confidence: 'high',
    remediation: "Take an operator for the key's type.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      mismatched:
        "'{key}' holds {type}, and {operator} compares {family}: it never finds its values in a request.",
    },
    accessAnalyzer: ['TYPE_MISMATCH'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const condition of ownComparisons(statement, document, graph)) {
      const { comparison, key, operator, type } = condition;
      if (type === undefined || canCompare(condition)) continue;
      yield finding('mismatched', {
        at: operator,
        document,
        related: [{ token: key, label: 'the key' }],
        data: {
          key: key.value,
          type: WORDS[type],
          operator: operator.value,
          family: WORDS[comparison.family],
        },
      });
    }
  },
});

const WORDS: Readonly<Record<OperatorFamily, string>> = {
  String: 'strings',
  ARN: 'ARNs',
  Bool: 'booleans',
  Numeric: 'numbers',
  Date: 'dates',
  IPAddress: 'IP addresses',
  Binary: 'binary values',
  Null: 'nothing',
};

/** Strings can be compared with the text of anything, and a date as seconds is a number. */
function canCompare({ comparison: { family }, type, values }: KeyCondition): boolean {
  if (family === type || family === 'String') return true;
  if (family === 'Numeric') return type === 'Date' || type === 'String';
  return family === 'ARN' && type === 'String' && values.some(({ value }) => /^(?:arn:|\*|\$)/.test(value));
}
