import { defineRule, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-not-action-in-resource-control',
    description: 'Disallow NotAction in resource control policies',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-control'],
    remediation: 'Name in Action what is denied.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
    ],
    messages: {
      notAction: 'A resource control policy has no NotAction: Organizations refuses it. Use Action.',
    },
    accessAnalyzer: ['RCP_SYNTAX_ERROR_NOTACTION'],
  },
  *checkStatement({ action }, document, { graph, finding }) {
    if (!action?.negated || !standsForOwnText(document, graph)) return;
    yield finding('notAction', { at: action.key, document, subject: document.owner });
  },
});
