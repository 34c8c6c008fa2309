import { defineRule, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-named-principal-in-resource-control',
    description: 'Disallow principals other than "*" in resource control policies',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-control'],
    remediation: 'Write "Principal": "*", and say whom the statement is about in a condition.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
    ],
    messages: {
      named:
        '\'{principal}\' cannot be the principal of a resource control policy, where that is always "*".',
      notPrincipal: 'A resource control policy has no NotPrincipal. Write "Principal": "*" and a condition.',
    },
    accessAnalyzer: ['RCP_SYNTAX_ERROR_PRINCIPAL'],
  },
  *checkStatement({ principal }, document, { graph, finding }) {
    if (!principal || !standsForOwnText(document, graph)) return;
    const draft = { document, subject: document.owner };
    if (principal.negated) {
      yield finding('notPrincipal', { ...draft, at: principal.key });
      return;
    }
    for (const { token: at } of principal.values) {
      if (at.value !== '*') yield finding('named', { ...draft, at, data: { principal: at.value } });
    }
  },
});
