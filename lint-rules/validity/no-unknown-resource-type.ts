import { catalogueDate } from '../../src/model/catalogue/index.js';
import {
  arnDefect,
  defineRule,
  resourceArn,
  resourceValues,
  standsForOwnText,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-resource-type',
    description: 'Disallow ARNs that no resource type of the service has',
    severity: 'medium',
    confidence: 'medium',
    remediation: "Write the ARN as the service's page in the Service Authorization Reference has it.",
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      unknown:
        "'{resource}' is the ARN of no resource type that {service} had by {date}. It matches nothing, unless the type is newer.",
    },
    accessAnalyzer: ['INVALID_ARN_RESOURCE'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const at of resourceValues(statement)) {
      const service = resourceArn(at.value)?.service;
      if (service === undefined || arnDefect(at.value) !== 'unknownResource') continue;
      const data = { resource: at.value, service, date: catalogueDate() };
      yield finding('unknown', { at, document, subject: document.owner, data });
    }
  },
});
