import type { PolicyGraph } from '../graph/index.js';
import { parseArn, type Role, type Statement, type Token } from '../model/index.js';
import { arnCovers } from '../prover/index.js';

/** A resource that is called like a role, and is not its ARN. */
export interface MisnamedRole {
  readonly token: Token;
  readonly role: Role;
}

/**
 * The resources of a statement that name a role in full and with a path that it does not have. Not where the same
 * element has the right ARN as well, or a pattern for it.
 */
export function misnamedRoles(graph: PolicyGraph, { resource }: Statement): readonly MisnamedRole[] {
  const values = resource?.values ?? [];
  return values.flatMap((token) => {
    const arn = parseArn(token.value);
    if (arn?.service !== 'iam' || !arn.resource.startsWith('role/') || /[*?$]/.test(token.value)) return [];
    const role = rolesOf(graph).get(nameIn(arn.account, arn.resource));
    const isNamed = role && values.some(({ value }) => arnCovers(value, role.arn) === true);
    return role && !isNamed ? [{ token, role }] : [];
  });
}

const rolesByName = new WeakMap<PolicyGraph, ReadonlyMap<string, Role>>();

/** Names of roles are unique in their account, whatever the path. */
function rolesOf(graph: PolicyGraph): ReadonlyMap<string, Role> {
  const known = rolesByName.get(graph);
  if (known) return known;
  const roles = graph.accounts.flatMap((account) => account.roles);
  const byName = new Map(roles.map((role) => [nameIn(role.account, role.name), role]));
  rolesByName.set(graph, byName);
  return byName;
}

function nameIn(account: string, resource: string): string {
  return `${account} ${resource.slice(resource.lastIndexOf('/') + 1)}`;
}
