import { isAwsManaged, type Entity, type Role } from '../../src/model/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import {
  type Ability,
  abilityTo,
  abilityToAssume,
  couldAdminister,
  defineRule,
  escalatingGrants,
  escalationAlone,
  escalationOf,
  type FindWays,
  grantsTo,
  isChangeable,
  rolesTrusting,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-grants-to-assumable-roles',
    description: 'Disallow principals who can give policies to a role that they can assume',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
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
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, waysOf);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    yield finding('principal', {
      ...found,
      subject,
      data: { kind, name, actions: found.actions, targets: found.targets },
    });
  },
  *checkDocument(document, { graph, finding }) {
    const found = escalationAlone(graph, document, waysOf);
    if (found) yield finding('alone', { ...found, data: { policy: document.name, actions: found.actions } });
  },
});

const GRANTING = ['iam:AttachRolePolicy', 'iam:CreatePolicyVersion', 'iam:PutRolePolicy'];

const waysOf: FindWays = (graph, entity) => {
  const grants = escalatingGrants(graph, entity);
  if (!GRANTING.some((action) => grants.has(action))) return [];
  return rolesTrusting(graph, entity).flatMap((role) => {
    if (!isChangeable(role) || !couldAdminister(graph, role)) return [];
    const [first, ...others] = [...grantsTo(graph, entity, role), ...rewriting(graph, entity, role)];
    const assuming = first && abilityToAssume(graph, entity, role);
    if (!assuming) return [];
    const granting = { ...first, certain: first.certain && assuming.certain };
    return [{ abilities: [granting, ...others, ...assuming.abilities], target: `'${role.name}'` }];
  });
};

/** New versions of the managed policies that the role has. */
function rewriting(graph: PolicyGraph, entity: Entity, { attachedPolicies }: Role): readonly Ability[] {
  return attachedPolicies
    .filter(({ value }) => !isAwsManaged(value))
    .flatMap(
      ({ value }) => abilityTo(graph, entity, { action: 'iam:CreatePolicyVersion', resource: value }) ?? [],
    );
}
