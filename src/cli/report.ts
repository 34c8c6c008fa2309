import { REPORT_FORMATS, renderReport, type ReportFormat } from '../../reports/index.js';
import { rules, type AuditOptions } from '../index.js';
import { ruleOptions, selectRules } from '../linter/index.js';
import type { AuditReport } from '../model/index.js';
import type { ReportArguments, RuleArguments } from './arguments.js';
import { readBaseline } from './baseline-file.js';
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
  const { failOn, audit } = await readAuditOptions(options);
  return {
    outputs: outputs(options, REPORT_FORMATS),
    failOn: options.failOn ?? failOn ?? 'high',
    audit: {
      ...audit,
      ...(options.baseline !== undefined && { baseline: await readBaseline(options.baseline) }),
    },
  };
}

/** The part that says what is judged and how, and what the configuration says of the exit status. */
export async function readAuditOptions(
  options: RuleArguments,
): Promise<{ readonly failOn: FailOn | undefined; readonly audit: AuditOptions }> {
  const config = await readConfig(options.config, rules);
  const preset = options.preset ?? config.preset ?? 'recommended';
  const audit = {
    preset,
    rules: selectRules(rules, preset, config.rules),
    ruleOptions: ruleOptions(config.rules),
    trustedAccounts: config.trustedAccounts,
    exceptions: { list: config.exceptions, today: new Date().toISOString().slice(0, 10) },
  };
  return { failOn: config.failOn, audit };
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
