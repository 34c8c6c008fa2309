import { defineRule, principalsOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-federated-principal',
    description: 'Disallow identity providers as principals outside role trust policies',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'vpc-endpoint'],
    remediation: 'Name the role that the identities assume, or its sessions.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    ],
    messages: {
      federated:
        "'{provider}' is an identity provider, which only a role trust policy takes as a principal. Its identities come as sessions of a role: name that.",
    },
    accessAnalyzer: ['FEDERATED_PRINCIPAL_NOT_SUPPORTED'],
  },
  *checkStatement(statement, document, { finding }) {
    for (const at of principalsOf(statement, 'Federated')) {
      yield finding('federated', { at, document, subject: document.owner, data: { provider: at.value } });
    }
  },
});
