import { isFixed } from '../../src/prover/index.js';
import { defineRule, includesAction, namesEverybody, requires } from '../../src/linter/index.js';
import { isAccountId, parseArn } from '../../src/model/index.js';

/** Keys that say whose principal calls, with what of a value names the account or organization. */
const OWNERS: ReadonlyMap<string, (value: string) => string> = new Map([
  ['aws:principalorgid', (value: string) => value],
  ['aws:principalorgpaths', (value: string) => value.replace(/\/.*/, '')],
  ['aws:principalaccount', (value: string) => value],
  ['aws:principalarn', (value: string) => parseArn(value)?.account ?? ''],
]);

export default defineRule({
  meta: {
    id: 'trust/no-external-caller',
    description: 'Disallow role trust policies whose conditions let in a foreign account or organization',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Name your own organization or account in the condition. A third party is named in Principal, with an external id; list accounts that you trust in the configuration.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-concepts.html',
    ],
    messages: {
      foreign:
        "The condition lets in '{owner}', which is neither yours nor trusted. Principal names everybody, so whoever belongs there can assume this role.",
      organizationUnread:
        "The condition lets in '{owner}', and Principal names everybody. Whether it is yours could not be read.",
    },
    compliance: { cwe: ['CWE-284'] },
  },
  *checkStatement(statement, document, { graph, trustedAccounts, finding }) {
    const { effect, principal, conditions, action } = statement;
    if (effect !== 'Allow' || !principal || !namesEverybody(principal) || graph.accountOf(document) === '')
      return;
    if (!includesAction(action, 'sts:AssumeRole')) return;
    const isOwn = (owner: string) =>
      graph.organization?.detail.Id === owner || graph.isOwnAccount(owner) || trustedAccounts.has(owner);
    const names = [...OWNERS];
    if (names.some(([key, ownerIn]) => requires(statement, key, (value) => isOwn(ownerIn(value))))) return;
    for (const { key, values } of conditions) {
      const ownerIn = OWNERS.get(key.value.toLowerCase());
      if (!ownerIn || !requires(statement, key.value, (value) => isOwner(ownerIn(value)))) continue;
      for (const at of values) {
        const owner = ownerIn(at.value);
        if (isOwn(owner)) continue;
        const draft = { at, document, data: { owner } };
        if (graph.organization === undefined)
          yield finding('organizationUnread', { ...draft, confidence: 'low' });
        else yield finding('foreign', draft);
      }
    }
  },
});

/** What names one account or organization, whatever follows. */
function isOwner(text: string): boolean {
  return isAccountId(text) || (text.startsWith('o-') && isFixed(text, true));
}
