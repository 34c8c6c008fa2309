import { couldAdminister, defineEscalation, grantsTo, groupsOf, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-self-granted-policies',
    description: 'Disallow principals who can give themselves policies',
    severity: 'critical',
    confidence: 'high',
    remediation:
      'Name the identities that may be changed, never those of the principal itself, and require a permissions boundary with iam:PermissionsBoundary.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html',
    ],
    messages: {
      principal: "The {kind} '{name}' can give itself every right, by {actions} on {targets}.",
      alone: "'{policy}' lets whoever has it give himself every right, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    const ways = [entity, ...groupsOf(graph, entity)].flatMap((target) => {
      const name = target === entity ? 'itself' : `its group '${target.name}'`;
      return grantsTo(graph, entity, target).flatMap((ability) => wayTo(name, ability));
    });
    return ways.length > 0 && couldAdminister(graph, entity) ? ways : [];
  },
});
