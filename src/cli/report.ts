import { REPORT_FORMATS, renderReport, type ReportFormat } from '../../reports/index.js';
import { rules, type AuditOptions } from '../index.js';
import { ruleOptions, selectRules } from '../linter/index.js';
import type { AuditReport } from '../model/index.js';
import type { ReportArguments } from './arguments.js';
import { readConfig } from './config/index.js';
import type { ExitStatus } from './errors.js';
import type { FailOn } from './fail-on.js';
import { verdict } from './verdict.js';
import { outputs, writeOutputs, type Output } from './output.js';

/** The command line and the configuration together, checked before any work begins. */
export interface Reporting {
  readonly outputs: readonly Output<ReportFormat>[];
  readonly failOn: FailOn;
  readonly audit: AuditOptions;
}

export async function readReportOptions(options: ReportArguments): Promise<Reporting> {
  const config = await readConfig(options.config, rules);
  const preset = options.preset ?? config.preset ?? 'recommended';
  return {
    outputs: outputs(options, REPORT_FORMATS),
    failOn: options.failOn ?? config.failOn ?? 'high',
    audit: {
      preset,
      rules: selectRules(rules, preset, config.rules),
      ruleOptions: ruleOptions(config.rules),
      trustedAccounts: config.trustedAccounts,
      exceptions: { list: config.exceptions, today: new Date().toISOString().slice(0, 10) },
    },
  };
}

/** Writes the report everywhere it was asked for and says how the run ends, and why. */
export async function finish(
  report: AuditReport,
  { outputs, failOn }: Pick<Reporting, 'outputs' | 'failOn'>,
  allowIncomplete: boolean,
): Promise<ExitStatus> {
  await writeOutputs(outputs, (format, options) => renderReport(format, report, options));
  const { status, reason } = verdict(report, failOn, allowIncomplete);
  if (reason !== undefined) process.stderr.write(`iamlint: ${reason}\n`);
  return status;
}
