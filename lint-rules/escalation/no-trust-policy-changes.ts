import {
  abilityOn,
  administratorRoles,
  defineRule,
  escalationAlone,
  escalationOf,
  type FindWays,
  isChangeable,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-trust-policy-changes',
    description: 'Disallow principals who can change whom a role of administrators trusts',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
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

const waysOf: FindWays = (graph, entity) =>
  administratorRoles(graph, entity.account)
    .filter(isChangeable)
    .flatMap((role) => {
      const ability = abilityOn(graph, entity, 'iam:UpdateAssumeRolePolicy', role);
      return ability ? [{ abilities: [ability], target: `'${role.name}'` }] : [];
    });
