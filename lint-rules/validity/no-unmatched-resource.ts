import { defineRule, standsForOwnText, unmatchedResources } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unmatched-resource',
    description: 'Disallow resources that none of the actions of the statement is about',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Remove the resource, or add the action that it is there for.',
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
    ],
    messages: {
      unmatched:
        "None of the actions of the statement is about '{resource}'. The statement does nothing for it.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const at of unmatchedResources(statement)) {
      yield finding('unmatched', { at, document, subject: document.owner, data: { resource: at.value } });
    }
  },
});
