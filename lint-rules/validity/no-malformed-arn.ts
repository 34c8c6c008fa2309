import { defineRule, resourceValues, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-malformed-arn',
    description: 'Disallow resources that are neither an ARN nor "*"',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the whole ARN of the resource, or "*".',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
    ],
    messages: {
      noArn:
        "'{resource}' is no ARN: it does not begin with 'arn:'. IAM refuses a policy with such a resource.",
    },
    accessAnalyzer: ['INVALID_ARN_PREFIX'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const at of resourceValues(statement)) {
      if (at.value.startsWith('arn:') || isApiResource(at.value, document.type)) continue;
      yield finding('noArn', { at, document, subject: document.owner, data: { resource: at.value } });
    }
  },
});

/**
 * Amazon API Gateway completes this one itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
function isApiResource(value: string, policyType: string): boolean {
  return policyType === 'resource-based' && value.startsWith('execute-api:/');
}
