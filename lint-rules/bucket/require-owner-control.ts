import {
  defineRule,
  deniesOn,
  foreignPrincipals,
  includesAction,
  isAwsAccount,
  requires,
  spares,
} from '../../src/linter/index.js';
import type { Statement } from '../../src/model/index.js';

const KEY = 's3:x-amz-acl';

export default defineRule({
  meta: {
    id: 'bucket/require-owner-control',
    description: 'Require other accounts to hand over what they upload',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Set the object ownership BucketOwnerEnforced, or ask for s3:x-amz-acl bucket-owner-full-control in the statement.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ensure-object-ownership.html',
    ],
    messages: {
      kept: "What '{principal}' uploads here stays its own. This bucket's policy does not reach such objects, and its own account may be denied to read them.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const bucket = graph.bucket(document.owner);
    const ownership = bucket?.detail.ObjectOwnership;
    if (!bucket || ownership === undefined || ownership === 'BucketOwnerEnforced') return;
    if (!includesAction(statement.action, 's3:PutObject') || requires(statement, KEY, isFullControl)) return;
    if (deniesOn(graph, document).some(asksForFullControl)) return;
    for (const { token, account } of foreignPrincipals(statement, bucket.account)) {
      if (isAwsAccount(account)) continue;
      yield finding('kept', { at: token, document, data: { principal: token.value } });
    }
  },
});

function asksForFullControl({ action, conditions }: Statement): boolean {
  return (
    includesAction(action, 's3:PutObject') &&
    conditions.some((condition) => spares(condition, KEY, isFullControl))
  );
}

function isFullControl(value: string): boolean {
  return value === 'bucket-owner-full-control';
}
