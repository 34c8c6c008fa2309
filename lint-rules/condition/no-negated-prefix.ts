import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-negated-prefix',
    description: 'Disallow keeping callers from a part of a bucket by its prefix',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Allow listing of the prefixes that are meant, with StringLike in an Allow.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-s3-prefix-in-negative-context',
    ],
    messages: {
      bypassed:
        "Who asks for a shorter prefix than '{value}', or for none, is not kept from listing what begins with it.",
    },
    accessAnalyzer: ['S3_PREFIX_IN_NEGATIVE_CONTEXT'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, name, values } of ownComparisons(statement, document, graph)) {
      if (name !== 's3:prefix' || comparison.family !== 'String') continue;
      if (comparison.negated !== (statement.effect === 'Allow')) continue;
      for (const at of values) {
        if (/^\**$/.test(at.value)) continue;
        yield finding('bypassed', { at, document, data: { value: at.value } });
      }
    }
  },
});
