import type { PrincipalValue, Role } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { directAccess, type DirectAccess } from './direct.js';
import { outsiderNamed } from './outsiders.js';

/** What the caller of a federated session calls: never AssumeRole. */
const FEDERATED_ACTIONS = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

const assumersByGraph = new WeakMap<PolicyGraph, Map<string, DirectAccess>>();

/** Who can assume a role. The role itself does not count. */
export function assumersOf(graph: PolicyGraph, role: Role): DirectAccess {
  const byRole = assumersByGraph.get(graph) ?? new Map<string, DirectAccess>();
  assumersByGraph.set(graph, byRole);
  const known = byRole.get(role.arn);
  if (known) return known;
  const { own, outsiders, ...access } = directAccess(graph, { action: 'sts:AssumeRole', resource: role.arn });
  const found: DirectAccess = {
    ...access,
    own: own.filter(({ principal }) => principal !== role.arn),
    outsiders: [...outsiders, ...federatedCallers(graph, role)],
  };
  byRole.set(role.arn, found);
  return found;
}

function federatedCallers(graph: PolicyGraph, { arn, trustPolicy }: Role): DirectAccess['outsiders'] {
  const values = (trustPolicy?.statements ?? [])
    .flatMap(({ effect, principal }) => (effect === 'Allow' ? (principal?.values ?? []) : []))
    .filter(({ kind }) => kind === 'Federated');
  const providers = new Map<string, PrincipalValue>(values.map((value) => [value.token.value, value]));
  return [...providers.values()].flatMap((value) =>
    FEDERATED_ACTIONS.flatMap((action) => outsiderNamed(graph, { action, resource: arn }, value) ?? []),
  );
}
