import { namesAccount } from '../../src/prover/index.js';
import { defineRule, deniesOn, limitsSource, listing, requires, saysSource } from '../../src/linter/index.js';
import type { Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'resource/require-source-condition',
    description: 'Require resource-based policies to say on whose behalf a service may call',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Add a condition on aws:SourceArn with the resource that the service acts for, and on aws:SourceAccount with its account.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-restrict-access-to-service-principal',
    ],
    messages: {
      missing:
        "'{service}' is let in on behalf of everybody: any customer of AWS can have the service call this resource.",
      weak: "'{service}' is let in on behalf of everybody, because the condition on {keys} does not say whose resource it may act for. Write aws:SourceArn or aws:SourceAccount with a value that names an account.",
    },
    accessAnalyzer: [
      'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
      'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
    ],
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, conditions } = statement;
    if (effect !== 'Allow' || !principal || principal.negated) return;
    const services = principal.values.filter(({ kind }) => kind === 'Service');
    if (services.length === 0 || namesSource(statement)) return;
    if (limitsSource(statement, deniesOn(graph, document))) return;
    const keys = listing([...new Set(conditions.map(({ key }) => key.value))]);
    for (const { token } of services) {
      const confidence = saysSource(token.value) ? 'high' : 'low';
      const draft = { at: token, document, confidence } as const;
      if (conditions.length === 0) yield finding('missing', { ...draft, data: { service: token.value } });
      else yield finding('weak', { ...draft, data: { service: token.value, keys } });
    }
  },
});

/** The keys by which some services tell the source besides: KMS, Alexa, and SNS as it once was. */
function namesSource(statement: Statement): boolean {
  const contexts = statement.conditions
    .map(({ key }) => key.value)
    .filter((key) => key.toLowerCase().startsWith('kms:encryptioncontext:'));
  return (
    contexts.some((key) => requires(statement, key, namesAccount)) ||
    requires(statement, 'aws:SourceOwner', () => true) ||
    requires(statement, 'lambda:EventSourceToken', () => true)
  );
}
