import { couldAdminister, defineEscalation, liftingsFrom, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-own-boundary-removal',
    description: 'Disallow principals who can remove or replace their own permissions boundary',
    severity: 'high',
    confidence: 'high',
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
  waysOf(graph, entity) {
    if (entity.permissionsBoundary === undefined || couldAdminister(graph, entity)) return [];
    return liftingsFrom(graph, entity, entity).flatMap((ability) => wayTo('itself', ability));
  },
});
