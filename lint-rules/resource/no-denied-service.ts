import { grantOf, grantsIntersect } from '../../src/graph/index.js';
import { conditionOnServices, defineRule, namesEverybody } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'resource/no-denied-service',
    description: 'Disallow denies of strangers that hit a service which the same policy lets in',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Add "BoolIfExists": { "aws:PrincipalIsAWSService": "false" } to the conditions of the Deny.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
    ],
    messages: {
      denied:
        "This Deny takes from '{service}' what the policy allows it: the requests of a service carry no {key}, and {operator} is met without it.",
    },
  },
  *checkStatement(deny, document, { finding }) {
    if (deny.effect !== 'Deny' || !deny.principal || !namesEverybody(deny.principal)) return;
    const condition = conditionOnServices(deny);
    if (condition === undefined) return;
    const allowed = document.statements.flatMap((allow) => {
      if (allow.effect !== 'Allow' || !allow.principal || allow.principal.negated) return [];
      if (!grantsIntersect(grantOf(deny), grantOf(allow))) return [];
      return allow.principal.values.filter(({ kind }) => kind === 'Service');
    });
    const [service] = allowed;
    if (service === undefined) return;
    yield finding('denied', {
      at: condition.key,
      document,
      related: allowed.map(({ token }) => ({ token, label: 'allowed here' })),
      data: { service: service.token.value, key: condition.key.value, operator: condition.operator.value },
    });
  },
});
