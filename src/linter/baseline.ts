import type { AuditReport, Finding } from '../model/index.js';
import { exceptionRules } from './exception-rules.js';
import type { Rule } from './rule.js';

/** What a baseline keeps of a finding. The fingerprint decides; the rest is for whoever reviews the file. */
export type BaselineEntry = Pick<Finding, 'ruleId' | 'account' | 'subject' | 'fingerprint'>;

/** Findings that are known, in the form of a report that has nothing else. */
export interface Baseline {
  readonly findings: readonly BaselineEntry[];
}

/**
 * The findings of a report as a baseline, by rule, subject and fingerprint. Those about exceptions are not among them:
 * nobody has to live with them.
 */
export function baselineOf(report: Baseline): Baseline {
  const findings = report.findings.filter(
    ({ ruleId }) => !exceptionRules.some(({ meta }) => meta.id === ruleId),
  );
  const entries = findings.map(({ ruleId, account, subject, fingerprint }) => ({
    ruleId,
    account,
    subject,
    fingerprint,
  }));
  return { findings: entries.sort(compareEntries) };
}

/** The same findings, each with whether the baseline has it. */
export function compareToBaseline(findings: readonly Finding[], baseline: Baseline): readonly Finding[] {
  const known = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  return findings.map((finding) => ({
    ...finding,
    baselineState: known.has(finding.fingerprint) ? 'unchanged' : 'new',
  }));
}

/**
 * The baseline without what is gone. What was not looked at stays: findings of accounts that were not audited, of
 * policy files that were not judged, and of rules that exist and did not run.
 */
export function pruneBaseline(
  baseline: Baseline,
  report: Pick<AuditReport, 'accounts' | 'findings' | 'hiddenFindings' | 'rules'>,
  { rules, files }: { readonly rules: readonly Rule[]; readonly files: readonly string[] },
): Baseline {
  const found = new Set([...report.findings, ...report.hiddenFindings].map(({ fingerprint }) => fingerprint));
  const ran = new Set(report.rules.map(({ id }) => id));
  const idle = new Set(rules.map(({ meta }) => meta.id).filter((id) => !ran.has(id)));
  const judged = new Set([...report.accounts.map(({ id }) => id), ...files]);
  return baselineOf({
    findings: baseline.findings.filter(
      ({ ruleId, account, subject, fingerprint }) =>
        found.has(fingerprint) || idle.has(ruleId) || !judged.has(account === '' ? subject : account),
    ),
  });
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  const [one, other] = [a, b].map(({ ruleId, subject, fingerprint }) =>
    [ruleId, subject, fingerprint].join('\0'),
  );
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
}
