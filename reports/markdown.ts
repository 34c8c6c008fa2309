import {
  SEVERITIES,
  type AuditReport,
  type CoverageGap,
  type Evidence,
  type FindingStep,
  type HiddenFinding,
} from '../src/model/index.js';
import { markdownCode, markdownCodeBlock, markdownText } from './escape.js';
import { excerptLines } from './excerpt.js';
import { groupByCause, groupByException, groupGaps, type Cause } from './grouping.js';
import { clip } from './layout.js';
import {
  accountTable,
  baselineNote,
  count,
  exceptionTarget,
  firstOf,
  hiddenCount,
  hiddenLine,
  incompleteness,
  originOf,
  scope,
  verdict,
} from './words.js';

/** GitHub drops a step's summary that is larger than 1 MiB; the step may have more to say than this report. */
const MAX_BYTES = 900_000;

const SHOWN_CAUSES = 100;
const SHOWN_GAPS = 20;
const SHOWN_EXCEPTIONS = 20;
const SHOWN_ACCOUNTS = 50;
const SHOWN_NAMES = 5;
const SHOWN_STEPS = 6;
const LONGEST_TEXT = 400;
const LONGEST_ACCOUNT = 60;
const EXCERPT_WIDTH = 100;

/** The report in GitHub's Markdown: for the summary of a job or a comment on a pull request. */
export function renderMarkdown(report: AuditReport): string {
  const causes = groupByCause(report.findings);
  const before = [
    '## iamlint',
    [`**${verdict(report, causes)}**`, hiddenCount(report), scope(report)].filter(Boolean).join(' '),
    ...(report.coverageGaps.length > 0 ? [`> **${incompleteness(report)}**`] : []),
    ...severityTable(report, causes),
  ];
  const after = [...hiddenList(report), ...gapList(report), ...accountsTable(report)];
  const room = MAX_BYTES - byteLength([...before, ...after]);
  return `${[...before, ...causeList(causes, report, room), ...after].join('\n\n')}\n`;
}

