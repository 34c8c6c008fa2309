import { SEVERITIES, type AuditReport, type CoverageGap } from '../src/model/index.js';
import { markdownCode, markdownCodeBlock, markdownText } from './escape.js';
import { excerptLines } from './excerpt.js';
import { groupByCause, groupGaps, type Cause } from './grouping.js';
import { clip } from './layout.js';
import { accountTable, count, firstOf, incompleteness, originOf, scope, verdict } from './words.js';

/** GitHub drops a step's summary that is larger than 1 MiB; the step may have more to say than this report. */
const MAX_BYTES = 900_000;

const SHOWN_CAUSES = 100;
const SHOWN_GAPS = 20;
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
    `**${verdict(report, causes)}** ${scope(report)}`,
    ...(report.coverageGaps.length > 0 ? [`> **${incompleteness(report)}**`] : []),
    ...severityTable(report, causes),
  ];
  const after = [...gapList(report), ...accountsTable(report)];
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

function causeBlock({ findings, severity, subjects }: Cause, { rules }: AuditReport): string {
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
    ...finding.trace.slice(0, SHOWN_STEPS).map((step) => item('From', text(`${originOf(step)}: ${step.text}`))),
    item('Confidence', finding.confidence),
    ...(remediation === undefined ? [] : [item('Fix', markdownText(remediation))]),
    '',
    ...excerptBlock(finding.locations[0]),
    '</details>',
  ].join('\n');
}
