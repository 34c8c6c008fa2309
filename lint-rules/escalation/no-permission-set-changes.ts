import { abilityAnywhere, defineEscalation, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-permission-set-changes',
    description: 'Disallow principals who can change what every permission set gives, or to whom',
    severity: 'high',
    confidence: 'medium',
    remediation:
      'Name the permission sets in Resource, and leave those that the principal is assigned itself out.',
    references: [
      'https://docs.aws.amazon.com/singlesignon/latest/userguide/iam-auth-access-using-id-policies.html',
      'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can give itself every right in the accounts of the organization, by {actions}.",
      alone: "'{policy}' lets whoever has it change what any permission set gives, or to whom, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf: (graph, entity) =>
    CHANGING.flatMap((action) => wayTo('every permission set', abilityAnywhere(graph, entity, action))),
});

const CHANGING = [
  'sso:PutInlinePolicyToPermissionSet',
  'sso:AttachManagedPolicyToPermissionSet',
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
  'sso:CreateAccountAssignment',
];
