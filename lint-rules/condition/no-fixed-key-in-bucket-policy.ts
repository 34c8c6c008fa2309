import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-fixed-key-in-bucket-policy',
    description: 'Disallow conditions of a resource-based policy on the account of its own resource',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation: 'Take the condition away: the policy speaks of its own resource only.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-irrelevant-condition-key-in-policy',
    ],
    messages: { fixed: "The policy is about one resource, whose account '{key}' always is." },
    accessAnalyzer: ['IRRELEVANT_CONDITION_KEY_IN_POLICY'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key: at, name, values } of ownComparisons(statement, document, graph)) {
      const isFixed =
        /^(?:aws|s3):resourceaccount$/.test(name) && values.every(({ value }) => !value.includes('${'));
      if (isFixed && comparison.family === 'String')
        yield finding('fixed', { at, document, data: { key: at.value } });
    }
  },
});
