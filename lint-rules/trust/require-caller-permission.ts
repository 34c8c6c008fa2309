import { closedLayers, defineRule, includesAction, whyNotAssumed } from '../../src/linter/index.js';
import { POLICY_TYPE_NAMES, type Evaluation } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-caller-permission',
    description: 'Require users and roles that a trust policy names to be able to assume the role',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Allow sts:AssumeRole on the role where the trusted principal lacks it, or remove the principal from the trust policy.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html',
    ],
    messages: {
      denied:
        "'{name}' is trusted and cannot assume this role: the {type} '{policy}' denies it. Trust does not outweigh an explicit deny.",
      notAllowed:
        "'{name}' is trusted and cannot assume this role: no {type} of account {account} allows it. Across accounts, and within a permissions boundary, both sides have to.",
      condition:
        "'{name}' is trusted and cannot assume this role: it never meets a condition of the trust policy.",
    },
  },
  *checkStatement({ effect, principal, action }, document, { graph, finding }) {
    const role = graph.entity(document.owner);
    if (effect !== 'Allow' || !principal || principal.negated || role?.kind !== 'role') return;
    if (!includesAction(action, 'sts:AssumeRole')) return;
    for (const { kind, token } of principal.values) {
      const entity = kind === 'AWS' ? graph.entity(token.value) : undefined;
      if (entity === undefined || (entity.kind === 'role' && entity.serviceLinked)) continue;
      const why = whyNotAssumed(graph, entity, role);
      if (why === undefined) continue;
      const place = { at: token, document };
      const name = `${entity.kind}${entity.path}${entity.name}`;
      const deny = denyingPolicy(why);
      const closed = closedLayers(why);
      const [missing] = closed.some(({ policyType }) => policyType === 'role-trust') ? [] : closed;
      if (deny) yield finding('denied', { ...place, data: { name, ...deny } });
      else if (missing) {
        const data = { name, account: entity.account, type: POLICY_TYPE_NAMES[missing.policyType] };
        yield finding('notAllowed', { ...place, data });
      } else yield finding('condition', { ...place, data: { name } });
    }
  },
});

/** The policy whose Deny applies, if that is why. */
function denyingPolicy(why: Evaluation) {
  const [denying] = closedLayers(why)
    .flatMap(({ statements }) => statements)
    .filter(({ statement, applies }) => statement.effect === 'Deny' && applies === 'true');
  return denying && { type: POLICY_TYPE_NAMES[denying.document.type], policy: denying.document.name };
}
