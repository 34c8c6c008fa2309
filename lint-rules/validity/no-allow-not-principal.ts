import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-allow-not-principal',
    description: 'Disallow NotPrincipal in an Allow',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['resource-based', 'vpc-endpoint'],
    remediation: 'Name in Principal who is allowed, and deny the others where that is needed.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    ],
    messages: {
      allow:
        'NotPrincipal in an Allow lets in everybody but those whom it names, people without an AWS account among them.',
    },
    accessAnalyzer: ['ALLOW_WITH_NOT_PRINCIPAL'],
  },
  *checkStatement({ effect, principal, action }, document, { finding }) {
    if (effect !== 'Allow' || !principal?.negated) return;
    // Of buckets, which other settings can close, a rule of their own tells.
    if (document.type === 'resource-based' && action?.values.some(({ value }) => /^(?:s3:|\*$)/i.test(value)))
      return;
    yield finding('allow', { at: principal.key, document, subject: document.owner });
  },
});
