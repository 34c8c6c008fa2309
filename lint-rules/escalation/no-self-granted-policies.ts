import {
  couldAdminister,
  defineRule,
  escalationAlone,
  escalationOf,
  type FindWays,
  type Way,
  grantsTo,
  groupsOf,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-self-granted-policies',
    description: 'Disallow principals who can give themselves policies',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
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

const waysOf: FindWays = (graph, entity) => {
  const ways = [entity, ...groupsOf(graph, entity)].flatMap((target) =>
    grantsTo(graph, entity, target).map((ability): Way => ({
      abilities: [ability],
      target: target === entity ? 'itself' : `its group '${target.name}'`,
    })),
  );
  return ways.length > 0 && couldAdminister(graph, entity) ? ways : [];
};
