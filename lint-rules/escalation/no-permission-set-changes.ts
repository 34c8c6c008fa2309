import {
  abilityAnywhere,
  defineRule,
  escalationAlone,
  escalationOf,
  type FindWays,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-permission-set-changes',
    description: 'Disallow principals who can change what every permission set gives, or to whom',
    severity: 'high',
    confidence: 'medium',
    policyTypes: ['identity-based'],
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
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, waysOf);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    yield finding('principal', { ...found, subject, data: { kind, name, actions: found.actions } });
  },
  *checkDocument(document, { graph, finding }) {
    const found = escalationAlone(graph, document, waysOf);
    if (found) yield finding('alone', { ...found, data: { policy: document.name, actions: found.actions } });
  },
});

const CHANGING = [
  'sso:PutInlinePolicyToPermissionSet',
  'sso:AttachManagedPolicyToPermissionSet',
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
  'sso:CreateAccountAssignment',
];

const waysOf: FindWays = (graph, entity) =>
  CHANGING.flatMap((action) => {
    const ability = abilityAnywhere(graph, entity, action);
    return ability ? [{ abilities: [ability], target: 'every permission set' }] : [];
  });
