import {
  abilityTo,
  couldAdminister,
  defineRule,
  escalationAlone,
  escalationOf,
  type FindWays,
  type Way,
  heldPolicies,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-own-policy-versions',
    description: 'Disallow principals who can rewrite a managed policy that they have',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Deny iam:CreatePolicyVersion on the policies of whoever may edit policies, or keep those in a path that their statement does not reach.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can rewrite {targets}, which it has itself, by {actions}. The new version can allow everything.",
      alone:
        "'{policy}' lets whoever has it rewrite his own managed policies, this one among them, by {actions}.",
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
  const ways = heldPolicies(graph, entity).flatMap((resource): readonly Way[] => {
    const ability = abilityTo(graph, entity, { action: 'iam:CreatePolicyVersion', resource });
    return ability
      ? [{ abilities: [ability], target: `'${resource.slice(resource.lastIndexOf('/') + 1)}'` }]
      : [];
  });
  return ways.length > 0 && couldAdminister(graph, entity) ? ways : [];
};
