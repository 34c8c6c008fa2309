import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import { checkCodeScanning } from '../../reports/code-scanning.js';
import { renderReport } from '../../reports/index.js';
import type { AuditReport } from '../../src/model/index.js';
import {
  auditedAccount,
  auditReport,
  coverageGap,
  evidence,
  evidenceIn,
  exception,
  finding,
  reportedRule,
  sarifSchemaErrors,
  step,
} from '../support/report.js';

/** The parsed report, after both the SARIF schema and the code scanning checks have passed it. */
function sarif(report: AuditReport): Log {
  const log = JSON.parse(renderReport('sarif', report)) as Log;
  expect(sarifSchemaErrors(log)).toEqual([]);
  expect(checkCodeScanning(log)).toEqual([]);
  return log;
}

function onlyRun(parts: Partial<AuditReport>): Run {
  const { runs } = sarif(auditReport(parts));
  expect(runs).toHaveLength(1);
  return runs[0] as Run;
}

function onlyResult(parts: Parameters<typeof finding>[0]): Result {
  const { results } = onlyRun({ findings: [finding(parts)] });
  expect(results).toHaveLength(1);
  return results?.[0] as Result;
}

const categories = ({ runs }: Log) => runs.map(({ automationDetails }) => automationDetails?.id);
const subjects = ({ results }: Run) =>
  results?.map(({ locations }) => locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName);
const notifications = ({ invocations }: Run) => invocations?.[0]?.toolExecutionNotifications ?? [];

describe('SARIF runs', () => {
  const accounts = [
    auditedAccount(),
    auditedAccount({ id: '444455556666', partition: 'aws-cn' }),
    auditedAccount({ id: '777788889999' }),
  ];

  it('are one for each account, with a category that names it', () => {
    expect(categories(sarif(auditReport({ accounts })))).toEqual([
      'iamlint/aws/111122223333/',
      'iamlint/aws-cn/444455556666/',
      'iamlint/aws/777788889999/',
    ]);
  });

  it('list every rule and have results even where nothing was found, so that old alerts close', () => {
    const rules = [reportedRule(), reportedRule({ id: 'deny/no-unknown-action', severity: 'low' })];
    for (const run of sarif(auditReport({ accounts, rules })).runs) {
      expect(run.results).toEqual([]);
      expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
      expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    }
  });

  it('hold the findings of their own account', () => {
    const findings = [
      finding({ account: '777788889999', subject: 'three' }),
      finding({ account: '111122223333', subject: 'one' }),
    ];
    expect(sarif(auditReport({ accounts, findings })).runs.map(subjects)).toEqual([['one'], [], ['three']]);
  });

  it('lose no finding of an account that was not audited', () => {
    const findings = [finding({ account: '999900001111', subject: 'the management account' })];
    expect(sarif(auditReport({ accounts, findings })).runs.map(subjects)).toEqual([
      ['the management account'],
      [],
      [],
    ]);
  });

  it('are one for files that belong to no account', () => {
    const log = sarif(auditReport({ accounts: [], findings: [finding({ account: '' })] }));
    expect(categories(log)).toEqual(['iamlint/files/']);
    expect(log.runs[0]?.results).toHaveLength(1);
  });

  it('are one for the organization where GitHub would refuse one for each account', () => {
    const many = Array.from({ length: 21 }, (_, index) =>
      auditedAccount({ id: String(100000000000 + index) }),
    );
    const findings = many.map(({ id }) => finding({ account: id, subject: id }));
    const log = sarif(auditReport({ accounts: many, findings }));
    expect(categories(log)).toEqual(['iamlint/organization/']);
    expect(log.runs.flatMap(subjects)).toEqual(many.map(({ id }) => id));
    expect(sarif(auditReport({ accounts: many.slice(1), findings })).runs).toHaveLength(20);
  });

  it('say so where results were left out, and leave out the least severe', () => {
    const findings = Array.from({ length: 30_000 }, (_, index) =>
      finding({ severity: index < 10 ? 'critical' : 'low', subject: `role-${index}` }),
    );
    const run = onlyRun({ findings });
    expect(run.results).toHaveLength(5_000);
    expect(run.results?.filter(({ level }) => level === 'error')).toHaveLength(10);
    expect(notifications(run)).toMatchObject([
      { level: 'warning', message: { text: expect.stringContaining('Omitted 25,000 results') as string } },
    ]);
  });
});

