import { defineRule, includesAction, strangersIn } from '../../src/linter/index.js';

/** AWS takes two characters. */
const SHORTEST = 8;

export default defineRule({
  meta: {
    id: 'trust/no-guessable-external-id',
    description: 'Disallow external ids that other customers of the third party can guess',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation: 'Let the third party give you an id that is yours alone and random, such as a UUID.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html#id_roles_third-party_external-id',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    ],
    messages: {
      known:
        "The external id '{value}' is {what}, which anybody can know. Another customer of account {account} can enter it as his own and have the role used for himself.",
      short:
        "The external id '{value}' has {length} characters and is soon guessed. Another customer of account {account} can enter it as his own and have the role used for himself.",
    },
    compliance: { cwe: ['CWE-330', 'CWE-441'] },
  },
  *checkStatement(statement, document, context) {
    if (!includesAction(statement.action, 'sts:AssumeRole')) return;
    const [stranger] = strangersIn(statement, document, context);
    if (stranger === undefined) return;
    const { account } = stranger;
    const name = document.owner.slice(document.owner.lastIndexOf('/') + 1);
    const known = new Map([
      [account, 'the account that is trusted'],
      [context.graph.accountOf(document), 'your account id'],
      [document.owner.toLowerCase(), 'the ARN of the role'],
      [name.toLowerCase(), 'the name of the role'],
      ['externalid', 'the name of the key'],
      ['external-id', 'the name of the key'],
    ]);
    for (const { key, values } of statement.conditions) {
      if (key.value.toLowerCase() !== 'sts:externalid') continue;
      for (const at of values) {
        const { value } = at;
        const what = known.get(value.toLowerCase());
        if (what !== undefined)
          yield context.finding('known', { at, document, data: { value, what, account } });
        else if (value.length < SHORTEST && !/[*?$]/.test(value))
          yield context.finding('short', { at, document, data: { value, length: value.length, account } });
      }
    }
  },
});
