import { defineRule, formMissedBy, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-impossible-condition-value',
    description: 'Disallow values that their condition key never has',
    severity: 'high',
    confidence: 'high',
    remediation: "Write a value as the key's page shows it.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
    ],
    messages: {
      impossible: "'{key}' is never '{value}': it is {what}.",
    },
    accessAnalyzer: [
      'INVALID_KMS_KEY_VALUE',
      'INVALID_SERVICE_PRINCIPAL_FORMAT',
      'INVALID_VPC_FORMAT',
      'INVALID_VPCE_FORMAT',
    ],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key, name, type, values } of ownComparisons(statement, document, graph)) {
      if (comparison.family !== 'String' && comparison.family !== 'ARN') continue;
      for (const at of values) {
        const what = formMissedBy(at.value, {
          key: name,
          isBoolean: type === 'Bool',
          pattern: comparison.patterns,
          anyCase: comparison.name.endsWith('IgnoreCase'),
        });
        if (what === undefined) continue;
        yield finding('impossible', { at, document, data: { key: key.value, value: at.value, what } });
      }
    }
  },
});
