import { abilityTo, couldAdminister, defineEscalation, heldPolicies, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-own-policy-versions',
    description: 'Disallow principals who can rewrite a managed policy that they have',
    severity: 'critical',
    confidence: 'high',
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
  waysOf(graph, entity) {
    const ways = heldPolicies(graph, entity).flatMap((resource) => {
      const name = resource.slice(resource.lastIndexOf('/') + 1);
      return wayTo(`'${name}'`, abilityTo(graph, entity, { action: 'iam:CreatePolicyVersion', resource }));
    });
    return ways.length > 0 && couldAdminister(graph, entity) ? ways : [];
  },
});
