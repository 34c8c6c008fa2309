import type { Rule } from '../linter/index.js';
import type { AuditReport } from '../model/index.js';
import type { ReportArguments } from './arguments.js';
import { readConfig } from './read-config.js';
import type { ExitStatus } from './errors.js';
import type { FailOn } from './fail-on.js';
import { verdict } from './verdict.js';
import { parseFormat, parseOutput, writeReport, type Output } from './output.js';

/** The command line and the configuration together, checked before any work begins. */
export interface Reporting {
  readonly outputs: readonly Output[];
  readonly failOn: FailOn;
  readonly rules: readonly Rule[];
  readonly trustedAccounts: readonly string[];
}

export async function readReportOptions(
  options: ReportArguments,
  rules: readonly Rule[],
): Promise<Reporting> {
  const config = await readConfig(
    options.config,
    rules.map(({ meta }) => meta.id),
  );
  return {
    outputs: outputs(options),
    failOn: options.failOn ?? config.failOn ?? 'high',
    rules: rules.filter(({ meta }) => !config.rulesOff.has(meta.id)),
    trustedAccounts: config.trustedAccounts,
  };
}

/** Standard output gets a report unless files alone were asked for. */
export function outputs({ format, output }: Pick<ReportArguments, 'format' | 'output'>): readonly Output[] {
  const files = output.map(parseOutput);
  if (format !== undefined) return [{ format: parseFormat(format) }, ...files];
  return files.length > 0 ? files : [{ format: 'text' }];
}

/** Writes the report everywhere it was asked for and says how the run ends, and why. */
export async function finish(
  report: AuditReport,
  { outputs, failOn }: Pick<Reporting, 'outputs' | 'failOn'>,
  allowIncomplete: boolean,
): Promise<ExitStatus> {
  await writeReport(report, outputs);
  const { status, reason } = verdict(report, failOn, allowIncomplete);
  if (reason !== undefined) process.stderr.write(`iamlint: ${reason}\n`);
  return status;
}
