import {
  confusedDeputyPage,
  defineRule,
  deniesOn,
  includesAction,
  limitsSource,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-source-condition',
    description: 'Require role trust policies to say for which account a service may assume the role',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'Add a condition on aws:SourceAccount with your account, or on aws:SourceArn with the resource that the role is for.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount',
    ],
    compliance: { cwe: ['CWE-441'] },
    accessAnalyzer: ['RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL'],
    messages: {
      missing:
        "'{service}' can assume this role on behalf of any account. It says on whose behalf it calls, and no condition asks for that: see {page}.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, action } = statement;
    if (effect !== 'Allow' || !principal || principal.negated || !includesAction(action, 'sts:AssumeRole'))
      return;
    if (limitsSource(statement, deniesOn(graph, document))) return;
    for (const { kind, token } of principal.values) {
      const page = kind === 'Service' ? confusedDeputyPage(token.value) : undefined;
      if (page === undefined) continue;
      yield finding('missing', { at: token, document, data: { service: token.value, page } });
    }
  },
});