function severityTable({ findings }: AuditReport, causes: readonly Cause[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = SEVERITIES.map((severity) => [
    severity,
    String(causes.filter((cause) => cause.severity === severity).length),
    String(findings.filter((finding) => finding.severity === severity).length),
  ]);
  return [markdownTable([['Severity', 'Causes', 'Findings'], ...rows])];
}

/** As many causes as have room, and how many there are besides. */
function causeList(causes: readonly Cause[], report: AuditReport, room: number): readonly string[] {
  if (causes.length === 0) return [];
  const blocks: string[] = [];
  let left = room;
  for (const cause of causes.slice(0, SHOWN_CAUSES)) {
    const block = causeBlock(cause, report);
    left -= byteLength([block]);
    if (left < 0) break;
    blocks.push(block);
  }
  const omitted = causes.length - blocks.length;
  const note = `And ${count(omitted, 'more cause')}. The JSON report has all findings.`;
  return ['### Findings by cause', ...blocks, ...(omitted > 0 ? [note] : [])];
}

function causeBlock(cause: Cause, { rules }: AuditReport): string {
  const { findings, severity, subjects } = cause;
  const baseline = baselineNote(cause);
  const [finding] = findings;
  const { location } = finding.locations[0];
  const remediation = rules.find(({ id }) => id === finding.ruleId)?.remediation;
  const more = subjects.length > 1 ? ` (${count(subjects.length, 'subject')})` : '';
  return [
    '<details>',
    `<summary><b>${severity}</b> ${markdownText(finding.ruleId)}: ${text(finding.message)}${more}</summary>`,
    '',
    item(subjects.length === 1 ? 'Subject' : 'Subjects', codes(subjects)),
    item('Where', code(`${location.source}:${location.span.start.line}:${location.span.start.column + 1}`)),
    ...firstOf(finding.trace.map(stepText), SHOWN_STEPS).map((line) => item('From', line)),
    item('Confidence', finding.confidence),
    ...(baseline === undefined ? [] : [item('Baseline', baseline)]),
    ...(remediation === undefined ? [] : [item('Fix', markdownText(remediation))]),
    '',
    ...excerptBlock(finding.locations[0]),
    '</details>',
  ].join('\n');
}

function stepText(step: FindingStep): string {
  return text(`${originOf(step)}: ${step.text}`);
}

function excerptBlock(evidence: Evidence): readonly string[] {
  const lines = excerptLines(evidence, EXCERPT_WIDTH);
  if (lines.length === 0) return [];
  const digits = String(evidence.location.span.end.line).length;
  const rows = lines.flatMap(({ number, source, marks }) => [
    `${String(number).padStart(digits)} | ${source}`,
    `${' '.repeat(digits)} | ${marks}`,
  ]);
  return [markdownCodeBlock(rows), ''];
}

function hiddenList({ hiddenFindings }: AuditReport): readonly string[] {
  const groups = groupByException(hiddenFindings);
  if (groups.length === 0) return [];
  const omitted = groups.length - SHOWN_EXCEPTIONS;
  const note = `And ${count(omitted, 'more exception')}. The JSON report has all of them.`;
  return [
    '### Hidden by exceptions',
    groups.slice(0, SHOWN_EXCEPTIONS).map(hiddenItem).join('\n'),
    ...(omitted > 0 ? [note] : []),
  ];
}

function hiddenItem(group: readonly [HiddenFinding, ...HiddenFinding[]]): string {
  const [{ exception }] = group;
  const { declaration, owner, ticket } = exception;
  const { source, span } = declaration.location;
  return [
    `- ${text(hiddenLine(group))}`,
    item('Exception', text(exceptionTarget(exception))),
    item('Declared', code(`${source}:${span.start.line}`)),
    ...(owner === undefined ? [] : [item('Owner', text(owner))]),
    ...(ticket === undefined ? [] : [item('Ticket', text(ticket))]),
    item('Subjects', codes([...new Set(group.map(({ subject }) => subject))])),
  ].join('\n  ');
}

function gapList(report: AuditReport): readonly string[] {
  const groups = groupGaps(report.coverageGaps);
  if (groups.length === 0) return [];
  const omitted = groups.length - SHOWN_GAPS;
  const note = `And ${count(omitted, 'more operation')} that failed. The JSON report has all of them.`;
  return [
    '### Could not be read',
    groups.slice(0, SHOWN_GAPS).map(gapItem).join('\n'),
    ...(omitted > 0 ? [note] : []),
  ];
}

function gapItem(gaps: readonly [CoverageGap, ...CoverageGap[]]): string {
  const [{ account, errorCode, message, missingPermission, operation }] = gaps;
  const affected = [...new Set(gaps.flatMap(({ affects }) => affects))];
  return [
    `- ${code(operation)}: ${text(message)}`,
    ...(account === '' ? [] : [item('Account', code(account))]),
    item('Not read', codes([...new Set(gaps.map(({ resource }) => resource))])),
    item('Error', code(errorCode)),
    ...(missingPermission === undefined ? [] : [item('Missing permission', code(missingPermission))]),
    ...(affected.length > 0 ? [item('Not judged in full', codes(affected))] : []),
  ].join('\n  ');
}

function accountsTable(report: AuditReport): readonly string[] {
  if (report.accounts.length === 0) return [];
  const rows = accountTable(report, SHOWN_ACCOUNTS).map(([name = '', ...numbers]) => [
    markdownText(clip(name, LONGEST_ACCOUNT)),
    ...numbers,
  ]);
  return ['### What was read', markdownTable(rows)];
}

/** The first row is the header; the first column is flush left, the others flush right. */
function markdownTable([header = [], ...rows]: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function item(label: string, content: string): string {
  return `- **${label}:** ${content}`;
}

function text(untrusted: string): string {
  return markdownText(clip(untrusted, LONGEST_TEXT));
}

function code(untrusted: string): string {
  return markdownCode(clip(untrusted, LONGEST_TEXT));
}

function codes(untrusted: readonly string[]): string {
  return firstOf(untrusted.map(code), SHOWN_NAMES).join(', ');
}

function byteLength(blocks: readonly string[]): number {
  return new TextEncoder().encode(blocks.join('\n\n')).length;
}
