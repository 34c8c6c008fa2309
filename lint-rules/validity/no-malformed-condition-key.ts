import { nearestConditionKey } from '../../src/model/catalogue/index.js';
import { defineRule, isOwnText, isWellFormedKey } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-malformed-condition-key',
    description: 'Disallow condition keys that are not a prefix and a name',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the key with its prefix: aws:SourceIp, s3:prefix.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-condition-key-format',
    ],
    messages: {
      malformed: "'{key}' is no condition key: a key is a prefix, a colon and a name.",
      misspelt:
        "'{key}' is no condition key: a key is a prefix, a colon and a name. Did you mean '{nearest}'?",
    },
    accessAnalyzer: ['INVALID_CONDITION_KEY_FORMAT'],
  },
  *checkConditions({ conditions }, document, { graph, finding }) {
    if (!isOwnText(document, graph)) return;
    for (const { key: at } of conditions) {
      const key = at.value;
      if (isWellFormedKey(key)) continue;
      const nearest = nearestConditionKey(key.includes(':') ? key : `aws:${key}`);
      if (nearest === undefined) yield finding('malformed', { at, document, data: { key } });
      else yield finding('misspelt', { at, document, data: { key, nearest } });
    }
  },
});
