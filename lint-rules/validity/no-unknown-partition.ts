import { defineRule, resourceArns, standsForOwnText } from '../../src/linter/index.js';
import { intersects } from '../../src/prover/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-partition',
    description: 'Disallow ARNs of partitions that do not exist',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Write the partition of the account: aws, aws-cn or aws-us-gov for most.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
    messages: {
      unknown: "'{partition}' in '{resource}' is no partition of AWS: no resource has such an ARN.",
    },
    accessAnalyzer: ['INVALID_PARTITION'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const { at, arn } of resourceArns(statement)) {
      const { partition } = arn;
      if (PARTITIONS.some((known) => intersects(partition, known) !== false)) continue;
      const data = { partition, resource: at.value };
      yield finding('unknown', { at, document, subject: document.owner, data });
    }
  },
});

/** Those that AWS documents, those that its SDKs know besides, and room for more of the same kind. */
const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-*'];
