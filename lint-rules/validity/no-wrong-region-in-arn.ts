import { arnDefect, defineRule, resourceArns, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-wrong-region-in-arn',
    description: 'Disallow ARNs with a Region that no such resource has',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Leave the Region empty where the service has none in its ARNs; else write one, or *.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      unexpected:
        "'{resource}' names a Region, and such a resource of {service} has none in its ARN. It matches nothing: leave the field empty.",
      missing:
        "'{resource}' names no Region, and such a resource of {service} has one in its ARN. It matches nothing: write the Region, or *.",
      invalid: "'{region}' in '{resource}' is no Region of AWS. The ARN matches nothing.",
    },
    accessAnalyzer: ['ARN_REGION_NOT_ALLOWED', 'INVALID_ARN_REGION', 'MISSING_ARN_REGION'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const { at, arn } of resourceArns(statement)) {
      const { service, region } = arn;
      const draft = { at, document, subject: document.owner };
      const data = { resource: at.value };
      const defect = arnDefect(at.value);
      if (defect === 'unexpectedRegion')
        yield finding('unexpected', { ...draft, data: { ...data, service } });
      else if (defect === 'missingRegion') yield finding('missing', { ...draft, data: { ...data, service } });
      else if (!isRegion(region)) yield finding('invalid', { ...draft, data: { ...data, region } });
    }
  },
});

const REGION =
  /^(?:[a-z]{2}|us-gov|us-iso[a-z]?|[a-z]{2}-iso[a-z]|eusc-[a-z]{2})-(?:north|south|east|west|central|(?:north|south)(?:east|west))-[0-9]{1,2}$/;

/** Whether a Region is named as AWS names its Regions, so that new ones are among them. */
function isRegion(region: string): boolean {
  return region === '' || /[*?]/.test(region) || NO_REGIONS.has(region) || REGION.test(region);
}

/** What stands in the place of a Region in some ARNs. */
const NO_REGIONS: ReadonlySet<string> = new Set(['global', 'aws-global']);
