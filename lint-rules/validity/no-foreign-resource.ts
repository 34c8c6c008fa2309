import { defineRule, resourceValues } from '../../src/linter/index.js';
import { parseArn } from '../../src/model/index.js';
import { arnIntersects } from '../../src/prover/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-foreign-resource',
    description: 'Disallow resources in the policy of a bucket that are not in the bucket',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation: 'Name the bucket itself, or objects in it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
    ],
    messages: {
      foreign:
        "'{resource}' is neither this bucket nor an object in it. S3 takes no other resource in the policy of a bucket.",
    },
    accessAnalyzer: ['UNSUPPORTED_RESOURCE_ARN_IN_POLICY'],
  },
  *checkStatement(statement, document, { finding }) {
    const { owner } = document;
    if (parseArn(owner)?.service !== 's3') return;
    for (const at of resourceValues(statement)) {
      if ([owner, `${owner}/*`].some((own) => arnIntersects(at.value, own) !== false)) continue;
      yield finding('foreign', { at, document, subject: owner, data: { resource: at.value } });
    }
  },
});
