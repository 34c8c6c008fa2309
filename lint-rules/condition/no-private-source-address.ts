import { consequence, defineRule, isPrivateRange, listing, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-private-source-address',
    description: 'Disallow aws:SourceIp with private addresses only',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Take aws:SourceVpc or aws:SourceVpce, with aws:VpcSourceIp for addresses in a VPC, or the public addresses of the network.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-private-ip-address',
    ],
    messages: {
      private: 'AWS sees public addresses, and no request comes from {value}: the condition {consequence}.',
    },
    accessAnalyzer: ['PRIVATE_IP_ADDRESS', 'PRIVATE_NOT_IP_ADDRESS'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, name, values } of ownComparisons(statement, document, graph)) {
      const [at] = values;
      if (name !== 'aws:sourceip' || comparison.family !== 'IPAddress' || at === undefined) continue;
      if (!values.every(({ value }) => isPrivateRange(value))) continue;
      yield finding('private', {
        at,
        document,
        data: {
          value: listing(
            values.map(({ value }) => value),
            3,
          ),
          consequence: consequence(statement, comparison.negated),
        },
      });
    }
  },
});
