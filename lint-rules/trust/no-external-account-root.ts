import { accountNamedBy } from '../../src/model/index.js';
import { isFixed } from '../../src/prover/index.js';
import {
  defineRule,
  deniesOn,
  includesAction,
  requires,
  singlesOutEntities,
  strangersIn,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-external-account-root',
    description: 'Disallow role trust policies that trust a foreign account as a whole',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Name the role of the other account that is to assume this one, or add a condition on aws:PrincipalArn. List accounts that you do trust as a whole in the configuration.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html',
    ],
    messages: {
      foreign:
        'The whole of account {account} is trusted, not its root user. Whoever administers that account decides which of its users and roles assume this one.',
      organizationUnread:
        'The whole of account {account} is trusted, not its root user. Whether it belongs to the same organization could not be read.',
    },
  },
  *checkStatement(statement, document, context) {
    if (!includesAction(statement.action, 'sts:AssumeRole')) return;
    // With an external id it is a third party that AWS tells its customers to trust by its account.
    if (
      requires(statement, 'sts:ExternalId', isFixed) ||
      singlesOutEntities(statement, deniesOn(context.graph, document))
    )
      return;
    for (const { token, account, certain } of strangersIn(statement, document, context)) {
      if (accountNamedBy(token.value) === undefined) continue;
      const draft = { at: token, document, data: { account } };
      if (certain) yield context.finding('foreign', draft);
      else yield context.finding('organizationUnread', { ...draft, confidence: 'low' });
    }
  },
});
