import { assumingAction, assumingActions, defineRule, includesAction } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-mismatched-trust-action',
    description: 'Disallow role trust policies whose principals cannot use the actions',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Pair SAML providers with sts:AssumeRoleWithSAML, OIDC providers with sts:AssumeRoleWithWebIdentity and all others with sts:AssumeRole.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml.html',
    ],
    messages: {
      principal:
        "'{principal}' cannot assume the role: it needs {needed}, and the statement does not have that.",
      action: 'None of the principals of the statement assumes a role by {action}: it lets in nobody.',
    },
    accessAnalyzer: ['MISMATCHED_ACTION_FOR_PRINCIPAL'],
  },
  *checkStatement(statement, document, { finding }) {
    const { effect, action, principal } = statement;
    if (effect !== 'Allow' || action?.negated !== false || principal?.negated !== false) return;
    const assuming = assumingActions(statement);
    if (assuming.length === 0) return;
    const draft = { document, subject: document.owner };
    const needs = principal.values.map((value) => ({ at: value.token, needed: assumingAction(value) }));
    let isMet = true;
    for (const { at, needed } of needs) {
      if (needed === undefined || includesAction(action, needed)) continue;
      isMet = false;
      yield finding('principal', { ...draft, at, data: { principal: at.value, needed } });
    }
    if (!isMet) return;
    for (const at of assuming) {
      const element = { ...action, values: [at] };
      if (needs.some(({ needed }) => needed === undefined || includesAction(element, needed))) continue;
      yield finding('action', { ...draft, at, data: { action: at.value } });
    }
  },
});
