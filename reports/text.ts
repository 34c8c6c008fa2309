import picocolors from 'picocolors';
import type { AuditReport, CoverageGap, Evidence, Severity } from '../src/model/index.js';
import { terminalText } from './escape.js';
import { excerptLines } from './excerpt.js';
import { groupByCause, groupGaps, type Cause } from './grouping.js';
import { clip, table, wrap } from './layout.js';
import { accountTable, count, firstOf, incompleteness, originOf, scope, verdict } from './words.js';

export interface TextOptions {
  /** Whether to use terminal colours. Off unless asked for. */
  readonly color?: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
}

const DEFAULT_WIDTH = 100;
const NARROWEST = 40;
const WIDEST = 120;

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
    ...gapSections(report.coverageGaps, page),
    summary(report, causes, page),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function pageFor({ color = false, width = DEFAULT_WIDTH }: TextOptions): Page {
  const { blue, bold, cyan, dim, green, magenta, red, yellow } = picocolors.createColors(color);
  return {
    width: Math.min(Math.max(width, NARROWEST), WIDEST),
    bold,
    dim,
    gutter: blue,
    good: green,
    gap: magenta,
    severity: { critical: (text) => bold(red(text)), high: red, medium: yellow, low: cyan },
  };
}

function causeSection({ findings, severity, subjects }: Cause, { rules }: AuditReport, page: Page): string[] {
  const [finding] = findings;
  const style = page.severity[severity];
  const places = finding.locations.slice(0, SHOWN_PLACES);
  const gutter = gutterOf(places);
  const [first = '', ...rest] = wrap(
    `${severity}[${terminalText(finding.ruleId)}]: ${terminalText(clip(finding.message, LONGEST_MESSAGE))}`,
    page.width - 2,
  );
  ...
}
