import { defineRule, principalForm, principalsOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-partial-wildcard-in-principal',
    description: 'Disallow wildcards within a principal',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'role-trust', 'vpc-endpoint'],
    remediation:
      'Name each principal, or write "*" and limit it with a condition on aws:PrincipalArn, which takes wildcards.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn',
    ],
    messages: {
      partial:
        "'{principal}' has a wildcard, and a principal is '*' or has none: AWS refuses the policy, or nobody matches.",
    },
    accessAnalyzer: ['UNSUPPORTED_WILDCARD_IN_PRINCIPAL'],
  },
  *checkStatement(statement, document, { finding }) {
    for (const at of principalsOf(statement, 'AWS')) {
      if (principalForm(at.value) !== 'partialWildcard') continue;
      yield finding('partial', { at, document, subject: document.owner, data: { principal: at.value } });
    }
  },
});
