import { defineRule, standsForOwnText } from '../../src/linter/index.js';
import { catalogueDate, findService, nearestService } from '../../src/model/catalogue/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-service',
    description: 'Disallow actions of services that do not exist',
    severity: 'low',
    confidence: 'high',
    remediation: "Write the prefix that the service's page in the Service Authorization Reference has.",
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      misspelt:
        "'{service}' is no service of AWS, and allowing its actions allows nothing. Did you mean '{nearest}'?",
      unknown:
        "'{service}' is no service that AWS had documented by {date}. It may be newer, or retired; if it is neither, allowing its actions allows nothing.",
    },
    accessAnalyzer: ['INVALID_SERVICE_IN_ACTION'],
  },
  *checkStatement({ effect, action }, document, { graph, finding }) {
    if (effect !== 'Allow' || !action || !standsForOwnText(document, graph)) return;
    const told = new Set<string>();
    for (const at of action.values) {
      const service = /^([a-z0-9-]+):[^:\s,;]+$/i.exec(at.value)?.[1]?.toLowerCase();
      if (service === undefined || told.has(service) || findService(service)) continue;
      told.add(service);
      const nearest = nearestService(service);
      const draft = { at, document, subject: document.owner };
      if (nearest === undefined)
        yield finding('unknown', {
          ...draft,
          confidence: 'medium',
          data: { service, date: catalogueDate() },
        });
      else yield finding('misspelt', { ...draft, data: { service, nearest } });
    }
  },
});
