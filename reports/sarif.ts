import type {
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
  Run,
  ToolComponent,
} from 'sarif';
import {
  type AuditedAccount,
  type AuditReport,
  type Confidence,
  type CoverageGap,
  type Evidence,
  type Finding,
  type ReportedRule,
  type Severity,
} from '../src/model/index.js';
import { checkCodeScanning, MAX_RUNS, MAX_TEXT } from './code-scanning.js';
import { relativeUri, sarifText } from './escape.js';
import { clip } from './layout.js';
import { count, originOf, scope, shortName } from './words.js';

/** GitHub takes 25,000 results in a run and shows the 5,000 most severe. */
export const SHOWN_RESULTS = 5_000;

const MAX_RELATED = 100;
const MAX_STEPS = 10;
const LONGEST_PART = 1_000;

const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;

/** GitHub's bands: over 9.0 is critical, from 7.0 high, from 4.0 medium. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
};

/**
 * The report as SARIF 2.1.0, in the form that GitHub code scanning takes.
 *
 * Each account is a run with a category of its own, so that it can be uploaded without closing another account's
 * alerts; a run without findings is written too, since it is what closes alerts. More accounts than GitHub takes runs
 * share one run.
 *
 * @throws Error where code scanning would refuse the file.
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export function renderSarif(report: AuditReport): string {
  const log = sarifLog(report);
  const faults = checkCodeScanning(log);
  if (faults.length > 0) {
    throw new Error(`code scanning would refuse this report, which is a fault of iamlint: ${faults.slice(0, 10).join('; ')}`);
  }
  return `${JSON.stringify(log, null, 2)}\n`;
}