describe('SARIF coverage gaps', () => {
  it('are errors of the run, which was not successful', () => {
    const run = onlyRun({ coverageGaps: [coverageGap()] });
    expect(run.invocations?.[0]?.executionSuccessful).toBe(false);
    expect(notifications(run)).toMatchObject([
      {
        level: 'error',
        message: { text: expect.stringContaining('needs the permission iam:GetPolicyVersion') as string },
        properties: { operation: 'iam:GetPolicyVersion', errorCode: 'AccessDenied' },
      },
    ]);
  });

  it('concern their own account, or all where the account is not among the audited ones', () => {
    const accounts = [auditedAccount(), auditedAccount({ id: '444455556666' })];
    const coverageGaps = [
      coverageGap({ account: '111122223333', resource: 'one' }),
      coverageGap({ account: '', resource: 'organization' }),
      coverageGap({ account: '777788889999', resource: 'three' }),
    ];
    const resources = sarif(auditReport({ accounts, coverageGaps })).runs.map((run) =>
      notifications(run).map(({ properties }) => properties?.['resource'] as string),
    );
    expect(resources).toEqual([
      ['one', 'organization', 'three'],
      ['organization', 'three'],
    ]);
  });

  it('leave another account successful', () => {
    const accounts = [auditedAccount(), auditedAccount({ id: '444455556666' })];
    const { runs } = sarif(auditReport({ accounts, coverageGaps: [coverageGap()] }));
    expect(runs.map(({ invocations }) => invocations?.[0]?.executionSuccessful)).toEqual([false, true]);
  });
});

describe('a SARIF rule', () => {
  it.each([
    ['critical', 'error', 'error', '9.5'],
    ['high', 'error', 'error', '8.0'],
    ['medium', 'warning', 'warning', '5.5'],
    ['low', 'note', 'recommendation', '2.0'],
  ] as const)('of severity %s has GitHub’s words for it', (severity, level, problem, security) => {
    const run = onlyRun({ rules: [reportedRule({ severity, confidence: 'medium' })] });
    expect(run.tool.driver.rules).toMatchObject([
      {
        id: 'trust/no-public-principal',
        name: 'TrustNoPublicPrincipal',
        defaultConfiguration: { level },
        properties: {
          tags: ['security', 'iam', 'trust'],
          precision: 'medium',
          'problem.severity': problem,
          'security-severity': security,
        },
      },
    ]);
    expect(onlyResult({ severity }).level).toBe(level);
  });

  it('has its texts within GitHub’s limits, and says what to do', () => {
    const rule = reportedRule({ description: 'a'.repeat(2_000), references: [] });
    const run = onlyRun({ rules: [rule] });
    expect(run.tool.driver.rules?.[0]?.help?.text).toBe(rule.remediation);
  });
});

