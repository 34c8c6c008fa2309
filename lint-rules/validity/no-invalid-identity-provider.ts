import { defineRule, federatedForm, principalsOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-invalid-identity-provider',
    description: 'Disallow federated principals that are no identity provider',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Write the ARN of the SAML or OIDC provider, or the domain of a provider that AWS knows itself.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-saml',
    ],
    messages: {
      invalid:
        "'{provider}' is no identity provider: neither the ARN of one in IAM, nor a domain. Nobody can assume the role by it.",
    },
    accessAnalyzer: ['INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY'],
  },
  *checkStatement(statement, document, { finding }) {
    for (const at of principalsOf(statement, 'Federated')) {
      if (at.value.includes('${') || federatedForm(at.value) !== 'unknown') continue;
      yield finding('invalid', { at, document, subject: document.owner, data: { provider: at.value } });
    }
  },
});
