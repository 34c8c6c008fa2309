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

/** A line with the character at `column` in it: where that lies far to the right, from there on. */
function cutAround(line: string, column: number): string {
  if (column <= EXCERPT_WIDTH) return line.slice(0, 2 * EXCERPT_WIDTH);
  return `…${line.slice(column, column + EXCERPT_WIDTH - 1)}`;
}
