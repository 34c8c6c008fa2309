import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-not-principal-in-trust',
    description: 'Disallow NotPrincipal in role trust policies',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Name in Principal who may assume the role.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      notPrincipal: 'A role trust policy has no NotPrincipal: IAM does not support it there. Use Principal.',
    },
    accessAnalyzer: ['ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL'],
  },
  *checkStatement({ principal }, document, { finding }) {
    if (!principal?.negated) return;
    yield finding('notPrincipal', { at: principal.key, document, subject: document.owner });
  },
});
