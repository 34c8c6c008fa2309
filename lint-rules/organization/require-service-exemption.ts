import { conditionOnServices, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'organization/require-service-exemption',
    description: 'Require resource control policies that keep strangers out to let services of AWS in',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['resource-control'],
    remediation: 'Add "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } to the conditions.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice',
    ],
    messages: {
      denied:
        'This Deny keeps services of AWS out as well: their requests carry no {key}, and {operator} is met without it. Log delivery, replication and notifications stop.',
    },
    accessAnalyzer: ['RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY'],
  },
  *checkStatement(statement, document, { finding }) {
    if (statement.effect !== 'Deny') return;
    const condition = conditionOnServices(statement);
    if (condition === undefined) return;
    const data = { key: condition.key.value, operator: condition.operator.value };
    yield finding('denied', { at: condition.key, document, data });
  },
});
