import { grantOf } from '../../src/graph/index.js';
import { defineRule, includesAction, requires } from '../../src/linter/index.js';
import { accountNamedBy, type PolicyDocument, type Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'resource/require-account-in-key-policy',
    description: 'Require key policies to leave the key to its account',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['resource-based'],
    remediation:
      'Add the statement that allows kms:* to the account as a whole; the policies of its users and roles then decide.',
    references: [
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-root-enable-iam',
    ],
    messages: {
      unmanageable:
        'Nobody may change this key policy: no statement allows kms:PutKeyPolicy. Only AWS Support gets such a key back.',
      notDelegated:
        'The policies of users and roles have no effect on this key, because its policy does not allow its account anything. Should the principals that it names be deleted, nobody can manage the key any more.',
    },
  },
  *checkDocument(document, { finding }) {
    if (!isKeyPolicy(document)) return;
    const allows = document.statements.filter(({ effect }) => effect === 'Allow');
    if (allows.some(leavesKeyToAccount)) return;
    const isManageable = allows.some(({ action }) => includesAction(action, 'kms:PutKeyPolicy'));
    yield finding(isManageable ? 'notDelegated' : 'unmanageable', { at: document.token, document });
  },
});

/** A key policy is about `*`, the key itself, and about actions of KMS. */
function isKeyPolicy({ statements }: PolicyDocument): boolean {
  const actions = statements.flatMap((statement) => grantOf(statement).action.values);
  return (
    actions.some((action) => /^kms:/i.test(action)) && actions.every((action) => /^(kms:|\*$)/i.test(action))
  );
}

function leavesKeyToAccount(statement: Statement): boolean {
  const { principal, action } = statement;
  if (!principal || !includesAction(action, 'kms:PutKeyPolicy')) return false;
  return (
    principal.values.some(({ token }) => accountNamedBy(token.value) !== undefined) ||
    requires(statement, 'kms:CallerAccount', () => true) ||
    requires(statement, 'aws:PrincipalAccount', () => true)
  );
}
