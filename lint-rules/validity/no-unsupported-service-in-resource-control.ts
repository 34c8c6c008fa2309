import { isEveryAction } from '../../src/graph/index.js';
import { defineRule, standsForOwnText } from '../../src/linter/index.js';
import { catalogueDate, findService } from '../../src/model/catalogue/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unsupported-service-in-resource-control',
    description: 'Disallow services in resource control policies to which these do not apply',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-control'],
    remediation:
      'Name only actions of services that support resource control policies, each with its service.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
    ],
    messages: {
      unsupported:
        "'{action}' belongs to a service whose resources were not governed by resource control policies on {date}. Nobody is denied it.",
      every: 'A resource control policy takes no "*" as its action. Name the services: "s3:*".',
    },
    accessAnalyzer: ['RCP_SYNTAX_ERROR_ACTION'],
  },
  *checkStatement({ effect, action }, document, { graph, finding }) {
    if (effect !== 'Deny' || action?.negated !== false || !standsForOwnText(document, graph)) return;
    for (const at of action.values) {
      const draft = { at, document, subject: document.owner };
      const service = findService(at.value.slice(0, Math.max(at.value.indexOf(':'), 0)));
      if (isEveryAction(at.value)) yield finding('every', draft);
      else if (service?.resourceControlPolicies === false)
        yield finding('unsupported', { ...draft, data: { action: at.value, date: catalogueDate() } });
    }
  },
});
