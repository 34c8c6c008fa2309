import { describe, expect, it } from 'vitest';
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
  step,
} from '../support/report.js';

const markdown = (parts: Partial<AuditReport>) => renderReport('markdown', auditReport(parts));
const bytes = (text: string) => Buffer.byteLength(text);

describe('the Markdown report', () => {
  it('counts first, then shows each cause folded', () => {
    const findings = [
      finding({ trace: [step()] }),
      finding({ subject: 'arn:aws:iam::111122223333:role/other' }),
    ];
    const report = markdown({ findings });
    expect(report).toMatch(/^## iamlint\n\n\*\*2 findings from 1 cause: 2 critical\.\*\* 1 rule looked at/);
    expect(report).toContain('| critical | 1 | 2 |\n| high | 0 | 0 |');
    expect(report).toContain(`<details>
<summary><b>critical</b> trust/no-public-principal: Any AWS principal can assume &#39;deploy&#39;. Its trust policy names everyone. (2 subjects)</summary>

- **Subjects:** \` arn:aws:iam::111122223333:role/deploy \`, \` arn:aws:iam::111122223333:role/other \`
- **Where:** \` 111122223333/iam/role/deploy.json:7:22 \`
- **From:** identity-based policy &#39;AdministratorAccess&#39;, attached to group/admins, of which user/alice is a member: It allows every action on every resource.
- **Confidence:** high
- **Fix:** Name the trusted accounts, or add a condition on the caller.

\`\`\`text
7 |         "Principal": "*",
  |                      ^~~
\`\`\`

</details>`);
    expect(report).toContain('| 111122223333 | 12 | 3 | 40 | 22 | 6 | 88 | 2 | 0 |');
  });

  it('says what was looked at where nothing was found', () => {
    expect(markdown({})).toContain('**No findings.** 1 rule looked at 88 policy documents in 1 account.');
  });

  it('lists what exceptions hide, with the reason', () => {
    const report = markdown({
      hiddenFindings: [{ ...finding(), exception: exception({ reason: '<b>known</b>' }) }],
    });
    expect(report).toContain('**No findings.** Exceptions hide 1 finding. 1 rule looked at');
    expect(report).toContain(`### Hidden by exceptions

- 1 finding until 2026-12-31: &#60;b&#62;known&#60;/b&#62;
  - **Exception:** trust/no-public-principal on &#39;arn:aws:iam::111122223333:role/deploy&#39;
  - **Declared:** \` iamlint.config.yaml:3 \`
  - **Subjects:** \` arn:aws:iam::111122223333:role/deploy \``);
  });

  it('never reads like clean where something could not be read', () => {
    const report = markdown({ coverageGaps: [coverageGap()] });
    expect(report).not.toContain('No findings.');
    expect(report).toContain('> **The audit is incomplete: 1 coverage gap.');
    expect(report).toContain('  - **Missing permission:** ` iam:GetPolicyVersion `');
    expect(report).toContain('  - **Not judged in full:** ` arn:aws:iam::111122223333:role/deploy `');
  });

  it('stays below what GitHub takes, and says how much is left out', () => {
    const noise = '<|`@*_[]#'.repeat(1_000);
    const findings = Array.from({ length: 3_000 }, (_, index) =>
      finding({
        cause: String(index),
        message: noise,
        subject: noise,
        trace: Array(20).fill(step({ policy: noise })),
        locations: [evidenceIn([`«${noise}»`])],
      }),
    );
    const gaps = Array.from({ length: 500 }, (_, index) =>
      coverageGap({ operation: `iam:Get${index}`, message: noise, resource: noise }),
    );
    const accounts = Array.from({ length: 500 }, (_, index) =>
      auditedAccount({ id: `${index}`, name: noise }),
    );
    const report = markdown({ findings, coverageGaps: gaps, accounts });
    expect(bytes(report)).toBeLessThan(1_000_000);
    const shown = report.match(/<details>/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    expect(report).toContain(`And ${(3_000 - shown).toLocaleString('en-US')} more causes.`);
    expect(report).toContain('And 480 more operations that failed.');
    expect(report).toContain('| 450 other accounts |');
  });

  it('has no more causes than a reader scrolls through', () => {
    const findings = Array.from({ length: 101 }, (_, index) => finding({ cause: String(index) }));
    expect(markdown({ findings })).toContain('And 1 more cause. The JSON report has all findings.');
  });
});

describe('hostile names in the Markdown report', () => {
  const hostile = '</summary><img src=x> | `code` @octocat [a](http://x) \u202e\n\n# title\n::error::x\n```';
  const report = markdown({
    accounts: [auditedAccount({ name: hostile })],
    findings: [
      finding({
        message: hostile,
        subject: hostile,
        trace: [step({ policy: hostile, text: hostile })],
        locations: [{ location: { ...evidence().location, source: hostile }, excerpt: ['```', hostile] }],
      }),
    ],
    coverageGaps: [
      coverageGap({ message: hostile, resource: hostile, operation: hostile, affects: [hostile] }),
    ],
  });
  /** What is left of the report without its code, which GitHub shows as it is. */
  const prose = report.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '').replace(/(?<!`)(`+) .*? \1(?!`)/g, '');

  it('add no HTML, link, mention or code', () => {
    expect(prose.match(/<[^>]*>/g)).toEqual([
      '<details>',
      '<summary>',
      '<b>',
      '</b>',
      '</summary>',
      '</details>',
    ]);
    expect(prose).not.toMatch(/@[a-z]|\]\(|:\/\/|`/);
  });

  it('add no line, and so no heading, row or command', () => {
    expect(report).not.toMatch(/^(# title|::error|\s*title)/m);
    expect(report.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '## iamlint',
      '### Findings by cause',
      '### Could not be read',
      '### What was read',
    ]);
    const rows = report.split('\n').filter((line) => line.startsWith('| ') && line.includes('summary'));
    expect(rows.map((row) => row.split('|').length)).toEqual([11]);
  });

  it('cannot end the code they stand in', () => {
    expect(report).toMatch(/^````text\n/m);
    expect(report).not.toContain('\u202e');
  });
});
