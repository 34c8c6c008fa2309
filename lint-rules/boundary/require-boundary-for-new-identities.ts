import {
  abilityTo,
  aroundOf,
  defineEscalation,
  escalatingGrants,
  newAdministrators,
  newIdentityContext,
  resourcesFor,
  wayTo,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'boundary/require-boundary-for-new-identities',
    description: 'Require a permissions boundary for new users and roles where the account uses them',
    severity: 'medium',
    confidence: 'medium',
    remediation:
      'Allow iam:CreateUser and iam:CreateRole only with a condition on iam:PermissionsBoundary that names the boundary.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PermissionsBoundary',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can make {targets} without a permissions boundary, by {actions}, in an account that sets boundaries.",
    },
  },
  waysOf(graph, entity) {
    const grants = escalatingGrants(graph, entity);
    const policies = aroundOf(graph, entity, (account) => account.policies);
    if (policies.every(({ boundary }) => boundary === undefined)) return [];
    if (newAdministrators(graph, entity).length > 0) return [];
    const context = newIdentityContext(entity);
    return MAKING.flatMap(([action, target]) => {
      const resources = grants.has(action) ? [...resourcesFor(graph, entity, action)] : [];
      const [ability] = resources.flatMap(
        (resource) => abilityTo(graph, entity, { action, resource, context }) ?? [],
      );
      return wayTo(target, ability);
    });
  },
});

const MAKING = [
  ['iam:CreateRole', 'roles'],
  ['iam:CreateUser', 'users'],
] as const;
