import { actionGrants, isWide } from '../../src/graph/index.js';
import { defineRule, isPublic, listing, resourceOwner } from '../../src/linter/index.js';
import { accountNamedBy } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'resource/no-wildcard-action',
    description: 'Disallow resource-based policies that allow every action of a service',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['resource-based'],
    remediation: 'List the actions that the principal needs.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    ],
    compliance: { cwe: ['CWE-250'] },
    messages: {
      wildcard:
        "'{action}' allows {principals} everything with this resource: to read it, change it, delete it, and often to let others in.",
      notAction: 'NotAction allows {principals} everything with this resource but a few actions.',
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, action } = statement;
    // Who may do everything in the world is a worse thing, which the rules on public access tell.
    if (effect !== 'Allow' || !principal || !action || isPublic(graph, document, statement)) return;
    const owner = resourceOwner(graph, document);
    const holders = principal.values.filter(({ token }) => {
      const account = accountNamedBy(token.value);
      return account === undefined || (owner !== undefined && account !== owner);
    });
    const [wide] = actionGrants(statement).filter(isWide);
    if (holders.length === 0 || wide === undefined) return;
    const names = listing(holders.map(({ token }) => (token.value === '*' ? 'everybody' : token.value)));
    const principals = principal.negated ? `everybody but ${names}` : names;
    const draft = { at: wide.token, document };
    if (action.negated) yield finding('notAction', { ...draft, data: { principals } });
    else yield finding('wildcard', { ...draft, data: { principals, action: wide.token.value } });
  },
});
