import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-epoch-date',
    description: 'Disallow dates as seconds under date operators',
    severity: 'low',
    confidence: 'high',
    remediation: 'Write the date in ISO 8601, such as 2026-01-31T12:00:00Z.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-invalid-date-value',
    ],
    messages: { seconds: "'{value}' is {meaning} to {operator}. Write a date such as 2026-01-31T12:00:00Z." },
    accessAnalyzer: ['INVALID_DATE_VALUE'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, name, operator, values } of ownComparisons(statement, document, graph)) {
      if (comparison.family !== 'Date' || name === 'aws:epochtime') continue;
      for (const at of values) {
        if (!/^\d+$/.test(at.value)) continue;
        const meaning = at.value.length === 4 ? 'a year' : 'a number of seconds since 1970';
        yield finding('seconds', {
          at,
          document,
          data: { value: at.value, meaning, operator: operator.value },
        });
      }
    }
  },
});
