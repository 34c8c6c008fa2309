import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/require-vpc-with-vpc-source-ip',
    description: 'Require a VPC or endpoint beside aws:VpcSourceIp',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Add aws:SourceVpc, aws:SourceVpcArn or aws:SourceVpce with those that the addresses are of.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-missing-paired-condition-keys',
    ],
    messages: {
      unpaired:
        "'{key}' is an address within some VPC, and anybody's VPC may have it. Name the VPC or its endpoint as well.",
    },
    accessAnalyzer: ['MISSING_PAIRED_CONDITION_KEYS'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    const conditions = ownComparisons(statement, document, graph);
    if (
      conditions.some(({ name }) =>
        /^aws:(?:sourcevpc|sourcevpcarn|sourcevpce|vpce(?:account|orgid|orgpaths))$/.test(name),
      )
    )
      return;
    for (const { comparison, key: at, name } of conditions) {
      if (name !== 'aws:vpcsourceip' || comparison.negated !== (statement.effect === 'Deny')) continue;
      yield finding('unpaired', { at, document, data: { key: at.value } });
    }
  },
});
