import { isAwsManaged } from '../../src/model/index.js';
import { defineRule, strangersIn } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-read-only-access-for-external-account',
    description: 'Disallow ReadOnlyAccess for roles that external accounts can assume',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Attach SecurityAudit or ViewOnlyAccess instead, or a policy with the actions that are needed.',
    references: [
      'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    ],
    messages: {
      external:
        "'{role}' has ReadOnlyAccess and can be assumed from {account}, which is outside the organization. The policy reads data too: the objects of every bucket, the items of every table.",
    },
    compliance: { cwe: ['CWE-200'] },
  },
  *checkPrincipal(role, context) {
    if (role.kind !== 'role' || !role.trustPolicy) return;
    const readOnly = role.attachedPolicies.find(
      ({ value }) => isAwsManaged(value) && value.endsWith('/ReadOnlyAccess'),
    );
    if (!readOnly) return;
    for (const statement of role.trustPolicy.statements) {
      for (const { token, account, certain } of strangersIn(statement, role.trustPolicy, context)) {
        yield context.finding('external', {
          at: token,
          document: role.trustPolicy,
          subject: role.arn,
          related: [{ token: readOnly, label: 'what it may read' }],
          ...(!certain && { confidence: 'medium' }),
          data: { role: role.name, account },
        });
      }
    }
  },
});
