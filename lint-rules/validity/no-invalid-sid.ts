import { defineRule, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-invalid-sid',
    description: 'Disallow Sids with characters that IAM does not take',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['identity-based', 'permissions-boundary', 'role-trust', 'session'],
    remediation: 'Use the letters A to Z and a to z, and digits.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html'],
    messages: {
      characters: "The Sid '{sid}' has characters other than letters and digits, and IAM refuses the policy.",
    },
    accessAnalyzer: ['UNSUPPORTED_SID'],
  },
  *checkStatement({ sid: at }, document, { graph, finding }) {
    if (at === undefined || /^[A-Za-z0-9]*$/.test(at.value) || !standsForOwnText(document, graph)) return;
    yield finding('characters', { at, document, subject: document.owner, data: { sid: at.value } });
  },
});
