import { defineRule, isArnService, resourceArns, standsForOwnText } from '../../src/linter/index.js';
import { catalogueDate, nearestService } from '../../src/model/catalogue/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-service-in-arn',
    description: 'Disallow ARNs whose service does not exist',
    severity: 'medium',
    confidence: 'high',
    remediation: "Write the ARN as the service's page in the Service Authorization Reference has it.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      wildcard:
        "'{resource}' has a wildcard for the service, and no resource matches that. Name the service in the ARN.",
      case: "The service '{service}' of '{resource}' is not in lower case, as in every ARN. It matches nothing.",
      misspelt:
        "'{service}' in '{resource}' is no service of AWS: the ARN matches nothing. Did you mean '{nearest}'?",
      unknown:
        "'{service}' in '{resource}' is no service that AWS had documented by {date}. Unless it is newer, the ARN matches nothing.",
    },
    accessAnalyzer: ['INVALID_SERVICE', 'INVALID_ARN_SERVICE_CASE'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const { at, arn } of resourceArns(statement)) {
      const { service } = arn;
      if (isArnService(service)) continue;
      const nearest = nearestService(service);
      const draft = { at, document, subject: document.owner };
      const data = { service, resource: at.value };
      if (/[*?]/.test(service)) yield finding('wildcard', { ...draft, data });
      else if (isArnService(service.toLowerCase())) yield finding('case', { ...draft, data });
      else if (nearest !== undefined) yield finding('misspelt', { ...draft, data: { ...data, nearest } });
      else
        yield finding('unknown', {
          ...draft,
          confidence: 'medium',
          data: { ...data, date: catalogueDate() },
        });
    }
  },
});
