import { severityRank } from '../linter/index.js';
import type { AuditReport } from '../model/index.js';
import type { FailOn } from './fail-on.js';
import { EXIT, type ExitStatus } from './errors.js';

export interface Verdict {
  readonly status: ExitStatus;
  /** Why, for standard error; undefined for a clean run. */
  readonly reason?: string;
}

/** Incomplete comes before findings: a gap may hide more than what was found. */
export function verdict(report: AuditReport, failOn: FailOn, allowIncomplete: boolean): Verdict {
  if (!allowIncomplete) {
    const reason = incompleteness(report);
    if (reason !== undefined) return { status: EXIT.incomplete, reason };
  }
  if (failOn === 'never') return { status: EXIT.clean };
  const failing = report.findings.filter(
    ({ severity, baselineState }) =>
      severityRank(severity) <= severityRank(failOn) && baselineState !== 'unchanged',
  );
  const [first] = failing;
  if (first === undefined) return { status: EXIT.clean };
  const found = `${first.baselineState === 'new' ? 'new ' : ''}${failing.length === 1 ? 'finding' : 'findings'}`;
  const reason = `${failing.length} ${found} of severity ${failOn} or above.`;
  return { status: EXIT.findings, reason };
}

/** Why an audit of accounts cannot be called complete. */
export function incompleteness({ accounts, coverageGaps }: AuditReport): string | undefined {
  if (accounts.length === 0) return 'No account was read, so there is nothing that could be called clean.';
  if (accounts.every(({ policyDocuments }) => policyDocuments === 0)) {
    return 'No policy was read, so there is nothing that could be called clean.';
  }
  if (coverageGaps.length === 0) return undefined;
  const gaps = `${coverageGaps.length} ${coverageGaps.length === 1 ? 'thing' : 'things'} could not be read`;
  return `The audit is incomplete: ${gaps}. Use --allow-incomplete to accept that.`;
}
