import { describe, expect, it } from 'vitest';
import { applyExceptions, exceptionRules, selectRules, type AuditScope } from '../../src/linter/index.js';
import type { Exception, Finding } from '../../src/model/index.js';
import { rules } from '../../src/index.js';
import { exception, finding } from '../support/report.js';

const role = (name: string, account = '111122223333') => `arn:aws:iam::${account}:role/${name}`;
const SCOPE: AuditScope = {
  today: '2026-06-30',
  rules: selectRules(rules, 'strict'),
  accounts: ['111122223333'],
  complete: true,
};
const apply = (
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  scope: Partial<AuditScope> = {},
) => applyExceptions(findings, exceptions, { ...SCOPE, ...scope });
const remarks = (...args: Parameters<typeof apply>) =>
  apply(...args)
    .findings.filter(({ ruleId }) => ruleId.startsWith('exception/'))
    .map(({ ruleId, message }) => `${ruleId}: ${message}`);

describe('an exception', () => {
  it('hides the findings of its rule about its subject, and no others', () => {
    const hidden = finding({ subject: role('deploy') });
    const otherRule = finding({
      subject: role('deploy'),
      ruleId: 'trust/no-account-root',
      fingerprint: 'f'.repeat(32),
    });
    const otherSubject = finding({ subject: role('deployer') });
    const only = exception({ subject: role('deploy') });
    const { findings, hiddenFindings } = apply([hidden, otherRule, otherSubject], [only]);
    expect(hiddenFindings).toEqual([{ ...hidden, exception: only }]);
    expect(findings.map(({ ruleId, subject }) => [ruleId, subject])).toEqual([
      ['trust/no-account-root', role('deploy')],
      ['trust/no-public-principal', role('deployer')],
    ]);
  });

  it.each([
    ['*', role('ci-7'), 1],
    [role('ci-*'), role('ci-7'), 1],
    [role('ci-?'), role('ci-77'), 0],
    [role('ci-*', '*'), role('ci-7', '444455556666'), 1],
    [role('CI-*'), role('ci-7'), 0],
    ['policies/*.json', 'policies/a.json', 1],
  ])('whose subject is %s meets %s %i times', (pattern, subject, times) => {
    expect(apply([finding({ subject })], [exception({ subject: pattern })]).hiddenFindings).toHaveLength(
      times,
    );
  });

  it('by fingerprint hides that finding alone, and with a rule only if it is of the rule', () => {
    const findings = [finding({ subject: role('a') }), finding({ subject: role('b') })];
    const { reason, expires, declaration } = exception();
    const by = { fingerprint: findings[1]?.fingerprint ?? '', reason, expires, declaration };
    expect(apply(findings, [by]).hiddenFindings.map(({ subject }) => subject)).toEqual([role('b')]);
    expect(apply(findings, [{ ...by, rule: 'trust/no-account-root' }]).hiddenFindings).toEqual([]);
  });

  it('is linear in a hostile pattern', () => {
    const subject = `${'a'.repeat(2_000)}b`;
    expect(
      apply([finding({ subject })], [exception({ subject: '*a'.repeat(1_000) })]).hiddenFindings,
    ).toEqual([]);
  });

  it('holds until the end of its day', () => {
    const findings = [finding()];
    expect(apply(findings, [exception({ expires: '2026-06-30' })]).hiddenFindings).toHaveLength(1);
    expect(apply(findings, [exception({ expires: '2026-06-29' })]).findings).toContainEqual(finding());
  });
});

describe('a finding about an exception', () => {
  it('says that it has expired, at its place in the configuration', () => {
    const { findings } = apply([finding()], [exception({ expires: '2026-06-29' })]);
    expect(findings.filter(({ ruleId }) => ruleId.startsWith('exception/'))).toMatchObject([
      {
        ruleId: 'exception/no-expired',
        message:
          "The exception for trust/no-public-principal on 'arn:aws:iam::111122223333:role/deploy' has expired. It hides nothing after 2026-06-29.",
        subject: 'iamlint.config.yaml',
        locations: [exception().declaration],
      },
    ]);
  });

  it('says that it hides nothing', () => {
    expect(remarks([], [exception()])).toEqual([
      "exception/no-unused: The exception for trust/no-public-principal on 'arn:aws:iam::111122223333:role/deploy' hides nothing. The rule finds nothing about such a subject.",
    ]);
    const { reason, expires, declaration } = exception();
    expect(remarks([], [{ fingerprint: '0'.repeat(32), reason, expires, declaration }])).toEqual([
      `exception/no-unused: The exception for the fingerprint ${'0'.repeat(32)} hides nothing. No finding has this fingerprint.`,
    ]);
  });

  it('is not made of two exceptions for one finding, which both have a use', () => {
    expect(remarks([finding()], [exception(), exception({ subject: role('dep*') })])).toEqual([]);
  });

  it.each<[string, Partial<Exception>, Partial<AuditScope>]>([
    ['something could not be read', {}, { complete: false }],
    ['policy files were judged and no account', {}, { accounts: [] }],
    ['its account was not audited', { subject: role('x', '444455556666') }, {}],
    ['its subject is a policy file', { subject: 'policies/a.json' }, {}],
    ['its rule did not run', {}, { rules: exceptionRules }],
  ])('does not call it unused where %s', (_, parts, scope) => {
    expect(remarks([], [exception(parts)], scope)).toEqual([]);
  });

  it.each(['*', '**', 'arn:aws:iam::*', 'arn:aws:iam::111122223333:*', role('*'), 'arn:aws:s3:::*'])(
    'says that %s names nothing',
    (subject) => {
      const about = finding({ subject: subject.replaceAll('*', '111122223333:role/x') });
      expect(remarks([about], [exception({ subject })], { complete: false })[0]).toContain(
        'exception/no-broad-subject',
      );
    },
  );

  it('says that it hides findings about more subjects than anybody can have looked at', () => {
    const about = (count: number) =>
      Array.from({ length: count }, (_, index) => finding({ subject: role(`ci/${index}`) }));
    expect(remarks(about(50), [exception({ subject: role('ci/*') })])).toEqual([]);
    expect(remarks(about(51), [exception({ subject: role('ci/*') })])).toEqual([
      "exception/no-broad-subject: The exception for trust/no-public-principal on 'arn:aws:iam::111122223333:role/ci/*' hides findings about 51 subjects. It will hide more of them unseen.",
    ]);
  });

  it('has the severity that the configuration gives its rule, and is not made where the rule is off', () => {
    const settings = new Map([['exception/no-unused', { severity: 'critical', options: {} } as const]]);
    const loud = selectRules(rules, 'recommended', settings);
    expect(apply([], [exception()], { rules: loud }).findings).toMatchObject([{ severity: 'critical' }]);
    const off = selectRules(rules, 'recommended', new Map([['exception/no-unused', 'off']]));
    expect(apply([], [exception()], { rules: off }).findings).toEqual([]);
  });

  it('has a fingerprint that outlives a move in the file and another reason', () => {
    const [first] = apply([], [exception()]).findings;
    const declaration = { ...exception().declaration, excerpt: [] };
    const [second] = apply([], [exception({ declaration, reason: 'Another.' })]).findings;
    expect(second?.fingerprint).toBe(first?.fingerprint);
  });
});
