import type { Entity, Role } from '../../src/model/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import {
  abilityAnywhere,
  administratorRoles,
  defineEscalation,
  escalatingGrants,
  isWithinReach,
  type Mechanism,
  servicesActingWith,
  TAKEOVER_MECHANISMS,
  wayTo,
  type Way,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-takeover-of-administrator-workloads',
    description:
      'Disallow principals who can run their own code in whatever acts with a role of administrators',
    severity: 'high',
    confidence: 'medium',
    remediation:
      'Name the functions, instances or projects that may be changed; give no workload the rights of an administrator.',
    references: [
      'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can take over whatever runs with {targets}, which administers the account, by {actions}.",
      alone:
        "'{policy}' lets whoever has it run code in any workload, by {actions}: in one with the role of an administrator, as one.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    const grants = escalatingGrants(graph, entity);
    const mechanisms = TAKEOVER_MECHANISMS.filter(({ actions }) =>
      actions.every((action) => grants.has(action)),
    );
    if (mechanisms.length === 0) return [];
    return administratorRoles(graph, entity.account).flatMap((role) => {
      const services = new Set(servicesActingWith(role, SERVICES));
      return mechanisms
        .filter(({ service }) => services.has(service) && isWithinReach(graph, role, service))
        .flatMap((mechanism) => waysThrough(graph, entity, role, mechanism));
    });
  },
});

const SERVICES = new Set(TAKEOVER_MECHANISMS.map(({ service }) => service));

function waysThrough(graph: PolicyGraph, entity: Entity, role: Role, { actions }: Mechanism): readonly Way[] {
  const abilities = actions.flatMap((action) => abilityAnywhere(graph, entity, action) ?? []);
  return abilities.length < actions.length ? [] : wayTo(`'${role.name}'`, ...abilities);
}
