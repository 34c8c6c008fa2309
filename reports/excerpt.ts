import type { Evidence } from '../src/model/index.js';
import { codePointEscape, visible } from './escape.js';
import { textWidth } from './layout.js';

/** One line of source, safe to print, with the marks that go under it. */
export interface ExcerptLine {
  /** From 1. A number that does not follow the one before it tells that lines are left out. */
  readonly number: number;
  readonly source: string;
  readonly marks: string;
}

const TAB_STOP = 4;
const LEADING_LINES = 3;

/**
 * The lines of the evidence with `^~~~` under its span. Each is at most `width` cells wide and cut around the span
 * where it is longer; of a span over many lines the first ones and the last are kept.
 */
export function excerptLines({ location, excerpt }: Evidence, width: number): readonly ExcerptLine[] {
  const { start, end } = location.span;
  const lines = excerpt.flatMap((text, index) => {
    const number = start.line + index;
    const cut = index === 0 && isCutInFront(text, start.column) ? start.column - 1 : 0;
    const from = index === 0 ? start.column - cut : text.search(/\S|$/);
    const to = number === end.line ? end.column - cut : text.length;
    if (index > 0 && to <= from) return [];
    return [{ number, ...underline(text, from, to, width, index === 0 ? '^' : '~') }];
  });
  return lines.length > LEADING_LINES + 1 ? [...lines.slice(0, LEADING_LINES), ...lines.slice(-1)] : lines;
}

/** Whether the start of a long line was replaced by an ellipsis, so that the span follows right after it. */
function isCutInFront(line: string, startColumn: number): boolean {
  return line.startsWith('…') && line.length <= startColumn;
}

function underline(
  line: string,
  from: number,
  to: number,
  width: number,
  firstMark: string,
): Omit<ExcerptLine, 'number'> {
  // A whole file can be one line: what is far from the span is never looked at.
  const offset = line.length > 4 * width ? Math.max(0, from - width) : 0;
  const cells = cellsOf(line.slice(offset, offset + 4 * width));
  const start = cells.filter(({ column }) => column < from - offset).length;
  const end = cells.filter(({ column }) => column < to - offset).length;
  const [left, right] = windowAround(cells, start, width);
  const front = left > 0 ? '…' : '';
  const back = right < cells.length ? '…' : '';
  const shown = cells.slice(left, right).map(({ text }) => text);
  const before = textWidth(front) + totalWidth(cells.slice(left, start));
  const marked = Math.max(1, totalWidth(cells.slice(start, Math.min(end, right))));
  return {
    source: `${front}${shown.join('')}${back}`.trimEnd(),
    marks: ' '.repeat(before) + firstMark + '~'.repeat(marked - 1),
  };
}

/** A character of the source as it is printed. */
interface Cell {
  /** Where it stands in the source, in UTF-16 code units. */
  readonly column: number;
  readonly text: string;
  readonly width: number;
}

function cellsOf(line: string): readonly Cell[] {
  // A runner obeys `##[command]` wherever it stands in a line.
  const commands = new Set(
    Array.from(line.matchAll(/##\w*\[/g), (match) => match.index + match[0].length - 1),
  );
  const cells: Cell[] = [];
  let column = 0;
  let position = 0;
  for (const character of line) {
    const text = commands.has(column) ? codePointEscape(0x5b) : printed(character, position);
    const width = textWidth(text);
    cells.push({ column, text, width });
    column += character.length;
    position += width;
  }
  return cells;
}

function printed(character: string, position: number): string {
  return character === '\t' ? ' '.repeat(TAB_STOP - (position % TAB_STOP)) : visible(character);
}

/** From which cell and up to which one a line is shown: what fits around `start`, a quarter of it before. */
function windowAround(cells: readonly Cell[], start: number, width: number): readonly [number, number] {
  if (totalWidth(cells) <= width) return [0, cells.length];
  const room = width - 2;
  let left = start;
  let right = start;
  let used = 0;
  const fits = (cell: Cell | undefined, limit: number): boolean => {
    if (cell === undefined || used + cell.width > limit) return false;
    used += cell.width;
    return true;
  };
  while (fits(cells[left - 1], room / 4)) left--;
  while (fits(cells[right], room)) right++;
  while (fits(cells[left - 1], room)) left--;
  return [left, right];
}

function totalWidth(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}
