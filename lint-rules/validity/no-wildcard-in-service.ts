import { isEveryAction } from '../../src/graph/index.js';
import { defineRule, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-wildcard-in-service',
    description: 'Disallow wildcards in the service of an action',
    severity: 'low',
    confidence: 'high',
    remediation: 'Name each service in a value of its own.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
    ],
    messages: {
      wildcard:
        "'{action}' has a wildcard in the name of the service, where only * or *:* is a pattern. Name the services one by one.",
    },
    accessAnalyzer: ['WILDCARD_IN_SERVICE_NAME'],
  },
  *checkStatement({ effect, action }, document, { graph, finding }) {
    if (effect !== 'Allow' || !action || !standsForOwnText(document, graph)) return;
    for (const at of action.values) {
      if (isEveryAction(at.value) || !/^[^:\s]*[*?][^:\s]*:[^:\s,;]+$/.test(at.value)) continue;
      yield finding('wildcard', { at, document, subject: document.owner, data: { action: at.value } });
    }
  },
});
