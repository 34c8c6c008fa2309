import { actionsText, defineRule, foreignPrincipals, identitiesAllow } from '../../src/linter/index.js';
import { accountNamedBy } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'bucket/no-half-grant',
    description: 'Disallow grants to other accounts whose own policies do not allow the same',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Allow the actions in a policy of the user or role as well, or remove the statement if nobody needs it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html',
    ],
    messages: {
      account:
        'Account {account} is let in for {actions}, and nobody of it is allowed any of that by policies of its own. Between accounts both sides have to allow.',
      entity:
        "'{arn}' is let in for {actions}, and its own policies allow nothing of that. Between accounts both sides have to allow.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const owner = graph.bucket(document.owner)?.account;
    if (owner === undefined) return;
    for (const { token, account: id } of foreignPrincipals(statement, owner)) {
      const account = graph.account(id);
      if (account === undefined) continue;
      const actions = actionsText(statement);
      const draft = { at: token, document };
      if (accountNamedBy(token.value) !== undefined) {
        if (graph.entities(account).some((entity) => identitiesAllow(graph, entity, statement))) continue;
        yield finding('account', { ...draft, data: { account: id, actions } });
      } else {
        const entity = graph.entity(token.value);
        if (entity === undefined || identitiesAllow(graph, entity, statement)) continue;
        yield finding('entity', { ...draft, data: { arn: entity.arn, actions } });
      }
    }
  },
});
