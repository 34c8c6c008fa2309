import { defineEscalation, newAdministrators } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-new-administrators',
    description: 'Disallow principals who can make an administrator and become it',
    severity: 'critical',
    confidence: 'high',
    remediation:
      'Require a permissions boundary for whatever is made, with a condition on iam:PermissionsBoundary.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    ],
    messages: {
      principal: "The {kind} '{name}' can make {targets} with every right and act as it, by {actions}.",
      alone: "'{policy}' lets whoever has it make {targets} with every right and act as it, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf: newAdministrators,
});
