import { describe, expect, it } from 'vitest';
import { renderReport } from '../../reports/index.js';
import type { AuditReport, Severity } from '../../src/model/index.js';
import {
  auditedAccount,
  auditReport,
  coverageGap,
  evidence,
  evidenceIn,
  exception,
  finding,
  fullReport,
  reportedRule,
  step,
} from '../support/report.js';

const text = (parts: Partial<AuditReport>, width?: number) =>
  renderReport('text', auditReport(parts), width === undefined ? {} : { width });

const alice = 'arn:aws:iam::111122223333:user/alice';

describe('many causes in the text report', () => {
  const causesOf = (ruleId: string, severity: Severity, number: number) =>
    Array.from({ length: number }, (_, index) =>
      finding({ ruleId, severity, subject: `${ruleId}-${index}`, cause: `${ruleId}-${index}` }),
    );

  it('leave room for every rule, the worst first', () => {
    const report = text({
      findings: [...causesOf('a/no-noise', 'high', 40), ...causesOf('b/no-rare', 'low', 1)],
    });
    expect(report.match(/^high\[a\/no-noise\]/gm)).toHaveLength(5);
    expect(report.indexOf('low[b/no-rare]')).toBeGreaterThan(report.lastIndexOf('high[a/no-noise]'));
    expect(report).toContain('… and 35 more causes with 35 findings.');
  });

  it('are thirty at most, and the rest is counted by rule', () => {
    const rules = Array.from(
      { length: 40 },
      (_, index) => `a/no-${String.fromCharCode(97 + (index % 26))}${'x'.repeat(index)}`,
    );
    const report = text({ findings: rules.flatMap((rule) => causesOf(rule, 'medium', 2)) });
    expect(report.match(/^medium\[/gm)).toHaveLength(30);
    expect(report).toContain('… and 50 more causes with 50 findings.');
    expect(report).toMatch(/^5 other rules +10 +10$/m);
  });
});

describe('a baseline in the text report', () => {
  const known = finding({ subject: alice, baselineState: 'unchanged' });

  it('marks what is known and puts what is new before it', () => {
    const low = finding({ subject: 'b', severity: 'low', cause: 'other', baselineState: 'new' });
    const report = text({ findings: [known, low] });
    expect(report.indexOf('low[')).toBeLessThan(report.indexOf('critical['));
    expect(report).toMatch(/low\[[^]*= baseline: new\n[^]*critical\[[^]*= baseline: known\n/);
    expect(report).toContain('2 findings from 2 causes: 1 critical, 1 low. 1 of them new.');
  });

  it('says how many findings of one cause are new', () => {
    const report = text({ findings: [known, finding({ subject: 'b', baselineState: 'new' })] });
    expect(report).toContain('= baseline: 1 of 2 findings are new\n');
  });

  it('says where nothing is new', () => {
    expect(text({ findings: [known] })).toContain('None of them is new.');
  });
});

describe('what exceptions hide, in the text report', () => {
  const hidden = ['a', 'b'].map((name) => ({
    ...finding({ subject: `arn:aws:iam::111122223333:role/${name}` }),
    exception: exception({ owner: 'platform', ticket: 'SEC-7' }),
  }));

  it('is listed with the reason and the date, and counted beside the verdict', () => {
    const report = text({ hiddenFindings: hidden });
    expect(report).toContain(
      `
What exceptions hide

hidden: 2 findings until 2026-12-31: The pipeline moves in autumn.
  = exception: trust/no-public-principal on 'arn:aws:iam::111122223333:role/deploy'
  = declared: iamlint.config.yaml:3
  = owner: platform
  = ticket: SEC-7
  = subjects: arn:aws:iam::111122223333:role/a
              arn:aws:iam::111122223333:role/b
`.trimStart(),
    );
    expect(report).toContain('No findings.\nExceptions hide 2 findings.\n');
  });

  it('cannot steer the terminal', () => {
    const [first] = hidden;
    const reason = 'a\u001b[31m\n::error::b';
    const report = text({ hiddenFindings: first ? [{ ...first, exception: exception({ reason }) }] : [] });
    expect(report).not.toContain('\u001b');
    expect(report).not.toMatch(/^::/m);
  });
});

describe('a root cause in the text report', () => {
  it('reads from the message over the underlined policy to the remediation', () => {
    const findings = [finding({ locations: [evidence({ label: 'everyone' })], trace: [step()] })];
    expect(text({ findings })).toContain(
      `
critical[trust/no-public-principal]: Any AWS principal can assume 'deploy'. Its trust policy names
  everyone.
 --> 111122223333/iam/role/deploy.json:7:22
  |
7 |         "Principal": "*",
  |                      ^~~ everyone
  |
  = subject: arn:aws:iam::111122223333:role/deploy
  = from: identity-based policy 'AdministratorAccess', attached to group/admins, of which user/alice
          is a member: It allows every action on every resource.
  = confidence: high
  = fix: Name the trusted accounts, or add a condition on the caller.
`.trimStart(),
    );
  });

  it('names a few of its subjects and counts the others', () => {
    const findings = Array.from({ length: 40 }, (_, index) => finding({ subject: `${alice}${index}` }));
    const report = text({ findings });
    expect(report).toContain(`= subjects: ${alice}0\n              ${alice}1\n              ${alice}2\n`);
    expect(report).toContain('and 37 more\n');
    expect(report.match(/Any AWS principal/g)).toHaveLength(1);
    expect(report).toContain('40 findings from 1 cause: 40 critical.');
  });

  it('shows further places, and where lines are left out', () => {
    const long = evidenceIn(['"Action": «[', ...Array<string>(9).fill('  "a",'), ']»'], 95);
    const report = text({ findings: [finding({ locations: [evidence(), long, evidence(), evidence()] })] });
    expect(report).toContain('    |\n   ::: policy.json:95:11\n    |\n 95 | "Action": [\n');
    expect(report).toContain(' 97 |   "a",\n    |   ~~~~\n...\n105 | ]\n    | ~\n');
    expect(report).toContain('= also: 1 more place\n');
  });

  it.each([
    [
      step({ owner: alice, via: [alice] }),
      "identity-based policy 'AdministratorAccess', embedded in user/alice: ",
    ],
    [
      step({ policyType: 'permissions-boundary', policy: 'Limits', via: [alice] }),
      "permissions boundary 'Limits' of user/alice: ",
    ],
    [
      step({ policyType: 'service-control', policy: 'NoEC2', via: [alice, '111122223333', 'ou-1'] }),
      "service control policy 'NoEC2', attached to ou-1, which governs user/alice: ",
    ],
    [
      step({ policyType: 'role-trust', owner: 'arn:aws:iam::111122223333:role/x', via: [alice] }),
      'role trust policy of role/x: ',
    ],
    [
      step({ policyType: 'resource-based', owner: 'arn:aws:s3:::bucket', via: [] }),
      'resource-based policy of bucket: ',
    ],
  ])('says how a policy reaches the subject %#', (from, words) => {
    const report = text({ findings: [finding({ trace: [{ ...from, text: 'It matters.' }] })] }, 120);
    expect(report).toContain(`= from: ${words}It matters.`);
  });
});

describe('the order and length of the text report', () => {
  it('puts the most severe cause first, then the one with the most subjects', () => {
    const findings = [
      finding({ severity: 'low', message: 'Third.', cause: '3' }),
      finding({ severity: 'high', message: 'Second.', cause: '2' }),
      finding({ severity: 'high', message: 'First.', cause: '1' }),
      finding({ severity: 'high', message: 'First.', cause: '1', subject: alice }),
    ];
    const report = text({ findings });
    expect(report.match(/First|Second|Third/g)).toEqual(['First', 'Second', 'Third']);
  });

  it('ends with a summary that fits on a screen, however much was found', () => {
    const accounts = Array.from({ length: 300 }, (_, index) =>
      auditedAccount({ id: String(100000000000 + index) }),
    );
    const findings = Array.from({ length: 30_000 }, (_, index) =>
      finding({ cause: String(index % 3_000), subject: `role-${index}`, account: '100000000299' }),
    );
    const report = text({ accounts, findings });
    expect(report).toContain(
      `… and 2,995 more causes with 29,950 findings. \`--format json\` has all of them.

Not shown                  Severity  Causes  Findings
trust/no-public-principal  critical   2,995    29,950
`,
    );
    const summary = report.slice(report.indexOf('\nAccount ')).trimStart().split('\n');
    expect(summary.length).toBeLessThan(24);
    expect(summary[1]).toMatch(/^100000000299 .* 30,000 +0$/);
    expect(summary.join('\n')).toContain('290 other accounts');
    expect(summary.join('\n')).toContain('30,000 findings from 3,000 causes: 30,000 critical.');
  });

  it('does not flood the terminal with one long pattern', () => {
    const pattern = '*?'.repeat(5_000);
    const findings = [
      finding({
        message: `'${pattern}' matches everything.`,
        subject: pattern,
        locations: [evidenceIn([`"Resource": «"${pattern}"»`])],
      }),
    ];
    expect(text({ findings }).length).toBeLessThan(4_000);
  });

  it('keeps excerpts within the width that is asked for, and an ARN in one piece', () => {
    const findings = [finding({ locations: [evidenceIn([`${'a '.repeat(40)}«"b"» ${'c '.repeat(40)}`])] })];
    const lines = text({ findings, accounts: [] }, 60).split('\n');
    expect(lines.filter((line) => line.length > 60)).toEqual([]);
    expect(lines).toContain('  = subject: arn:aws:iam::111122223333:role/deploy');
  });
});

describe('what the text report says where nothing was found', () => {
  it('is that there are no findings, and what was looked at', () => {
    const report = text({ accounts: [auditedAccount({ name: 'prod' })] });
    expect(report).toContain('111122223333 (prod)');
    expect(report).toContain('\nNo findings.\n1 rule looked at 88 policy documents in 1 account.\n');
  });

  it('is never that all is well where something could not be read', () => {
    const report = text({ coverageGaps: [coverageGap()] });
    expect(report).not.toContain('No findings.');
    expect(report).toContain('No findings in what could be read.\nThe audit is incomplete: 1 coverage gap.');
  });

  it('is never that all is well where there was nothing to judge', () => {
    expect(text({ accounts: [auditedAccount({ policyDocuments: 0 })] })).toContain(
      'Nothing was judged: no policy document was read.',
    );
    expect(text({ accounts: [] })).toBe(
      'Nothing was judged: no policy document was read.\n1 rule ran. No account was read.\n',
    );
    expect(text({ accounts: [], policyFiles: 2 })).toBe('No findings.\n1 rule looked at 2 policy files.\n');
  });

  it('is green only where it is known', () => {
    const green = '\u001b[32m';
    const colored = (parts: Partial<AuditReport>) =>
      renderReport('text', auditReport(parts), { color: true });
    expect(colored({})).toContain(`${green}No findings.`);
    for (const parts of [{ coverageGaps: [coverageGap()] }, { accounts: [] }, { findings: [finding()] }]) {
      expect(colored(parts)).not.toContain(green);
    }
  });
});

describe('coverage gaps in the text report', () => {
  it('say what could not be read, why, and which permission is missing', () => {
    const coverageGaps = [coverageGap(), coverageGap({ resource: 'arn:aws:iam::111122223333:policy/Other' })];
    expect(text({ coverageGaps })).toContain(`What could not be read

gap[iam:GetPolicyVersion]: The document of arn:aws:iam::111122223333:policy/Deploy could not be
  read.
  = account: 111122223333
  = not read: arn:aws:iam::111122223333:policy/Deploy
              arn:aws:iam::111122223333:policy/Other
  = error: AccessDenied
  = not judged in full: arn:aws:iam::111122223333:role/deploy
  = missing permission: iam:GetPolicyVersion

\`iamlint permissions\` prints a policy that allows everything iamlint reads.

Account `);
  });

  it('name no permission where none is missing', () => {
    const { account, affects, message, operation, resource } = coverageGap();
    const gap = { account, affects, message, operation, resource, errorCode: 'ConnectionLost' };
    expect(text({ coverageGaps: [gap] })).not.toContain('permission');
  });

  it('are all counted where they are too many to show', () => {
    const coverageGaps = Array.from({ length: 25 }, (_, index) =>
      coverageGap({ operation: `iam:Get${index}` }),
    );
    expect(text({ coverageGaps })).toContain('… and 5 more operations that failed.');
    expect(text({ coverageGaps })).toContain('The audit is incomplete: 25 coverage gaps.');
  });
});

describe('hostile names in the text report', () => {
  const hostile = '\u001b[2J\u009b1m\u202e\u200b\n::error::owned\r##[error]owned';
  const report = renderReport(
    'text',
    auditReport({
      accounts: [auditedAccount({ name: hostile })],
      rules: [reportedRule()],
      findings: [
        finding({
          message: `${hostile} ${'word '.repeat(30)} ::error::owned`,
          subject: hostile,
          locations: [
            {
              location: { ...evidence().location, source: hostile },
              excerpt: [`        "Princi${hostile}`],
              label: hostile,
            },
          ],
          trace: [step({ policy: hostile, owner: hostile, via: [hostile, hostile], text: hostile })],
        }),
      ],
      coverageGaps: [
        coverageGap({
          account: hostile,
          operation: hostile,
          resource: hostile,
          errorCode: hostile,
          message: hostile,
          missingPermission: hostile,
          affects: [hostile],
        }),
      ],
    }),
    { width: 40 },
  );

  it('cannot move the cursor, reorder the text or hide in it', () => {
    expect(report).not.toMatch(/[^\P{C}\n]/u);
    expect(report).toContain('\\u{1b}[2J\\u{9b}1m\\u{202e}\\u{200b}\\n');
  });

  it('cannot give the runner of a job a command', () => {
    expect(report).not.toMatch(/^\s*::/m);
    expect(report).not.toContain('##[');
  });
});

describe('colours', () => {
  it('are off unless asked for, and change nothing but colours', () => {
    const plain = renderReport('text', fullReport());
    const colored = renderReport('text', fullReport(), { color: true });
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[31m');
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});
