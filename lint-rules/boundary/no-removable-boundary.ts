import {
  allowsLifting,
  aroundOf,
  couldAdminister,
  defineEscalation,
  liftingsFrom,
  wayTo,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'boundary/no-removable-boundary',
    description: 'Disallow principals who can remove or replace the permissions boundary of others',
    severity: 'high',
    confidence: 'high',
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
  waysOf(graph, entity) {
    if (!allowsLifting(graph, entity)) return [];
    return aroundOf(graph, entity, (account) => graph.entities(account))
      .filter((other) => other !== entity && other.permissionsBoundary !== undefined)
      .filter((other) => !couldAdminister(graph, other))
      .flatMap((other) => wayTo(`'${other.name}'`, ...liftingsFrom(graph, entity, other)));
  },
});
