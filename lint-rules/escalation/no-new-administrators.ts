import { defineRule, escalationAlone, escalationOf, newAdministrators } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-new-administrators',
    description: 'Disallow principals who can make an administrator and become it',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
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
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, newAdministrators);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    yield finding('principal', {
      ...found,
      subject,
      data: { kind, name, actions: found.actions, targets: found.targets },
    });
  },
  *checkDocument(document, { graph, finding }) {
    const found = escalationAlone(graph, document, newAdministrators);
    if (found)
      yield finding('alone', {
        ...found,
        data: { policy: document.name, actions: found.actions, targets: found.targets },
      });
  },
});
