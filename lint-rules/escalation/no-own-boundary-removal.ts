import type { Entity } from '../../src/model/index.js';
import {
  abilityOn,
  couldAdminister,
  defineRule,
  escalationOf,
  type FindWays,
  type IdentityAction,
  newIdentityContext,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-own-boundary-removal',
    description: 'Disallow principals who can remove or replace their own permissions boundary',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Deny iam:DeleteUserPermissionsBoundary, iam:DeleteRolePermissionsBoundary, iam:PutUserPermissionsBoundary and iam:PutRolePermissionsBoundary in the permissions boundary itself.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html',
    ],
    messages: {
      principal: "The {kind} '{name}' can lift its own permissions boundary, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, waysOf);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    yield finding('principal', { ...found, subject, data: { kind, name, actions: found.actions } });
  },
});

const REMOVING: Readonly<
  Record<Entity['kind'], { readonly remove: IdentityAction; readonly put: IdentityAction }>
> = {
  user: { remove: 'iam:DeleteUserPermissionsBoundary', put: 'iam:PutUserPermissionsBoundary' },
  role: { remove: 'iam:DeleteRolePermissionsBoundary', put: 'iam:PutRolePermissionsBoundary' },
};

const waysOf: FindWays = (graph, entity) => {
  if (entity.permissionsBoundary === undefined || couldAdminister(graph, entity)) return [];
  const { remove, put } = REMOVING[entity.kind];
  const { 'iam:PolicyARN': everything = [] } = newIdentityContext(entity);
  return [
    abilityOn(graph, entity, remove, entity),
    abilityOn(graph, entity, put, entity, { 'iam:PermissionsBoundary': everything }),
  ].flatMap((ability) => (ability ? [{ abilities: [ability], target: 'itself' }] : []));
};
