import type { Identity, PolicyGraph } from '../../src/graph/index.js';
import { agreesWithCount, defineRule, includesAction, isUntrusted } from '../../src/linter/index.js';
import { parseArn, type Role } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-role-trust',
    description: 'Require the roles that a policy lets somebody assume to trust him',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['identity-based'],
    remediation:
      'Let the trust policy of the role name the principal, or remove the role from the policy. The account of the role decides on the former.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html',
    ],
    messages: {
      untrusted:
        "'{role}' of account {account} does not trust whoever has this policy. Both sides have to allow it, and the trust policy of the role does not.",
      missing:
        "Account {account} has no '{role}'. The policy lets nobody assume anything today, and a role that is made later under this name is assumed by whoever has the policy.",
    },
  },
  *checkStatement({ effect, action, resource }, document, { graph, finding }) {
    if (effect !== 'Allow' || !resource || resource.negated || !includesAction(action, 'sts:AssumeRole'))
      return;
    // A policy that allows more than to assume roles names them for another purpose as well.
    if (!action?.values.every(({ value }) => value.toLowerCase().startsWith('sts:'))) return;
    for (const at of resource.values) {
      const arn = parseArn(at.value);
      const account = graph.account(arn?.account ?? '');
      if (!account || !arn?.resource.startsWith('role/') || /[*?$]/.test(at.value)) continue;
      const role = graph.entity(at.value);
      const data = { role: arn.resource, account: account.id };
      for (const holder of graph.holdersOf(document)) {
        const place = { at, document, subject: holder.arn, data };
        if (role?.kind !== 'role') {
          if (agreesWithCount(account, 'roles')) yield finding('missing', place);
        } else if (isRefused(graph, holder, role)) yield finding('untrusted', place);
      }
    }
  },
});

/** Whether the trust policy lets in neither the entity nor, of a group, any member. */
function isRefused(graph: PolicyGraph, holder: Identity, role: Role): boolean {
  const members = graph.incoming(holder.arn, 'member-of').map(({ from }) => graph.entity(from));
  const entities = holder.kind === 'group' ? members.filter((entity) => entity !== undefined) : [holder];
  return entities.length > 0 && entities.every((entity) => isUntrusted(graph, entity, role));
}
