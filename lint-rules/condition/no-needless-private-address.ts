import { defineRule, isPrivateRange, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-needless-private-address',
    description: 'Disallow private addresses among those of aws:SourceIp',
    severity: 'low',
    confidence: 'high',
    remediation: 'Take the private addresses away.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-private-ip-address-subset',
    ],
    messages: { private: "AWS sees public addresses, and no request comes from '{value}'." },
    accessAnalyzer: ['PRIVATE_IP_ADDRESS_SUBSET', 'PRIVATE_NOT_IP_ADDRESS_SUBSET'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, name, values } of ownComparisons(statement, document, graph)) {
      if (name !== 'aws:sourceip' || comparison.family !== 'IPAddress') continue;
      const ranges = values.filter(({ value }) => isPrivateRange(value));
      if (ranges.length === values.length) continue;
      for (const at of ranges) yield finding('private', { at, document, data: { value: at.value } });
    }
  },
});
