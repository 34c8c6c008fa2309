import { describe, expect, it } from 'vitest';
import { rules } from '../../src/index.js';
import { baselineOf, compareToBaseline, pruneBaseline } from '../../src/linter/index.js';
import type { AuditReport, Finding } from '../../src/model/index.js';
import { auditReport, exception, finding, reportedRule } from '../support/report.js';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const [a, b] = ['a', 'b'].map((name) => finding({ subject: role(name) })) as [Finding, Finding];

describe('a baseline', () => {
  it('is the findings of a report in a fixed order, without those about exceptions', () => {
    const remark = finding({ ruleId: 'exception/no-unused', subject: 'iamlint.config.yaml' });
    const baseline = baselineOf({ findings: [b, remark, a] });
    expect(baseline.findings).toEqual(
      [a, b].map(({ ruleId, account, subject, fingerprint }) => ({ ruleId, account, subject, fingerprint })),
    );
  });

  it('tells what is new by the fingerprint alone', () => {
    const moved = finding({ ...a, message: 'Other words.', severity: 'low' });
    const states = compareToBaseline([moved, b], { findings: [a] }).map((known) => known.baselineState);
    expect(states).toEqual(['unchanged', 'new']);
  });
});

describe('pruning a baseline', () => {
  const prune = (known: readonly Finding[], parts: Partial<AuditReport>, files: readonly string[] = []) =>
    pruneBaseline({ findings: known }, auditReport(parts), { rules, files }).findings.map(
      ({ subject }) => subject,
    );

  it('takes out what is gone, leaves what is found or hidden, and adds nothing', () => {
    const hidden = { ...b, exception: exception() };
    expect(prune([a, b], { findings: [a, finding({ subject: 'new' })] })).toEqual([role('a')]);
    expect(prune([a, b], { hiddenFindings: [hidden] })).toEqual([role('b')]);
  });

  it('leaves what was not looked at: other accounts, other files, rules that did not run', () => {
    const otherAccount = finding({ account: '444455556666', subject: 'other account' });
    const otherRule = finding({ ruleId: 'trust/no-account-root', subject: 'other rule' });
    const file = finding({ account: '', subject: 'a.json' });
    expect(prune([otherAccount, otherRule, file], {})).toEqual(['other rule', 'a.json', 'other account']);
    expect(prune([file, finding({ account: '', subject: 'b.json' })], { accounts: [] }, ['a.json'])).toEqual([
      'b.json',
    ]);
  });

  it('takes out what a rule found that is no more', () => {
    const gone = finding({ ruleId: 'trust/no-longer-there' });
    expect(prune([gone], { rules: [reportedRule()] })).toEqual([]);
  });
});
