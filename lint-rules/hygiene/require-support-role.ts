import { isAwsManaged } from '../../src/model/index.js';
import { defineRule, listsWereRead, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/require-support-role',
    description: 'Require a role for incidents with AWS Support',
    severity: 'low',
    confidence: 'low',
    remediation: 'Attach AWSSupportAccess to a role that those who handle incidents can assume.',
    references: ['https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSSupportAccess.html'],
    messages: {
      none: 'Nobody in {account} has AWSSupportAccess. In an incident only administrators and the root user can open a case with AWS Support.',
    },
    compliance: { cisV5: ['1.16'], cisV6: ['2.16'], securityHub: ['IAM.18'] },
  },
  *checkAccount(account, { graph, finding }) {
    const attached = [...account.roles, ...account.groups, ...account.users].flatMap(
      ({ attachedPolicies }) => attachedPolicies,
    );
    const hasSupport = attached.some(
      ({ value }) => isAwsManaged(value) && value.endsWith('/AWSSupportAccess'),
    );
    if (hasSupport || !listsWereRead(graph, account)) return;
    yield finding('none', {
      at: account.token,
      subject: rootUserOf(account).arn,
      data: { account: account.id },
    });
  },
});