describe('a SARIF result', () => {
  it('has its region counted from 1, up to and not including the end', () => {
    const { locations } = onlyResult({ locations: [evidenceIn(['{', '  "Action": «"iam:*"»'], 4)] });
    expect(locations?.[0]?.physicalLocation?.region).toEqual({
      startLine: 5,
      startColumn: 13,
      endLine: 5,
      endColumn: 20,
    });
  });

  it('names the resource by its ARN', () => {
    const [location] = onlyResult({ subject: 'arn:aws:iam::111122223333:role/a/deploy' }).locations ?? [];
    expect(location?.logicalLocations).toEqual([
      {
        name: 'role/a/deploy',
        fullyQualifiedName: 'arn:aws:iam::111122223333:role/a/deploy',
        kind: 'resource',
      },
    ]);
  });

  it('has the fingerprint of the finding, in the form that GitHub reads too', () => {
    const fingerprint = 'f'.repeat(32);
    expect(onlyResult({ fingerprint }).partialFingerprints).toEqual({
      'iamlint/v1': fingerprint,
      primaryLocationLineHash: `${fingerprint}:1`,
    });
  });

  it('tells the title first, then the subject, the way to it and the policy text', () => {
    const text = onlyResult({ trace: [step()] }).message.text ?? '';
    expect(text.split('\n\n')).toEqual([
      "Any AWS principal can assume 'deploy'. Its trust policy names everyone.",
      'Subject: arn:aws:iam::111122223333:role/deploy',
      expect.stringMatching(/^From identity-based policy 'AdministratorAccess', attached to group\/admins,/),
      'Policy text: "Principal": "*",',
    ]);
  });

  it('links to the further places, by id', () => {
    const result = onlyResult({
      locations: [evidence(), evidence({ label: 'the [other] one' }), evidence()],
    });
    expect(result.relatedLocations?.map(({ id }) => id)).toEqual([1, 2]);
    expect(result.message.text).toContain(
      'See also: [the \\[other\\] one](1), [111122223333/iam/role/deploy.json:7](2).',
    );
  });

  it('keeps within the limits with thousands of further places', () => {
    const result = onlyResult({
      locations: [evidence(), ...Array<ReturnType<typeof evidence>>(3_000).fill(evidence())],
    });
    expect(result.relatedLocations).toHaveLength(100);
    expect(result.message.text).toContain('and 2,900 more places');
  });

  it('cannot be made to link, hide or reorder by a name', () => {
    const { message, locations } = onlyResult({
      message: "'a](http://x) [b](1)\u202e' is public.",
      subject: '\u001b[31m',
      locations: [evidence({ excerpt: ['        "Principal": "[x](2)"'] })],
    });
    expect(message.text).toContain("'a\\](http://x) \\[b\\](1)\\\\u{202e}' is public.");
    expect(message.text).not.toMatch(/(?<!\\)[[\]]/);
    expect(locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName).toBe('\u001b[31m');
  });

  it('shows a 10,000-character pattern only around the span', () => {
    const { message } = onlyResult({
      message: `'${'*'.repeat(10_000)}' matches everything.`,
      locations: [evidenceIn([`"Resource": «"${'*'.repeat(10_000)}"»`])],
    });
    expect(message.text?.length).toBeLessThan(1_500);
  });

  it('has a relative uri, whatever the file was called on the command line', () => {
    for (const source of ['/tmp/a b.json', '../../x.json', 'C:\\a\\b.json', 'arn:aws:s3:::b', '', '..']) {
      const place = evidence();
      const locations = [{ ...place, location: { ...place.location, source } }] as const;
      expect(onlyResult({ locations }).locations).toHaveLength(1);
    }
  });
});

describe('a SARIF report that GitHub would refuse', () => {
  it('is not written', () => {
    const report = auditReport({ findings: [finding({ ruleId: 'trust/never-ran' })] });
    expect(() => renderReport('sarif', report)).toThrow(
      'code scanning would refuse this SARIF report: runs[0].results[0].ruleIndex',
    );
  });
});

describe('SARIF results that exceptions hide', () => {
  it('stand after the others, with their suppression', () => {
    const hidden = { ...finding({ subject: 'hidden' }), exception: exception({ ticket: 'SEC-7' }) };
    const { results } = onlyRun({ findings: [finding({ subject: 'found' })], hiddenFindings: [hidden] });
    expect(results?.map(({ suppressions }) => suppressions?.length)).toEqual([undefined, 1]);
    expect(results?.[1]?.suppressions).toMatchObject([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'The pipeline moves in autumn.',
        location: { physicalLocation: { artifactLocation: { uri: 'iamlint.config.yaml' } } },
        properties: { expires: '2026-12-31', ticket: 'SEC-7' },
      },
    ]);
  });
});

describe('SARIF results and a baseline', () => {
  it('say whether each is new', () => {
    expect(onlyResult({ baselineState: 'unchanged' }).baselineState).toBe('unchanged');
    expect(onlyResult({})).not.toHaveProperty('baselineState');
  });
});
