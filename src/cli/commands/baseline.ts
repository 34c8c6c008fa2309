import { audit, lintPolicies, rules } from '../../index.js';
import { pruneBaseline } from '../../linter/index.js';
import type { AuditReport } from '../../model/index.js';
import type { BaselineArguments } from '../arguments.js';
import { readBaseline, writeBaseline } from '../baseline-file.js';
import { EXIT, type ExitStatus } from '../errors.js';
import { readInput } from '../input.js';
import { readPolicyFiles } from '../policy-files.js';
import { readAuditOptions } from '../report.js';
import { incompleteness } from '../verdict.js';

/** Writes what is found today. A half of it would make the other half new tomorrow. */
export async function runBaselineWrite(
  file: string,
  policies: readonly string[],
  options: BaselineArguments,
): Promise<ExitStatus> {
  const report = await judge(policies, options);
  if (refuses(report, policies, options)) return EXIT.incomplete;
  await writeBaseline(file, report);
  process.stderr.write(`iamlint: ${file} holds ${count(report.findings.length)}.\n`);
  return EXIT.clean;
}

/** Takes from a baseline what is no longer found, and adds nothing. */
export async function runBaselinePrune(
  file: string,
  policies: readonly string[],
  options: BaselineArguments,
): Promise<ExitStatus> {
  const before = await readBaseline(file);
  const report = await judge(policies, options);
  if (refuses(report, policies, options)) return EXIT.incomplete;
  const after = pruneBaseline(before, report, { rules, files: policies });
  await writeBaseline(file, after);
  const gone = before.findings.length - after.findings.length;
  process.stderr.write(
    `iamlint: ${file} holds ${count(after.findings.length)}; ${count(gone)} less than before.\n`,
  );
  return EXIT.clean;
}

async function judge(policies: readonly string[], options: BaselineArguments): Promise<AuditReport> {
  const { audit: settings } = await readAuditOptions(options);
  return policies.length > 0
    ? lintPolicies(await readPolicyFiles(policies, options.type), settings)
    : audit(await readInput(options), settings);
}

/** What was not read was not found, which is not the same as being gone. */
function refuses(
  report: AuditReport,
  policies: readonly string[],
  { allowIncomplete = false }: BaselineArguments,
): boolean {
  const reason = policies.length > 0 || allowIncomplete ? undefined : incompleteness(report);
  if (reason !== undefined) process.stderr.write(`iamlint: ${reason}\n`);
  return reason !== undefined;
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${findings} findings`;
}
