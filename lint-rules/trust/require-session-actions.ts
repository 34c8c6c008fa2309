import { defineRule, includesAction, listing } from '../../src/linter/index.js';

/**
 * What a service does when it assumes a role, by its principal.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 * @see https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
 */
const SERVICES: ReadonlyMap<string, readonly string[]> = new Map([
  ['pods.eks.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession']],
  ['rolesanywhere.amazonaws.com', ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']],
]);

export default defineRule({
  meta: {
    id: 'trust/require-session-actions',
    description: 'Require role trust policies to allow all that a service does as it assumes the role',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Add the missing actions to the statement that trusts the service.',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
      'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html',
    ],
    messages: {
      missing:
        "'{service}' cannot assume this role: it also calls {actions}, which no statement allows. The request fails as a whole.",
    },
    accessAnalyzer: ['MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY'],
  },
  *checkStatement({ effect, principal }, document, { finding }) {
    if (effect !== 'Allow' || !principal || principal.negated) return;
    for (const { kind, token } of principal.values) {
      const actions = kind === 'Service' ? SERVICES.get(token.value) : undefined;
      if (actions === undefined) continue;
      const trusting = document.statements.filter(
        (other) =>
          other.effect === 'Allow' &&
          other.principal?.negated === false &&
          other.principal.values.some((value) => value.token.value === token.value),
      );
      // Of several statements, the first speaks for all.
      if (trusting[0]?.principal !== principal) continue;
      const missing = actions.filter(
        (action) => !trusting.some((statement) => includesAction(statement.action, action)),
      );
      if (missing.length === 0) continue;
      yield finding('missing', {
        at: token,
        document,
        data: { service: token.value, actions: listing(missing) },
      });
    }
  },
});
