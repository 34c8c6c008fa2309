import { describe, expect, it } from 'vitest';
import { renderPolicyTests, type PolicyTestFormat } from '../../reports/policy-test/index.js';
import { runPolicyTests } from '../../src/explain/index.js';
import type { PolicyTestRun } from '../../src/model/index.js';
import { readTestFile } from '../../src/normalizers/test-file.js';

const CASES = `cases:
  - name: A-san reads
    principal: arn:aws:iam::111122223333:user/A-san
    action: s3:GetObject
    resource: arn:aws:s3:::logs/today
    policies:
      identity: [&all { Version: "2012-10-17", Statement: { Effect: Allow, Action: "*", Resource: "*" } }]
    expect: allowed
  - name: only with MFA
    principal: arn:aws:iam::111122223333:user/A-san
    action: s3:GetObjct
    resource: arn:aws:s3:::logs/today
    context: { "aws:PrincipalTag/team": blue }
    unknown: ["aws:SourceVpce"]
    policies:
      identity: [*all]
      serviceControl:
        - - Version: "2012-10-17"
            Statement:
              - Sid: NotBlue
                Effect: Deny
                Action: s3:*
                Resource: "*"
                Condition: { StringEquals: { "aws:PrincipalTag/team": blue } }
              - { Effect: Deny, Action: s3:*, Resource: "*", Condition: { StringEquals: { "aws:SourceVpce": x } } }
    expect: [allowed, implicitDeny]
`;

function run(text: string, uri = 'cases.yaml'): PolicyTestRun {
  const outcome = runPolicyTests(readTestFile(text, uri));
  expect(outcome.errors).toEqual([]);
  return outcome;
}

function render(format: PolicyTestFormat, ...runs: readonly PolicyTestRun[]): string {
  return renderPolicyTests(format, runs);
}

/** A file of cases with these names, every second of which fails. */
function fileOf(names: readonly string[]): string {
  const cases = names.map((name, index) => ({
    name,
    principal: 'anonymous',
    action: 's3:GetObject',
    resource: '*',
    policies: {},
    expect: index % 2 === 0 ? 'implicitDeny' : 'allowed',
  }));
  return JSON.stringify({ cases });
}

describe('text', () => {
  it('has the failures with their place, what was expected and why, then what is odd, then the sum', () => {
    expect(render('text', run(CASES)).replace(/\d{4}-\d\d-\d\d/, 'DATE')).toBe(`failed: only with MFA
  --> cases.yaml:9:5
  Expected allowed or implicitDeny, got explicitDeny.
  Statement 'NotBlue' of the service control policy 'serviceControl[0][0]' (cases.yaml:20) denies
  it.

warning: cases.yaml:11:13: There is no action 's3:GetObjct' in AWS's reference of DATE. Did
  you mean 's3:GetObject'?

1 of 2 cases failed.
`);
  });

  it('says no more than how many passed where all did', () => {
    expect(render('text', run(fileOf(['a'])))).toBe('1 case passed.\n');
    const three = run(fileOf(['a']), 'a.json');
    expect(render('text', three, three, three)).toBe('3 cases in 3 files passed.\n');
  });

  it('stops after as many failures as anybody reads, and says so', () => {
    const text = render('text', run(fileOf(Array.from({ length: 200 }, (_, index) => `case ${index}`))));
    expect(text.match(/^failed: /gm)).toHaveLength(50);
    expect(text).toContain('… and 50 more cases that failed. `--format json` has all of them.\n');
    expect(text).toContain('100 of 200 cases failed.\n');
  });

  it('says so where the expected decision is one of several that are possible', () => {
    const file = run(fileOf(['a']), 'a.json');
    const results = file.results.map((result) => ({
      ...result,
      passed: false,
      evaluation: { ...result.evaluation, possible: ['explicitDeny', 'implicitDeny', 'allowed'] as const },
    }));
    expect(render('text', { ...file, results })).toContain(
      'Expected implicitDeny, undecided: explicitDeny, implicitDeny or allowed.\n',
    );
  });

  it('lets no name steer a terminal or the log of a job', () => {
    const text = render('text', run(fileOf(['a', '\u001b[31m::error::\n\u202ename'])));
    expect(text).toContain('failed: \\u{1b}[31m::error::\\n\\u{202e}name');
    expect(text).not.toContain('\u001b');
  });
});

