import type { AuditReport, CoverageGap, FindingStep, HiddenFinding } from '../src/model/index.js';
import { terminalText } from './escape.js';
import { groupByCause, groupByException, groupByRule, groupGaps, topCauses, type Cause } from './grouping.js';
import { clip, table, wrap } from './layout.js';
import {
  heading,
  LONGEST_LABEL,
  LONGEST_MESSAGE,
  note,
  pageFor,
  placeLines,
  type Page,
  type TextOptions,
} from './page.js';
import {
  accountTable,
  baselineNote,
  count,
  exceptionTarget,
  firstOf,
  hiddenCount,
  hiddenLine,
  incompleteness,
  isClean,
  originOf,
  scope,
  verdict,
} from './words.js';

export type { TextOptions };

const SHOWN_CAUSES = { most: 30, ofOneRule: 5 };
const SHOWN_RULES = 20;
const SHOWN_GAPS = 20;
const SHOWN_EXCEPTIONS = 20;
const SHOWN_ACCOUNTS = 10;
const SHOWN_NAMES = 3;
const SHOWN_PLACES = 3;
const SHOWN_STEPS = 6;

const LONGEST_NAME = 300;
const LONGEST_ACCOUNT = 40;

const ALL_OF_THEM = '`--format json` has all of them.';
const PERMISSIONS_HINT = '`iamlint permissions` prints a policy that allows everything iamlint reads.';

/**
 * The report for a person at a terminal: root causes with the policy text that bears them out, then what could not be
 * read, then a summary that fits on one screen.
 */
export function renderText(report: AuditReport, options: TextOptions = {}): string {
  const page = pageFor(options);
  const causes = groupByCause(report.findings);
  const { shown, rest } = topCauses(causes, SHOWN_CAUSES);
  const sections = [
    ...shown.map((cause) => causeSection(cause, report, page)),
    ...omittedCauses(rest, page),
    ...hiddenSections(report, page),
    ...gapSections(report, page),
    summary(report, causes, page),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function causeSection(cause: Cause, report: AuditReport, page: Page): string[] {
  const { findings, severity, subjects } = cause;
  const baseline = baselineNote(cause);
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
    ...(finding.knownRole === undefined ? [] : note('known role', [finding.knownRole], indent, page)),
    ...note('from', firstOf(finding.trace.map(stepText), SHOWN_STEPS), indent, page),
    ...note('confidence', [finding.confidence], indent, page),
    ...(baseline === undefined ? [] : note('baseline', [baseline], indent, page)),
    ...(rule ? note('fix', [rule.remediation], indent, page) : []),
  ];
}

/** What is not shown, counted by rule: nothing that was found is without a trace. */
function omittedCauses(omitted: readonly Cause[], page: Page): readonly (readonly string[])[] {
  if (omitted.length === 0) return [];
  const groups = groupByRule(omitted);
  const row = (name: string, severity: string, causes: readonly Cause[]) => [
    name,
    severity,
    causes.length.toLocaleString('en-US'),
    findingsOf(causes).toLocaleString('en-US'),
  ];
  const rest = groups.slice(SHOWN_RULES);
  const [header = '', ...rows] = table([
    ['Not shown', 'Severity', 'Causes', 'Findings'],
    ...groups.slice(0, SHOWN_RULES).map((causes) => {
      const [{ findings, severity }] = causes;
      return row(terminalText(findings[0].ruleId), severity, causes);
    }),
    ...(rest.length > 0 ? [row(count(rest.length, 'other rule'), '', rest.flat())] : []),
  ]);
  const causes = `${count(omitted.length, 'more cause')} with ${count(findingsOf(omitted), 'finding')}`;
  return [[`… and ${causes}. ${ALL_OF_THEM}`, '', page.dim(header), ...rows]];
}

function findingsOf(causes: readonly Cause[]): number {
  return causes.reduce((sum, { findings }) => sum + findings.length, 0);
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

function hiddenSections({ hiddenFindings }: AuditReport, page: Page): readonly (readonly string[])[] {
  const groups = groupByException(hiddenFindings);
  if (groups.length === 0) return [];
  const omitted = groups.length - SHOWN_EXCEPTIONS;
  return [
    [page.bold('What exceptions hide')],
    ...groups.slice(0, SHOWN_EXCEPTIONS).map((group) => hiddenSection(group, page)),
    ...(omitted > 0 ? [[`… and ${count(omitted, 'more exception')}. ${ALL_OF_THEM}`]] : []),
  ];
}

function hiddenSection(group: readonly [HiddenFinding, ...HiddenFinding[]], page: Page): readonly string[] {
  const [{ exception }] = group;
  const { declaration, owner, ticket } = exception;
  const { source, span } = declaration.location;
  const lines = (label: string, texts: readonly string[]) => note(label, texts, ' ', page);
  return [
    ...heading('hidden', hiddenLine(group), page.dim, page),
    ...lines('exception', [clip(exceptionTarget(exception), LONGEST_MESSAGE)]),
    ...lines('declared', [`${source}:${span.start.line}`]),
    ...(owner === undefined ? [] : lines('owner', [clip(owner, LONGEST_NAME)])),
    ...(ticket === undefined ? [] : lines('ticket', [clip(ticket, LONGEST_NAME)])),
    ...lines('subjects', names([...new Set(group.map(({ subject }) => subject))])),
  ];
}

function gapSections(report: AuditReport, page: Page): readonly (readonly string[])[] {
  const groups = groupGaps(report.coverageGaps);
  if (groups.length === 0) return [];
  const omitted = groups.length - SHOWN_GAPS;
  const permissions = report.coverageGaps.some(({ missingPermission }) => missingPermission !== undefined);
  return [
    [page.bold('What could not be read')],
    ...groups.slice(0, SHOWN_GAPS).map((group) => gapSection(group, page)),
    ...(omitted > 0 ? [[`… and ${count(omitted, 'more operation')} that failed. ${ALL_OF_THEM}`]] : []),
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
  const hidden = report.hiddenFindings.length > 0 ? [hiddenCount(report)] : [];
  return [...accounts, conclusion(verdict(report, causes)), ...hidden, ...gaps, scope(report)];
}
