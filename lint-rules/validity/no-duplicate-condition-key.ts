import { defineRule, isOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-duplicate-condition-key',
    description: 'Disallow the same condition key twice under one operator',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the key once, with the values of both.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-duplicate-keys-with-different-case',
    ],
    messages: {
      duplicate:
        "'{key}' and '{first}' are the same condition key, since its case does not matter. Under one operator a key can stand once.",
    },
    accessAnalyzer: ['DUPLICATE_KEYS_WITH_DIFFERENT_CASE'],
  },
  *checkConditions({ conditions }, document, { graph, finding }) {
    if (!isOwnText(document, graph)) return;
    const firsts = new Map<string, (typeof conditions)[number]>();
    for (const condition of conditions) {
      const { operator, key: at } = condition;
      const name = JSON.stringify([operator.value, at.value.toLowerCase()]);
      const first = firsts.get(name);
      if (first === undefined) firsts.set(name, condition);
      else {
        yield finding('duplicate', {
          at,
          document,
          related: [{ token: first.key, label: 'the same key' }],
          data: { key: at.value, first: first.key.value },
        });
      }
    }
  },
});
