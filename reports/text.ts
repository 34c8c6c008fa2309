import picocolors from 'picocolors';
import type { AuditReport, CoverageGap, Evidence, FindingStep, Severity } from '../src/model/index.js';
import { terminalText } from './escape.js';
import { excerptLines } from './excerpt.js';
import { groupByCause, groupGaps, type Cause } from './grouping.js';
import { clip, pageWidth, table, wrap } from './layout.js';
import { accountTable, count, firstOf, incompleteness, isClean, originOf, scope, verdict } from './words.js';

export interface TextOptions {
  /** Whether to use terminal colours. Off unless asked for. */
  readonly color?: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
}

const SHOWN_CAUSES = 50;
const SHOWN_GAPS = 20;
const SHOWN_ACCOUNTS = 10;
const SHOWN_NAMES = 3;
const SHOWN_PLACES = 3;
const SHOWN_STEPS = 6;

/** More than any name or ARN of AWS's, less than what floods a terminal. */
const LONGEST_MESSAGE = 800;
const LONGEST_NAME = 300;
const LONGEST_LABEL = 120;
const LONGEST_ACCOUNT = 40;

const PERMISSIONS_HINT = '`iamlint permissions` prints a policy that allows everything iamlint reads.';

type Style = (text: string) => string;

interface Page {
  readonly width: number;
  readonly bold: Style;
  readonly dim: Style;
  readonly gutter: Style;
  readonly good: Style;
  readonly gap: Style;
  readonly severity: Readonly<Record<Severity, Style>>;
}

/**
 * The report for a person at a terminal: root causes with the policy text that bears them out, then what could not be
 * read, then a summary that fits on one screen.
 */
