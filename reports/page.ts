import picocolors from 'picocolors';
import type { Evidence, Severity } from '../src/model/index.js';
import { terminalText } from './escape.js';
import { excerptLines } from './excerpt.js';
import { clip, pageWidth, wrap } from './layout.js';

export interface TextOptions {
  /** Whether to use terminal colours. Off unless asked for. */
  readonly color?: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** More than any name or ARN of AWS's, less than what floods a terminal. */
export const LONGEST_MESSAGE = 800;
export const LONGEST_LABEL = 120;

export type Style = (text: string) => string;

/** What the lines of a page are made with: its width, and styles that do nothing where there are no colours. */
export interface Page {
  readonly width: number;
  readonly bold: Style;
  readonly dim: Style;
  readonly gutter: Style;
  readonly good: Style;
  readonly gap: Style;
  readonly severity: Readonly<Record<Severity, Style>>;
}

export function pageFor({ color = false, width }: TextOptions): Page {
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

/** `label: message`, wrapped. */
export function heading(label: string, message: string, style: Style, page: Page): readonly string[] {
  const safeLabel = terminalText(label);
  const text = `${safeLabel}: ${terminalText(clip(message, LONGEST_MESSAGE))}`;
  return wrap(text, page.width - 2).map((line, index) =>
    index === 0
      ? style(line.slice(0, safeLabel.length)) + page.bold(line.slice(safeLabel.length))
      : `  ${page.bold(line)}`,
  );
}

/** A place in a source with its lines and marks, under an arrow: `-->` for the first, `:::` for the others. */
export function placeLines(
  place: Evidence,
  arrow: string,
  indent: string,
  style: Style,
  page: Page,
): string[] {
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
export function note(label: string, texts: readonly string[], indent: string, page: Page): readonly string[] {
  const lead = `${indent} = ${label}: `;
  return texts
    .flatMap((text) => wrap(terminalText(text), page.width - lead.length))
    .map((line, index) =>
      index === 0
        ? `${indent} ${page.gutter('=')} ${page.bold(label)}: ${line}`
        : ' '.repeat(lead.length) + line,
    );
}
