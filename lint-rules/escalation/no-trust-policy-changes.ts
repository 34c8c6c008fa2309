import {
  abilityOn,
  administratorRoles,
  defineEscalation,
  isChangeable,
  wayTo,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-trust-policy-changes',
    description: 'Disallow principals who can change whom a role of administrators trusts',
    severity: 'critical',
    confidence: 'high',
    remediation: 'Name the roles whose trust policy may be changed, and leave those of administrators out.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_modify.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can let itself into {targets}, which administers the account, by {actions}.",
      alone:
        "'{policy}' lets whoever has it into every role, that of an administrator among them, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf: (graph, entity) =>
    administratorRoles(graph, entity.account)
      .filter(isChangeable)
      .flatMap((role) =>
        wayTo(`'${role.name}'`, abilityOn(graph, entity, 'iam:UpdateAssumeRolePolicy', role)),
      ),
});
