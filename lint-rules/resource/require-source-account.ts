import { defineRule, deniesOn, requires } from '../../src/linter/index.js';
import { isAccountId, parseArn, type Statement } from '../../src/model/index.js';

/** The keys that say whose resource it is, apart from its ARN. */
const ACCOUNT_KEYS = ['aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceOrgPaths', 'aws:SourceOwner'];

export default defineRule({
  meta: {
    id: 'resource/require-source-account',
    description: 'Require the account of the source where its ARN has none',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation: 'Add a condition on aws:SourceAccount with the account that owns the bucket.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn',
      'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
    ],
    messages: {
      missing:
        "'{service}' is let in for '{arn}', whoever owns that bucket: its ARN has no account. If the bucket is deleted, anybody can make one of the same name.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, conditions } = statement;
    if (effect !== 'Allow' || !principal || principal.negated || namesAccountOfSource(statement)) return;
    if (deniesOn(graph, document).some(({ conditions: those }) => those.some(isOnAccount))) return;
    const service = principal.values.find(({ kind }) => kind === 'Service')?.token.value;
    const source = conditions
      .filter(({ key }) => key.value.toLowerCase() === 'aws:sourcearn')
      .flatMap(({ values }) => values)
      .find(({ value }) => isBucketWithoutAccount(value));
    if (service === undefined || source === undefined) return;
    yield finding('missing', { at: source, document, data: { service, arn: source.value } });
  },
});

function namesAccountOfSource(statement: Statement): boolean {
  return ACCOUNT_KEYS.some((key) => requires(statement, key, () => true));
}

function isOnAccount({ key }: Statement['conditions'][number]): boolean {
  return ACCOUNT_KEYS.some((name) => name.toLowerCase() === key.value.toLowerCase());
}

function isBucketWithoutAccount(value: string): boolean {
  const arn = parseArn(value);
  return arn?.service === 's3' && !isAccountId(arn.account) && !value.includes('${');
}
