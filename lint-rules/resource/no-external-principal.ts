import { defineRule, strangersIn } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'resource/no-external-principal',
    description: 'Disallow resource-based policies that let in accounts which nothing vouches for',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Remove the principal. List accounts that you do share with under trustedAccounts in the configuration.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html',
    ],
    messages: {
      foreign:
        "'{principal}' is let in here, and account {account} neither belongs to the organization nor is trusted by the configuration.",
      organizationUnread:
        "'{principal}' is let in here. Whether account {account} belongs to the same organization could not be read.",
    },
  },
  *checkStatement(statement, document, context) {
    for (const { token, account, certain } of strangersIn(statement, document, context)) {
      const draft = { at: token, document, data: { principal: token.value, account } };
      if (certain) yield context.finding('foreign', draft);
      else yield context.finding('organizationUnread', { ...draft, confidence: 'low' });
    }
  },
});
