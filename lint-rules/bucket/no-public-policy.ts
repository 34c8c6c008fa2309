import {
  actionsText,
  callerLimit,
  defineRule,
  deniesOn,
  isAboutBucket,
  isBlocked,
  isPublicToS3,
  keepsStrangersOut,
  listing,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'bucket/no-public-policy',
    description: 'Disallow bucket policies that S3 calls public',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Name the principals, or limit the statement to fixed values of a key such as aws:PrincipalOrgID or aws:SourceVpce, and turn on Block Public Access.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
    ],
    compliance: { securityHub: ['S3.2', 'S3.3'], cwe: ['CWE-732'] },
    messages: {
      open: 'Everybody, with or without an AWS account, is allowed {actions} on this bucket.',
      condition:
        'Everybody, with or without an AWS account, is allowed {actions} on this bucket: the condition on {keys} does not say who. Nobody is kept out by a key that the caller chooses, by a wildcard, or by an operator that passes without the key.',
      notPrincipal:
        'Everybody but those in NotPrincipal, with or without an AWS account, is allowed {actions} on this bucket.',
      wildcard:
        'S3 calls this bucket policy public, because the condition on {keys} has a wildcard. Block Public Access would cut off all other accounts together with this statement; write fixed values.',
      status: 'S3 itself calls the policy of this bucket public, and no single statement shows why.',
    },
  },
  *checkDocument(document, { graph, finding }) {
    const bucket = graph.bucket(document.owner);
    const isRestricted = bucket && isBlocked(graph, bucket, 'RestrictPublicBuckets');
    if (isRestricted) return;
    const denies = deniesOn(graph, document);
    const status = bucket?.detail.PolicyStatus?.IsPublic;
    const confidence = isRestricted === undefined ? 'medium' : 'high';
    const open = document.statements.filter(
      (statement) => isPublicToS3(statement) && (bucket ?? isAboutBucket(statement)),
    );
    for (const statement of open) {
      const { principal, conditions } = statement;
      if (!principal || denies.some((deny) => keepsStrangersOut(deny, statement))) continue;
      // S3 reasons about conditions and denies better than anybody; nothing else can make it say no.
      if (status === false && conditions.length + denies.length > 0) continue;
      const at = principal.values.find(({ token }) => token.value === '*')?.token ?? principal.key;
      const actions = actionsText(statement);
      const keys = listing([...new Set(conditions.map(({ key }) => key.value))]);
      const draft = { at, document, confidence } as const;
      if (callerLimit(statement) === 'pattern')
        yield finding('wildcard', { ...draft, confidence: 'low', data: { keys } });
      else if (principal.negated)
        yield finding('notPrincipal', { ...draft, at: principal.key, data: { actions } });
      else if (conditions.length === 0) yield finding('open', { ...draft, data: { actions } });
      else yield finding('condition', { ...draft, data: { actions, keys } });
    }
    if (status && open.length === 0) yield finding('status', { at: document.token, document, confidence });
  },
});
