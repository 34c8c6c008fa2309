import { defineRule } from '../../src/linter/index.js';
import { accountNamedBy, type Element } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'resource/no-account-in-gateway-policy',
    description: 'Disallow policies of gateway endpoints that name an account as the principal',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['vpc-endpoint'],
    remediation: 'Write "Principal": "*" and a condition on aws:PrincipalAccount or aws:PrincipalArn.',
    references: [
      'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#gateway-endpoint-policies',
    ],
    messages: {
      rootUser:
        "In the policy of a gateway endpoint '{principal}' is the root user of account {account} and nobody else. Its users and roles are not meant.",
    },
  },
  *checkStatement({ principal, action }, document, { finding }) {
    if (!principal || !action || !isAboutGateways(action)) return;
    for (const { kind, token } of principal.values) {
      const account = kind === 'AWS' ? accountNamedBy(token.value) : undefined;
      if (account === undefined) continue;
      yield finding('rootUser', { at: token, document, data: { principal: token.value, account } });
    }
  },
});

/** There are gateway endpoints for S3 and DynamoDB only. */
function isAboutGateways({ values }: Element): boolean {
  return values.every(({ value }) => /^(s3|dynamodb):/i.test(value));
}