export function renderText(report: AuditReport, options: TextOptions = {}): string {
  const page = pageFor(options);
  const causes = groupByCause(report.findings);
  const sections = [
    ...causes.slice(0, SHOWN_CAUSES).map((cause) => causeSection(cause, report, page)),
    ...omittedCauses(causes.slice(SHOWN_CAUSES)),
    ...gapSections(report, page),
    summary(report, causes, page),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function pageFor({ color = false, width }: TextOptions): Page {
  const { blue, bold, cyan, dim, green, magenta, red, yellow } = picocolors.createColors(color);
  return {
    width: pageWidth(width),
    bold,
    dim,
    gutter: blue,
    good: green,
    gap: magenta,
    severity: { critical: (text) => bold(red(text)), high: red, medium: yellow, low: cyan },
  };
}

function causeSection({ findings, severity, subjects }: Cause, report: AuditReport, page: Page): string[] {
  const [finding] = findings;
  const rule = report.rules.find(({ id }) => id === finding.ruleId);
  const places = finding.locations.slice(0, SHOWN_PLACES);
  const morePlaces = finding.locations.length - places.length;
  const indent = ' '.repeat(Math.max(...places.map(({ location }) => String(location.span.end.line).length)));
  const bar = page.gutter(`${indent} |`);
  return [
    ...heading(`${severity}[${finding.ruleId}]`, finding.message, page.severity[severity], page),
    ...places.flatMap((place, index) => [
      ...placeLines(place, index === 0 ? '-->' : ':::', indent, page.severity[severity], page),
      bar,
    ]),
    ...(morePlaces > 0 ? note('also', [count(morePlaces, 'more place')], indent, page) : []),
    ...note(subjects.length === 1 ? 'subject' : 'subjects', names(subjects), indent, page),
    ...note('from', firstOf(finding.trace.map(stepText), SHOWN_STEPS), indent, page),
    ...note('confidence', [finding.confidence], indent, page),
    ...(rule ? note('fix', [rule.remediation], indent, page) : []),
  ];
}

function omittedCauses(omitted: readonly Cause[]): readonly string[][] {
  if (omitted.length === 0) return [];
  const findings = omitted.reduce((sum, cause) => sum + cause.findings.length, 0);
  const causes = `${count(omitted.length, 'more cause')} with ${count(findings, 'finding')}`;
  return [[`… and ${causes}. \`--format json\` has all of them.`]];
}

/** `label: message`, wrapped. */
function heading(label: string, message: string, style: Style, page: Page): readonly string[] {
  const safeLabel = terminalText(label);
  const text = `${safeLabel}: ${terminalText(clip(message, LONGEST_MESSAGE))}`;
  return wrap(text, page.width - 2).map((line, index) =>
    index === 0
      ? style(line.slice(0, safeLabel.length)) + page.bold(line.slice(safeLabel.length))
      : `  ${page.bold(line)}`,
  );
}

function placeLines(place: Evidence, arrow: string, indent: string, style: Style, page: Page): string[] {
  const { source, span } = place.location;
  const position = `${span.start.line}:${span.start.column + 1}`;
  const bar = page.gutter(`${indent} |`);
  const label = place.label === undefined ? '' : ` ${terminalText(clip(place.label, LONGEST_LABEL))}`;
  const lines = excerptLines(place, page.width - indent.length - 3);
  return [
    `${indent}${page.gutter(arrow)} ${terminalText(source)}:${position}`,
    bar,
    ...lines.flatMap(({ number, source: text, marks }, index) => {
      const previous = lines[index - 1]?.number ?? number - 1;
      const isLast = index === lines.length - 1;
      return [
        ...(number > previous + 1 ? [page.gutter('...')] : []),
        `${page.gutter(`${String(number).padStart(indent.length)} |`)} ${text}`,
        `${bar} ${style(marks + (isLast ? label : ''))}`,
      ];
    }),
    ...(lines.length === 0 && label !== '' ? [bar + label] : []),
  ];
}

/** A labelled line under an excerpt for each of `texts`, which are not yet safe to print. */
function note(label: string, texts: readonly string[], indent: string, page: Page): readonly string[] {
  const lead = `${indent} = ${label}: `;
  return texts
    .flatMap((text) => wrap(terminalText(text), page.width - lead.length))
    .map((line, index) =>
      index === 0
        ? `${indent} ${page.gutter('=')} ${page.bold(label)}: ${line}`
        : ' '.repeat(lead.length) + line,
    );
}

function names(all: readonly string[]): readonly string[] {
  return firstOf(
    all.map((name) => clip(name, LONGEST_NAME)),
    SHOWN_NAMES,
  );
}

function stepText(step: FindingStep): string {
  return clip(`${originOf(step)}: ${step.text}`, LONGEST_MESSAGE);
}

function gapSections(report: AuditReport, page: Page): readonly (readonly string[])[] {
  const groups = groupGaps(report.coverageGaps);
  if (groups.length === 0) return [];
  const omitted = groups.length - SHOWN_GAPS;
  const permissions = report.coverageGaps.some(({ missingPermission }) => missingPermission !== undefined);
  return [
    [page.bold('What could not be read')],
    ...groups.slice(0, SHOWN_GAPS).map((group) => gapSection(group, page)),
    ...(omitted > 0
      ? [[`… and ${count(omitted, 'more operation')} that failed. \`--format json\` has all of them.`]]
      : []),
    ...(permissions ? [[PERMISSIONS_HINT]] : []),
  ];
}

function gapSection(gaps: readonly [CoverageGap, ...CoverageGap[]], page: Page): readonly string[] {
  const [{ account, errorCode, message, missingPermission, operation }] = gaps;
  const resources = [...new Set(gaps.map(({ resource }) => resource))];
  const affected = [...new Set(gaps.flatMap(({ affects }) => affects))];
  const lines = (label: string, texts: readonly string[]) => note(label, texts, ' ', page);
  return [
    ...heading(`gap[${operation}]`, message, page.gap, page),
    ...(account === '' ? [] : lines('account', [account])),
    ...lines('not read', names(resources)),
    ...lines('error', [clip(errorCode, LONGEST_LABEL)]),
    ...lines('not judged in full', names(affected)),
    ...(missingPermission === undefined ? [] : lines('missing permission', [missingPermission])),
  ];
}

function summary(report: AuditReport, causes: readonly Cause[], page: Page): readonly string[] {
  const [header = '', ...rows] = table(
    accountTable(report, SHOWN_ACCOUNTS).map(([name = '', ...numbers]) => [
      terminalText(clip(name, LONGEST_ACCOUNT)),
      ...numbers,
    ]),
  );
  const accounts = report.accounts.length > 0 ? [page.dim(header), ...rows, ''] : [];
  const conclusion = isClean(report) ? page.good : page.bold;
  const gaps = report.coverageGaps.length > 0 ? wrap(incompleteness(report), page.width).map(page.gap) : [];
  return [...accounts, conclusion(verdict(report, causes)), ...gaps, scope(report)];
}
