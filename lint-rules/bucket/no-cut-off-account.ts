import {
  callerLimit,
  defineRule,
  deniesOn,
  foreignPrincipals,
  isBlocked,
  isPublicToS3,
  keepsStrangersOut,
  listing,
  type RelatedToken,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'bucket/no-cut-off-account',
    description: 'Disallow bucket policies whose grants Block Public Access cuts off',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Remove the public statement, or limit it to fixed values of a key such as aws:PrincipalOrgID or aws:PrincipalArn.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-options',
    ],
    messages: {
      statement:
        'One public statement cuts off {principals}. S3 calls the policy public because of it, and RestrictPublicBuckets then keeps out every other account, whatever else the policy allows.',
      wildcard:
        'Nobody of another account gets in by this statement. S3 calls it public, because the condition on {keys} has a wildcard or a policy variable, and RestrictPublicBuckets then keeps out every other account.',
      status:
        'S3 calls this policy public, and RestrictPublicBuckets then keeps out {principals}, whatever the policy allows. No single statement shows why S3 does.',
    },
  },
  *checkDocument(document, { graph, finding }) {
    const bucket = graph.bucket(document.owner);
    if (!bucket || isBlocked(graph, bucket, 'RestrictPublicBuckets') !== true) return;
    const status = bucket.detail.PolicyStatus?.IsPublic;
    if (status === false) return;
    const confidence = status ? 'high' : 'medium';
    const lost = document.statements.flatMap((statement) => foreignPrincipals(statement, bucket.account));
    const principals = listing(lost.map(({ token }) => token.value));
    const related = lost.map(({ token }): RelatedToken => ({ token, label: 'cut off' }));
    const open = document.statements.filter(isPublicToS3);
    for (const statement of open) {
      const { principal, conditions } = statement;
      if (
        !principal ||
        (!status && deniesOn(graph, document).some((deny) => keepsStrangersOut(deny, statement)))
      )
        continue;
      const at = principal.values.find(({ token }) => token.value === '*')?.token ?? principal.key;
      const keys = listing([...new Set(conditions.map(({ key }) => key.value))]);
      const draft = { at, document, related, confidence } as const;
      if (lost.length > 0) yield finding('statement', { ...draft, data: { principals } });
      else if (callerLimit(statement) === 'pattern') yield finding('wildcard', { ...draft, data: { keys } });
    }
    if (status && open.length === 0 && lost.length > 0)
      yield finding('status', { at: document.token, document, related, data: { principals } });
  },
});
