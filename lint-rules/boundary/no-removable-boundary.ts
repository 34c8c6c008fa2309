import type { PolicyGraph } from '../../src/graph/index.js';
import type { Entity } from '../../src/model/index.js';
import {
  abilityOn,
  aroundOf,
  couldAdminister,
  defineRule,
  escalatingGrants,
  escalationOf,
  newIdentityContext,
  type Ability,
  type FindWays,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'boundary/no-removable-boundary',
    description: 'Disallow principals who can remove or replace the permissions boundary of others',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Deny the deletion of permissions boundaries, and allow to set one only with a condition on iam:PermissionsBoundary.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can lift the permissions boundary of {targets}, by {actions}. It holds back nobody whom its keeper favours.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, waysOf);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    const { actions, targets } = found;
    yield finding('principal', { ...found, subject, data: { kind, name, actions, targets } });
  },
});

const LIFTING = {
  user: ['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
  role: ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
} as const;

const waysOf: FindWays = (graph, entity) => {
  const grants = escalatingGrants(graph, entity);
  if (![...LIFTING.user, ...LIFTING.role].some((action) => grants.has(action))) return [];
  return aroundOf(graph, entity, (account) => graph.entities(account))
    .filter((other) => other !== entity && other.permissionsBoundary !== undefined)
    .filter((other) => !couldAdminister(graph, other))
    .flatMap((other) => {
      const [first, ...more] = lifting(graph, entity, other);
      return first ? [{ abilities: [first, ...more], target: `'${other.name}'` }] : [];
    });
};

/** Deleted, or replaced by a policy that allows everything. */
function lifting(graph: PolicyGraph, entity: Entity, other: Entity): readonly Ability[] {
  const [remove, put] = LIFTING[other.kind];
  const { 'iam:PolicyARN': everything = [] } = newIdentityContext(entity);
  return [
    abilityOn(graph, entity, remove, other),
    abilityOn(graph, entity, put, other, { 'iam:PermissionsBoundary': everything }),
  ].filter((ability) => ability !== undefined);
}
