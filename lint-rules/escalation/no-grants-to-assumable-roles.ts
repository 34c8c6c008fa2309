import { isAwsManaged, type Entity, type Role } from '../../src/model/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import {
  type Ability,
  abilityTo,
  abilityToAssume,
  couldAdminister,
  defineEscalation,
  escalatingGrants,
  grantsTo,
  isChangeable,
  rolesTrusting,
  wayTo,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-grants-to-assumable-roles',
    description: 'Disallow principals who can give policies to a role that they can assume',
    severity: 'critical',
    confidence: 'high',
    remediation:
      'Keep those who write the policies of a role apart from those who use it, or require a permissions boundary with iam:PermissionsBoundary.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can give every right to a role that it can assume, by {actions}: {targets}.",
      alone: "'{policy}' lets whoever has it give every right to a role and assume it, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    const grants = escalatingGrants(graph, entity);
    if (!GRANTING.some((action) => grants.has(action))) return [];
    return rolesTrusting(graph, entity).flatMap((role) => {
      if (!isChangeable(role) || !couldAdminister(graph, role)) return [];
      const [first, ...others] = [...grantsTo(graph, entity, role), ...rewriting(graph, entity, role)];
      const assuming = first && abilityToAssume(graph, entity, role);
      if (!assuming) return [];
      const granting = { ...first, certain: first.certain && assuming.certain };
      return wayTo(`'${role.name}'`, granting, ...others, ...assuming.abilities);
    });
  },
});

const GRANTING = ['iam:AttachRolePolicy', 'iam:CreatePolicyVersion', 'iam:PutRolePolicy'];

/** New versions of the managed policies that the role has. */
function rewriting(graph: PolicyGraph, entity: Entity, { attachedPolicies }: Role): readonly Ability[] {
  return attachedPolicies
    .filter(({ value }) => !isAwsManaged(value))
    .flatMap(
      ({ value }) => abilityTo(graph, entity, { action: 'iam:CreatePolicyVersion', resource: value }) ?? [],
    );
}
