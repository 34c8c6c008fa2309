import { grantCovers, grantOf } from '../../src/graph/index.js';
import {
  defineRule,
  deniesOn,
  isAboutBucket,
  isFlag,
  namesEverybody,
  settingAt,
} from '../../src/linter/index.js';
import { parseArn, type Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'bucket/require-secure-transport',
    description: 'Require buckets to deny requests without TLS',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['resource-based'],
    remediation:
      'Deny s3:* on the bucket and its objects to everybody where aws:SecureTransport is false, in the bucket policy or in a resource control policy.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport',
    ],
    compliance: { cisV5: ['2.1.1'], cisV6: ['3.1.1'], securityHub: ['S3.5'], cwe: ['CWE-319'] },
    messages: {
      missing: 'This bucket takes requests without TLS: no policy denies them.',
      part: 'This Deny of requests without TLS leaves some through: it is not about every S3 action, on the bucket and its objects, for everybody.',
    },
  },
  *checkAccount(account, { graph, finding }) {
    for (const bucket of account.buckets) {
      const { arn, policy } = bucket;
      if (policy === undefined || (policy && policy.errors.length > 0)) continue;
      const above = graph.resourceControlPolicies(account.id).flatMap(({ statements }) => statements);
      const denies = [...(policy ? deniesOn(graph, policy) : above)].filter(isAboutPlainHttp);
      if (coversBucket(denies, arn)) continue;
      const [own] = policy ? policy.statements.filter(isAboutPlainHttp) : [];
      if (policy && own) yield finding('part', { at: own.token, document: policy });
      else yield finding('missing', { at: settingAt(bucket, ['Policy']), subject: arn });
    }
  },
  *checkDocument(document, { graph, finding }) {
    if (graph.accountOf(document) !== '' || !document.statements.some(isAboutBucket)) return;
    const denies = document.statements.filter(isAboutPlainHttp);
    const buckets = new Set(document.statements.flatMap(bucketsIn));
    if (buckets.size === 0 || [...buckets].every((arn) => coversBucket(denies, arn))) return;
    const [own] = denies;
    if (own) yield finding('part', { at: own.token, document });
    else yield finding('missing', { at: document.token, document, confidence: 'low' });
  },
});

/** Whether a Deny is for everybody, and for nothing but requests without TLS. Services of AWS use it always. */
function isAboutPlainHttp({ effect, principal, conditions }: Statement): boolean {
  return (
    effect === 'Deny' &&
    principal?.negated === false &&
    namesEverybody(principal) &&
    conditions.some((condition) => isFlag(condition, 'aws:SecureTransport', 'false')) &&
    conditions.every(
      (condition) =>
        isFlag(condition, 'aws:SecureTransport', 'false') ||
        isFlag(condition, 'aws:PrincipalIsAWSService', 'false'),
    )
  );
}

function coversBucket(denies: readonly Statement[], arn: string): boolean {
  return [arn, `${arn}/*`].every((resource) =>
    denies.some((deny) =>
      grantCovers(grantOf(deny), {
        action: { negated: false, values: ['s3:*'] },
        resource: { negated: false, values: [resource] },
      }),
    ),
  );
}

/** The buckets that a statement of a file is about. */
function bucketsIn(statement: Statement): readonly string[] {
  return grantOf(statement).resource.values.flatMap((value) => {
    const arn = parseArn(value);
    if (arn?.service !== 's3' || arn.account !== '') return [];
    return `arn:${arn.partition}:s3:::${arn.resource.split('/', 1).join('')}`;
  });
}
