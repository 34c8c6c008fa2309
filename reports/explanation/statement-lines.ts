import type { Evidence, StatementExplanation } from '../../src/model/index.js';
import { terminalText } from '../escape.js';
import { excerptLines, type ExcerptLine } from '../excerpt.js';
import { clip } from '../layout.js';
import { LONGEST_LABEL, type Page, type Style } from '../page.js';

/** The elements of a statement that decide, in the order of its text, each underlined with what it means. */
export function statementLines(
  { locations }: Pick<StatementExplanation, 'locations'>,
  style: Style,
  page: Page,
): readonly string[] {
  const [first] = locations;
  const { source, span } = first.location;
  const digits = Math.max(...locations.map(({ location }) => String(location.span.end.line).length));
  const indent = ' '.repeat(digits);
  const bar = page.gutter(`${indent} |`);
  const marked = locations
    .flatMap((place) => linesOf(place, page.width - digits - 3))
    .sort((a, b) => a.line.number - b.line.number);
  return [
    `${indent}${page.gutter('-->')} ${terminalText(source)}:${span.start.line}:${span.start.column + 1}`,
    bar,
    ...marked.flatMap(({ line, label }, index) => {
      const above = marked[index - 1]?.line;
      const previous = above?.number ?? line.number - 1;
      // A long line is cut around each span, so the same line can look different.
      const isRepeated = above?.number === line.number && above.source === line.source;
      return [
        ...(line.number > previous + 1 ? [page.gutter('...')] : []),
        ...(isRepeated ? [] : [`${page.gutter(`${String(line.number).padStart(digits)} |`)} ${line.source}`]),
        `${bar} ${style(line.marks + label)}`,
      ];
    }),
    bar,
  ];
}

interface MarkedLine {
  readonly line: ExcerptLine;
  readonly label: string;
}

/** The label stands behind the marks of the last line. */
function linesOf(place: Evidence, width: number): readonly MarkedLine[] {
  const lines = excerptLines(place, width);
  const label = place.label === undefined ? '' : ` ${terminalText(clip(place.label, LONGEST_LABEL))}`;
  return lines.map((line, index) => ({ line, label: index === lines.length - 1 ? label : '' }));
}
