import { defineRule, resourceValues, standsForOwnText } from '../../src/linter/index.js';

const FIELDS = 6;

export default defineRule({
  meta: {
    id: 'validity/no-incomplete-arn',
    description: 'Disallow ARNs with fewer than six fields',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Write all six fields: arn:partition:service:region:account:resource.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
    ],
    messages: {
      completed:
        "'{resource}' has {count} of the six fields of an ARN. Where IAM takes it, it fills up the rest with wildcards, and the statement is about more than was meant.",
      refused:
        "'{resource}' has {count} of the six fields of an ARN. In a session policy STS refuses that as malformed, though IAM completes it elsewhere.",
    },
    accessAnalyzer: ['MISSING_ARN_FIELD'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const at of resourceValues(statement)) {
      const count = at.value.split(':').length;
      if (!at.value.startsWith('arn:') || count >= FIELDS) continue;
      yield finding(document.type === 'session' ? 'refused' : 'completed', {
        at,
        document,
        subject: document.owner,
        data: { resource: at.value, count },
      });
    }
  },
});