describe('JSON', () => {
  const parsed = JSON.parse(render('json', run(CASES), run(fileOf(['c', 'd']), 'more.json'))) as {
    readonly cases: readonly Readonly<Record<string, unknown>>[];
  };

  it('has every case in the order of the files', () => {
    expect(parsed.cases.map(({ name, passed }) => [name, passed])).toEqual([
      ['A-san reads', true],
      ['only with MFA', false],
      ['c', true],
      ['d', false],
    ]);
  });

  it('has what was expected as it was written, and what came of it', () => {
    expect(parsed.cases[0]).toMatchObject({
      location: { source: 'cases.yaml', line: 2, column: 4 },
      expect: 'allowed',
      decision: 'allowed',
    });
    expect(parsed.cases[1]).toMatchObject({
      expect: ['allowed', 'implicitDeny'],
      decision: 'explicitDeny',
      remarks: [expect.stringContaining("'s3:GetObjct'")],
    });
    expect(parsed.cases[0]).not.toHaveProperty('reason');
    expect(parsed.cases[0]).not.toHaveProperty('remarks');
  });

  it('has a trace from which the decision can be found by hand', () => {
    const trace = parsed.cases[1]?.['trace'] as readonly { readonly policyType: string }[];
    expect(trace.find(({ policyType }) => policyType === 'service-control')).toEqual({
      policyType: 'service-control',
      level: 0,
      outcome: 'explicitDeny',
      reason: 'deniedByStatement',
      statements: [
        {
          policy: 'serviceControl[0][0]',
          index: 0,
          sid: 'NotBlue',
          effect: 'Deny',
          location: { source: 'cases.yaml', line: 20, column: 16 },
          applies: 'true',
          reason: 'matched',
          conditions: [
            {
              operator: 'StringEquals',
              key: 'aws:PrincipalTag/team',
              values: ['blue'],
              given: ['blue'],
              result: 'true',
            },
          ],
        },
        {
          policy: 'serviceControl[0][0]',
          index: 1,
          effect: 'Deny',
          location: { source: 'cases.yaml', line: 25, column: 16 },
          applies: 'unknown',
          reason: 'conditionUnknown',
          unknownKeys: ['aws:SourceVpce'],
          conditions: [{ operator: 'StringEquals', key: 'aws:SourceVpce', values: ['x'], result: 'unknown' }],
        },
      ],
    });
  });

  it('has every decision that is possible, and on what it depends, where that is not certain', () => {
    const uncertain = CASES.replaceAll('team": blue', 'team": red').replace(
      'context: { "aws:PrincipalTag/team": red }',
      'context: {}',
    );
    const { cases } = JSON.parse(render('json', run(uncertain))) as typeof parsed;
    expect(cases[1]).toMatchObject({
      decision: 'explicitDeny',
      possible: ['explicitDeny', 'implicitDeny'],
      assumptions: [{ kind: 'contextKey', key: 'aws:SourceVpce' }],
    });
    expect(cases[0]).not.toHaveProperty('possible');
  });
});

describe('JUnit', () => {
  it('has one suite for each file, with every case and the counts', () => {
    const text = render('junit', run(CASES), run(fileOf(['c']), 'more.json')).replace(
      /\d{4}-\d\d-\d\d/,
      'DATE',
    );
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="iamlint test" tests="3" failures="1" errors="0" skipped="0">
  <testsuite name="cases.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="A-san reads" classname="cases.yaml" file="cases.yaml" line="2" />
    <testcase name="only with MFA" classname="cases.yaml" file="cases.yaml" line="9">
      <failure message="Expected allowed or implicitDeny, got explicitDeny">Statement 'NotBlue' of the service control policy 'serviceControl[0][0]' (cases.yaml:20) denies it.</failure>
      <system-out>There is no action 's3:GetObjct' in AWS's reference of DATE. Did you mean 's3:GetObject'?</system-out>
    </testcase>
  </testsuite>
  <testsuite name="more.json" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="c" classname="more.json" file="more.json" line="1" />
  </testsuite>
</testsuites>
`);
  });

  it('is XML whatever the names are', () => {
    const text = render('junit', run(fileOf(['a', '<&">]]>\u0000\ufffe\ud800\u001b']), 'a&b.json'));
    expect(text).toContain('name="&lt;&amp;&quot;&gt;]]&gt;\\u{0}\\u{fffe}\\u{d800}\\u{1b}"');
    expect(text).toContain('<testsuite name="a&amp;b.json"');
    expect(text).not.toMatch(/[\u0000\ufffe\ud800\u001b]/u);
  });
});
