import { conditionOnSource, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'organization/require-source-exemption',
    description: 'Require resource control policies on the source of a call to let calls without a source in',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['resource-control'],
    remediation:
      'Add "Bool": { "aws:PrincipalIsAWSService": "true" } and "Null": { "aws:SourceAccount": "false" } to the conditions.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention',
    ],
    messages: {
      principals:
        'This Deny keeps everybody out who is no service of AWS, the accounts of the organization included: nobody else sends {key}, and {operator} is met without it.',
      services:
        'This Deny keeps services out that call for no resource in particular: such a call has no {key}, and {operator} is met without it.',
    },
    accessAnalyzer: [
      'RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY',
      'RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK',
    ],
  },
  *checkStatement(statement, document, { finding }) {
    if (statement.effect !== 'Deny') return;
    const deny = conditionOnSource(statement);
    if (deny === undefined) return;
    const { key, operator } = deny.condition;
    yield finding(deny.hits, { at: key, document, data: { key: key.value, operator: operator.value } });
  },
});
