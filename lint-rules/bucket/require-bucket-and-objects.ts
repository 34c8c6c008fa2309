import { grantOf } from '../../src/graph/index.js';
import { arnIntersects } from '../../src/prover/index.js';
import { defineRule, isAboutKey } from '../../src/linter/index.js';
import { parseArn, type Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'bucket/require-bucket-and-objects',
    description: 'Require statements on every S3 action to name the bucket and its objects',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['resource-based'],
    remediation: 'List both ARNs: that of the bucket, and the same with /* behind it.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html',
    ],
    messages: {
      bucketOnly:
        "None of the objects is {verb} here: '{arn}' is the bucket alone, and no statement like this one has '{other}'.",
      objectsOnly:
        "The bucket itself is not {verb} here, nor is listing what is in it: '{arn}' is the objects alone, and no statement like this one has '{other}'.",
    },
  },
  *checkDocument(document, { finding }) {
    for (const statement of document.statements) {
      // Requests without TLS have a rule of their own.
      if (!isOnEveryAction(statement) || statement.conditions.some(isOnTransport)) continue;
      if (!statement.resource || statement.resource.negated) continue;
      const reached = document.statements
        .filter((other) => isOnEveryAction(other) && likeness(other) === likeness(statement))
        .flatMap(resourcesOf);
      for (const token of statement.resource.values) {
        const half = halfOf(token.value);
        if (half === undefined || reached.some((value) => arnIntersects(value, half.other) !== false))
          continue;
        const verb = statement.effect === 'Allow' ? 'allowed' : 'denied';
        const data = { verb, arn: token.value, other: half.other };
        yield finding(half.messageId, { at: token, document, data });
      }
    }
  },
});

function isOnEveryAction(statement: Statement): boolean {
  const { negated, values } = grantOf(statement).action;
  return !negated && values.some((value) => /^(s3:)?\*$/i.test(value));
}

function isOnTransport(condition: Statement['conditions'][number]): boolean {
  return isAboutKey(condition, 'aws:SecureTransport');
}

function resourcesOf(statement: Statement): readonly string[] {
  const { negated, values } = grantOf(statement).resource;
  return negated ? ['*'] : values;
}

/** What has to be the same of two statements that complete each other. */
function likeness({ effect, principal, conditions }: Statement): string {
  return JSON.stringify([
    effect,
    principal?.negated,
    principal?.values.map(({ kind, token }) => [kind, token.value]),
    conditions.map(({ operator, key, values }) => [
      operator.value,
      key.value,
      values.map(({ value }) => value),
    ]),
  ]);
}

/** The other half of what an ARN means; undefined where it is not exactly a bucket, or all of its objects. */
function halfOf(value: string) {
  const arn = parseArn(value);
  if (arn?.service !== 's3' || arn.account !== '' || !/^[^/*?]+(\/\*)?$/.test(arn.resource)) return undefined;
  return value.endsWith('/*')
    ? { messageId: 'objectsOnly' as const, other: value.slice(0, -'/*'.length) }
    : { messageId: 'bucketOnly' as const, other: `${value}/*` };
}
