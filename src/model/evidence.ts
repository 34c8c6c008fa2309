import type { Evidence } from './finding.js';
import type { Token } from './policy.js';

/** Longer excerpts help nobody; the span in the location is always exact. */
const EXCERPT_LINES = 6;
/** A whole policy can be one line. */
const EXCERPT_WIDTH = 400;

/** A place in a policy with the text that stands there. */
export function evidenceAt({ source, location }: Pick<Token, 'source' | 'location'>): Evidence {
  const { start, end } = location.span;
  const [first = '', ...rest] = source.lines(start.line, Math.min(end.line, start.line + EXCERPT_LINES - 1));
  return {
    location,
    excerpt: [cutAround(first, start.column), ...rest.map((line) => line.slice(0, EXCERPT_WIDTH))],
  };
}

/** A long line from `column` on, if that lies far to the right. */
function cutAround(line: string, column: number): string {
  if (line.length <= EXCERPT_WIDTH) return line;
  return column > EXCERPT_WIDTH / 2
    ? `…${line.slice(column, column + EXCERPT_WIDTH)}`
    : line.slice(0, EXCERPT_WIDTH);
}
