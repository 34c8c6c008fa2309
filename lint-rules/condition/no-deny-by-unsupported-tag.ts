import { defineRule, unsupportedTags } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-deny-by-unsupported-tag',
    description: 'Disallow denies by the tag of a resource whose service does not send tags',
    severity: 'high',
    confidence: 'medium',
    remediation: 'Deny by the ARNs of the resources.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-deny-with-unsupported-tag-condition-key-for-service',
    ],
    messages: {
      never:
        "No request for {service} carries the tags of its resources, and by '{key}' the statement denies nothing there.",
    },
    accessAnalyzer: ['DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.effect !== 'Deny') return;
    for (const { at, service } of unsupportedTags(statement, document, graph))
      yield finding('never', { at, document, data: { service, key: at.value } });
  },
});
