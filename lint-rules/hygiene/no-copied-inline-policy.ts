import type { PolicyDocument } from '../../src/model/index.js';
import { defineRule, listing, policyMeaning } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-copied-inline-policy',
    description: 'Disallow the same policy embedded in several identities',
    severity: 'low',
    confidence: 'high',
    remediation: 'Make one customer managed policy of them and attach it to each.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-choosing-managed-or-inline.html',
    ],
    messages: {
      copied:
        "'{policy}' of '{identity}' is embedded with the same text in {others}. A mend of one copy leaves the others as they are.",
    },
  },
  *checkAccount({ users, groups, roles }, { finding }) {
    const copies = new Map<string, { readonly identity: string; readonly document: PolicyDocument }[]>();
    for (const { name, path, inlinePolicies } of [...users, ...groups, ...roles]) {
      if (path.startsWith('/aws-reserved/')) continue;
      for (const document of inlinePolicies) {
        if (document.statements.length === 0 || document.errors.length > 0) continue;
        const meaning = policyMeaning(document);
        copies.set(meaning, [...(copies.get(meaning) ?? []), { identity: name, document }]);
      }
    }
    for (const [first, ...others] of copies.values()) {
      const identities = [...new Set(others.map(({ identity }) => `'${identity}'`))];
      if (!first || others.length === 0) continue;
      const { identity, document } = first;
      yield finding('copied', {
        at: document.token,
        document,
        related: others.map((other) => ({
          token: other.document.token,
          label: `the same in '${other.identity}'`,
        })),
        data: { policy: document.name, identity, others: listing(identities) },
      });
    }
  },
});
