import { defineRule, principalForm, principalsOf } from '../../src/linter/index.js';
import type { PolicyDocument } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-named-principal-in-gateway-endpoint',
    description: 'Disallow principals other than "*" in the policies of gateway endpoints',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['vpc-endpoint'],
    remediation: 'Write "Principal": "*" and a condition on aws:PrincipalArn or aws:PrincipalAccount.',
    references: [
      'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#vpc-endpoint-policies-gateway',
    ],
    messages: {
      account:
        "On a gateway endpoint '{principal}' is the root user of the account and nobody else in it. Use a condition on aws:PrincipalAccount.",
      named:
        "On a gateway endpoint '{principal}' is not matched as a principal. Use a condition on aws:PrincipalArn.",
    },
  },
  *checkStatement(statement, document, { finding }) {
    if (!isGateway(document)) return;
    for (const at of principalsOf(statement, 'AWS')) {
      const form = principalForm(at.value);
      if (!['account', 'user', 'role', 'session'].includes(form)) continue;
      const draft = { at, document, subject: document.owner, data: { principal: at.value } };
      yield finding(form === 'account' ? 'account' : 'named', draft);
    }
  },
});

/** Only S3 and DynamoDB have gateway endpoints, and each has interface endpoints as well. */
function isGateway({ statements }: PolicyDocument): boolean {
  return statements.every(({ action }) =>
    action?.values.every(({ value }) => /^(?:s3|dynamodb):/i.test(value)),
  );
}
