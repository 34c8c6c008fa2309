import { defineRule, networkOf, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-host-bits-in-block',
    description: 'Disallow address blocks with bits after their prefix',
    severity: 'low',
    confidence: 'high',
    remediation: 'Write the block as the message does, or a longer prefix if one address is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-improve-ip-range',
    ],
    messages: {
      bits: "'{value}' means all of {network}, since AWS does not look at the bits after the prefix.",
    },
    accessAnalyzer: ['IMPROVE_IP_RANGE'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, values } of ownComparisons(statement, document, graph)) {
      if (comparison.family !== 'IPAddress') continue;
      for (const at of values) {
        const network = networkOf(at.value);
        if (network !== undefined)
          yield finding('bits', { at, document, data: { value: at.value, network } });
      }
    }
  },
});
