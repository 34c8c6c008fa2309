import { defineRule, principalsOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-bare-wildcard-in-trust',
    description: 'Disallow "Principal": "*" in role trust policies',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Name who may assume the role, or write { "AWS": "*" } where a condition says who.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      bare: 'A bare "*" is no principal of a role trust policy. Name who is meant, or write "AWS": "*" and a condition that says who.',
    },
    accessAnalyzer: ['ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL'],
  },
  *checkStatement(statement, document, { finding }) {
    for (const at of principalsOf(statement, '*')) {
      yield finding('bare', { at, document, subject: document.owner });
    }
  },
});
