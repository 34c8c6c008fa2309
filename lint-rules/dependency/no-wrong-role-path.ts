import type { PolicyGraph } from '../../src/graph/index.js';
import { defineRule } from '../../src/linter/index.js';
import { parseArn, type Role } from '../../src/model/index.js';
import { arnCovers } from '../../src/prover/index.js';

const rolesByName = new WeakMap<PolicyGraph, ReadonlyMap<string, Role>>();

export default defineRule({
  meta: {
    id: 'dependency/no-wrong-role-path',
    description: 'Disallow ARNs of roles that lack the path of the role',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based', 'service-control'],
    remediation: 'Write the ARN of the role with its path.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns',
    ],
    messages: {
      path: "No role is called {written}: the ARN of '{role}' is {arn}. What the statement says is not about it.",
    },
  },
  *checkStatement({ resource }, document, { graph, finding }) {
    for (const at of resource?.values ?? []) {
      const arn = parseArn(at.value);
      if (arn?.service !== 'iam' || !arn.resource.startsWith('role/') || /[*?$]/.test(at.value)) continue;
      const role = rolesOf(graph).get(nameOf(arn));
      if (!role || resource?.values.some(({ value }) => arnCovers(value, role.arn) === true)) continue;
      const data = { written: at.value, role: role.name, arn: role.arn };
      yield finding('path', { at, document, data });
    }
  },
});

/** Names of roles are unique in their account, whatever the path. */
function rolesOf(graph: PolicyGraph): ReadonlyMap<string, Role> {
  const known = rolesByName.get(graph);
  if (known) return known;
  const roles = graph.accounts.flatMap((account) => account.roles);
  const byName = new Map(roles.map((role) => [nameOf({ account: role.account, resource: role.name }), role]));
  rolesByName.set(graph, byName);
  return byName;
}

function nameOf({ account, resource }: { readonly account: string; readonly resource: string }): string {
  return `${account} ${resource.slice(resource.lastIndexOf('/') + 1)}`;
}
