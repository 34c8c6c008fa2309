import { audit, readSnapshot, renderReport } from 'iamlint';
import { groupByCause } from '../../dist/reports/grouping.js';

// Audits one snapshot in a process of its own, by the build that users run, so that the peak is that of one audit.
const [directory = '', preset = 'strict'] = process.argv.slice(2);
const start = performance.now();
const input = await readSnapshot(directory);
const read = performance.now();
const report = audit(input, { preset });
const end = performance.now();
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  JSON.stringify({
    readSeconds: (read - start) / 1000,
    auditSeconds: (end - read) / 1000,
    rules: report.rules.length,
    findings: report.findings.length,
    causes: groupByCause(report.findings).length,
    lines: renderReport('text', report).split('\n').length,
    documents: report.accounts.reduce((sum, { policyDocuments }) => sum + policyDocuments, 0),
    peakMegabytes,
  }),
);
