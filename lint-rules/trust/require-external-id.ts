import { isFixed } from '../../src/prover/index.js';
import { defineRule, includesAction, requires, strangersIn } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-external-id',
    description: 'Require an external id from third parties that assume a role',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'Add a StringEquals condition on sts:ExternalId with the id that the third party gave you. List accounts that are no third party in the configuration.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#mitigate-confused-deputy',
    ],
    compliance: { cwe: ['CWE-441'] },
    messages: {
      missing:
        "Account {account} can assume this role without an external id. Any of its own customers who learns the role's name can have it used for themselves.",
      organizationUnread:
        'Account {account} can assume this role without an external id. Whether it is a third party could not be read: it may belong to the same organization.',
    },
  },
  *checkStatement(statement, document, context) {
    if (!includesAction(statement.action, 'sts:AssumeRole')) return;
    // People sign in with MFA; a third party's service does not.
    if (
      requires(statement, 'sts:ExternalId', isFixed) ||
      requires(statement, 'aws:MultiFactorAuthPresent', isTrue)
    )
      return;
    for (const { token, account, certain } of strangersIn(statement, document, context)) {
      const draft = { at: token, document, data: { account } };
      if (certain) yield context.finding('missing', draft);
      else yield context.finding('organizationUnread', { ...draft, confidence: 'low' });
    }
  },
});

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true';
}
