import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../lint-rules/index.js';
import { exampleOrganization, type World } from '../../src/demo/index.js';
import { audit } from '../../src/index.js';
import { snapshotText } from '../../src/snapshot/index.js';
import type { Finding, PolicyType } from '../../src/model/index.js';
import type { AccountExample } from '../support/account-example.js';
import { hostileWorld } from '../support/hostile-world.js';
import { lintAccount, lintPolicy } from '../support/rules.js';

/** An account, and policies of resources that no snapshot has. */
interface Vulnerable {
  readonly account?: AccountExample;
  readonly policies?: readonly {
    readonly type: PolicyType;
    readonly policy: Readonly<Record<string, unknown>>;
  }[];
}

const VULNERABLE = new URL('../support/vulnerable/', import.meta.url);
const vulnerable: Finding[] = [];
for (const file of readdirSync(VULNERABLE)) {
  const { account = {}, policies = [] } = (await import(new URL(file, VULNERABLE).href)) as Vulnerable;
  for (const rule of rules) {
    vulnerable.push(...lintAccount(account, rule));
    for (const { type, policy } of policies) vulnerable.push(...lintPolicy(policy, type, rule));
  }
}

const findingsOf = (world: World) =>
  audit(snapshotText({ ...world, coverageGaps: [] }), { preset: 'strict' }).findings;
/** Policies that no snapshot holds, so that only a file can have one. */
const UNRECORDED: ReadonlySet<PolicyType> = new Set(['session', 'vpc-endpoint']);
const WELL_KEPT = '222233334444';

describe('the rules over whole accounts', () => {
  const example = findingsOf(exampleOrganization());
  const hostile = findingsOf(hostileWorld());

  it('each find something in the accounts that were made to be found', () => {
    const fired = new Set([...example, ...hostile, ...vulnerable].map(({ ruleId }) => ruleId));
    const recorded = rules.filter(({ meta }) => !meta.policyTypes?.every((type) => UNRECORDED.has(type)));
    expect(recorded.map(({ meta }) => meta.id).filter((id) => !fired.has(id))).toEqual([]);
  });

  it('find nothing in the account that is well kept', () => {
    expect(example.filter(({ account }) => account === WELL_KEPT)).toEqual([]);
  });

  it('give every finding a fingerprint of its own and a place', () => {
    const all = [...example, ...hostile];
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(all.length);
    for (const { locations } of all) {
      const { start, end } = locations[0].location.span;
      expect(start.line).toBeGreaterThan(0);
      expect(end.offset).toBeGreaterThanOrEqual(start.offset);
    }
  });
});
