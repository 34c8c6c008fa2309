import { defineRule, isBlocked, isPublic, listing } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'resource/no-allow-not-principal',
    description: 'Disallow Allow with NotPrincipal in resource-based policies',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'vpc-endpoint'],
    remediation: 'Name those who are allowed in Principal, and deny the others if they must never get in.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    ],
    messages: {
      everybodyElse:
        'This Allow is for everybody in the world but {principals}. Only a condition, a Deny or Block Public Access limits it, and each of them is changed more easily than a list of names.',
    },
    accessAnalyzer: ['ALLOW_WITH_NOT_PRINCIPAL'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal } = statement;
    if (effect !== 'Allow' || !principal?.negated) return;
    const bucket = graph.bucket(document.owner);
    const isRestricted = bucket && isBlocked(graph, bucket, 'RestrictPublicBuckets') === true;
    // The rules on public policies say so already.
    if (document.type === 'resource-based' && !isRestricted && isPublic(graph, document, statement)) return;
    const principals = listing(principal.values.map(({ token }) => token.value));
    yield finding('everybodyElse', { at: principal.key, document, data: { principals } });
  },
});
