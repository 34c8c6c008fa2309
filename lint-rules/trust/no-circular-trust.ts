import { defineRule, includesAction, trustEachOther } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-circular-trust',
    description: 'Disallow roles that trust each other in a circle',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation: 'Decide which of the roles is to assume the other, and remove the trust that leads back.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
    ],
    messages: {
      circle:
        "'{other}' is trusted, and the way of trust leads back from this role to it. Whoever has the one has the other, and can renew the credentials of both for ever.",
    },
    compliance: { cwe: ['CWE-613'] },
  },
  *checkStatement({ effect, principal, action }, document, { graph, finding }) {
    if (effect !== 'Allow' || !principal || principal.negated || !includesAction(action, 'sts:AssumeRole'))
      return;
    for (const { token } of principal.values) {
      if (!trustEachOther(graph, document.owner, token.value)) continue;
      yield finding('circle', { at: token, document, data: { other: token.value } });
    }
  },
});
