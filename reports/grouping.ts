import {
  SEVERITIES,
  type CoverageGap,
  type Finding,
  type HiddenFinding,
  type Severity,
} from '../src/model/index.js';

type NonEmpty<T> = readonly [T, ...T[]];

/** Findings that one mend would cure together: they share a rule and a cause. */
export interface Cause {
  readonly findings: NonEmpty<Finding>;
  /** The worst of its findings. */
  readonly severity: Severity;
  /** Each once, in the order of the findings. */
  readonly subjects: readonly string[];
  /** How many of its findings the baseline has. */
  readonly known: number;
}

/**
 * The root causes: those with something new before those that the baseline knows, from the most severe, and of the
 * same severity from the one with the most subjects.
 */
export function groupByCause(findings: readonly Finding[]): readonly Cause[] {
  return groupBy(findings, ({ ruleId, cause }) => [ruleId, cause])
    .map((group) => ({
      findings: group,
      severity: worstSeverity(group),
      subjects: [...new Set(group.map(({ subject }) => subject))],
      known: group.filter(({ baselineState }) => baselineState === 'unchanged').length,
    }))
    .sort(
      (a, b) =>
        Number(isKnown(a)) - Number(isKnown(b)) ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.subjects.length - a.subjects.length,
    );
}

/**
 * The first causes, few of any one rule, so that no rule crowds out the others; and the rest. Both keep their order.
 */
export function topCauses(
  causes: readonly Cause[],
  { most, ofOneRule }: { readonly most: number; readonly ofOneRule: number },
): { readonly shown: readonly Cause[]; readonly rest: readonly Cause[] } {
  const shown: Cause[] = [];
  const rest: Cause[] = [];
  const ofRule = new Map<string, number>();
  for (const cause of causes) {
    const [{ ruleId }] = cause.findings;
    const before = ofRule.get(ruleId) ?? 0;
    ofRule.set(ruleId, before + 1);
    (shown.length < most && before < ofOneRule ? shown : rest).push(cause);
  }
  return { shown, rest };
}

/** Causes by their rule, in the order of the first of each. */
export function groupByRule(causes: readonly Cause[]): readonly NonEmpty<Cause>[] {
  return groupBy(causes, ({ findings: [{ ruleId }], severity }) => [ruleId, severity]);
}

function isKnown({ findings, known }: Cause): boolean {
  return known === findings.length;
}

/** Gaps of one account that one remedy would close together. */
export function groupGaps(gaps: readonly CoverageGap[]): readonly NonEmpty<CoverageGap>[] {
  return groupBy(gaps, ({ account, operation, errorCode, missingPermission }) => [
    account,
    operation,
    errorCode,
    missingPermission ?? '',
  ]);
}

/** What each exception hides, in the order of the findings. */
export function groupByException(
  hiddenFindings: readonly HiddenFinding[],
): readonly NonEmpty<HiddenFinding>[] {
  return groupBy(hiddenFindings, ({ exception: { declaration } }) => [
    declaration.location.source,
    String(declaration.location.span.start.offset),
  ]);
}

function worstSeverity(findings: NonEmpty<Finding>): Severity {
  const found = new Set(findings.map(({ severity }) => severity));
  return SEVERITIES.find((severity) => found.has(severity)) ?? findings[0].severity;
}

function groupBy<T>(items: readonly T[], key: (item: T) => readonly string[]): readonly NonEmpty<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const name = JSON.stringify(key(item));
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups.values()];
}
