import { defineRule, isOwnText, tagKeyMissingFrom } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-condition-key-without-tag',
    description: 'Disallow condition keys on a tag that do not say which tag',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Add the key of the tag: aws:ResourceTag/team. The values of the condition are those of the tag.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-missing-tag-key-in-condition',
    ],
    messages: {
      missing:
        "'{key}' does not say which tag, and no request carries it. Write '{name}/' and the key of the tag.",
    },
    accessAnalyzer: ['MISSING_TAG_KEY_IN_CONDITION'],
  },
  *checkConditions({ conditions }, document, { graph, finding }) {
    if (!isOwnText(document, graph)) return;
    for (const { key: at } of conditions) {
      const name = tagKeyMissingFrom(at.value);
      if (name !== undefined) yield finding('missing', { at, document, data: { key: at.value, name } });
    }
  },
});
