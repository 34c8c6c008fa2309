import { describe, expect, it } from 'vitest';
import { REPORT_FORMATS, renderReport } from '../../reports/index.js';
import { auditReport, coverageGap, finding, fullReport } from '../support/report.js';

describe.each(REPORT_FORMATS)('the %s report', (format) => {
  it('is the same for the same audit, and ends with a newline', () => {
    const report = renderReport(format, fullReport());
    expect(report).toBe(renderReport(format, fullReport()));
    expect(report).toMatch(/[^\n]\n$/);
  });

  it('has every finding and every coverage gap where there are few', () => {
    const subjects = ['arn:aws:iam::111122223333:role/one', 'arn:aws:iam::111122223333:role/two'];
    const report = renderReport(
      format,
      auditReport({
        findings: subjects.map((subject) => finding({ subject })),
        coverageGaps: [coverageGap({ message: 'The roles could not be listed.', errorCode: 'Throttling' })],
      }),
    );
    for (const words of [
      ...subjects,
      'The roles could not be listed.',
      'Throttling',
      'iam:GetPolicyVersion',
    ]) {
      expect(report).toContain(words);
    }
  });

  it('copes with thirty thousand findings and a thousand gaps', () => {
    const report = auditReport({
      findings: Array.from({ length: 30_000 }, (_, index) =>
        finding({ subject: `arn:aws:iam::111122223333:role/${index}`, cause: String(index % 700) }),
      ),
      coverageGaps: Array.from({ length: 1_000 }, (_, index) => coverageGap({ resource: String(index) })),
    });
    expect(renderReport(format, report).length).toBeGreaterThan(1_000);
  });
});
