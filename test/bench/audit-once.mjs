import { audit, readSnapshot } from 'iamlint';

// Audits one snapshot in a process of its own, by the build that users run, so that the peak is that of one audit.
const [directory = ''] = process.argv.slice(2);
const start = performance.now();
const input = await readSnapshot(directory);
const read = performance.now();
const report = audit(input, { preset: 'strict' });
const end = performance.now();
process.stdout.write(
  JSON.stringify({
    readSeconds: (read - start) / 1000,
    auditSeconds: (end - read) / 1000,
    findings: report.findings.length,
    documents: report.accounts.reduce((sum, { policyDocuments }) => sum + policyDocuments, 0),
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
