import type { User } from '../../src/model/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import { abilityOn, defineEscalation, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-mfa-removal',
    description: 'Disallow users who can deactivate their MFA device without MFA',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Allow iam:DeactivateMFADevice only with aws:MultiFactorAuthPresent, and leave it out of what is allowed without MFA.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage-mfa-only.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeactivateMFADevice.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can rid itself of MFA without MFA, by {actions}, though its policies ask for MFA.",
      alone:
        "'{policy}' asks for MFA and lets a user who has it deactivate the device without MFA, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    if (entity.kind !== 'user') return [];
    const ability = abilityOn(graph, entity, 'iam:DeactivateMFADevice', entity, WITHOUT_MFA);
    return ability && asksForMFA(graph, entity) ? wayTo('itself', ability) : [];
  },
});

const MFA_KEYS: ReadonlySet<string> = new Set(['aws:multifactorauthpresent', 'aws:multifactorauthage']);
const WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': ['false'], 'aws:MultiFactorAuthAge': [] };

function asksForMFA(graph: PolicyGraph, user: User): boolean {
  return graph
    .effectivePolicies(user)
    .identity.some(({ document: { statements } }) =>
      statements.some(({ conditions }) =>
        conditions.some(({ key }) => MFA_KEYS.has(key.value.toLowerCase())),
      ),
    );
}
