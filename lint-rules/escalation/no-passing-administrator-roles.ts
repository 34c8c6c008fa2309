import type { Entity, Role } from '../../src/model/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import {
  abilitySomewhere,
  abilityTo,
  administratorRoles,
  defineEscalation,
  escalatingGrants,
  isWithinReach,
  PASSING_MECHANISMS,
  servicesActingWith,
  wayTo,
  type Way,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-passing-administrator-roles',
    description: 'Disallow principals who can hand a role of administrators to a service that works for them',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Name in the statement for iam:PassRole the roles that are meant for the workload, and the service in a condition on iam:PassedToService.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService',
    ],
    messages: {
      principal: "The {kind} '{name}' can administer the account through {targets}, by {actions}.",
      alone:
        "'{policy}' lets whoever has it hand a role to a service and act through it, by {actions}: with the role of an administrator, as one.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf: (graph, entity) =>
    escalatingGrants(graph, entity).has(PASS_ROLE)
      ? administratorRoles(graph, entity.account).flatMap((role) =>
          servicesActingWith(role, SERVICES).flatMap((service) => waysThrough(graph, entity, role, service)),
        )
      : [],
});

const PASS_ROLE = 'iam:PassRole';
const SERVICES = new Set(PASSING_MECHANISMS.map(({ service }) => service));

function waysThrough(graph: PolicyGraph, entity: Entity, role: Role, service: string): readonly Way[] {
  const context = { 'iam:PassedToService': [service] };
  const passing = abilityTo(graph, entity, { action: PASS_ROLE, resource: role.arn, context });
  if (passing === undefined) return [];
  const certain = passing.certain && isWithinReach(graph, role, service);
  for (const { actions, ...mechanism } of PASSING_MECHANISMS) {
    if (mechanism.service !== service) continue;
    const starting = actions.flatMap((action) => abilitySomewhere(graph, entity, action) ?? []);
    if (starting.length < actions.length) continue;
    return wayTo(`'${role.name}' in ${service}`, { ...passing, certain }, ...starting);
  }
  return [];
}
