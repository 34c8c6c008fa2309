const ELLIPSIS = '…';

const DEFAULT_WIDTH = 100;
const NARROWEST = 40;
const WIDEST = 120;

/** The columns to fill, by those of the terminal. */
export function pageWidth(terminalWidth = DEFAULT_WIDTH): number {
  return Math.min(Math.max(terminalWidth, NARROWEST), WIDEST);
}

/** Ranges of code points that a terminal shows two cells wide, apart from emoji. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

/**
 * How many cells of a terminal one character takes.
 *
 * @see https://www.unicode.org/reports/tr11/
 */
function characterWidth(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}]$/u.test(character)) return 0;
  const wide = WIDE.some(([first, last]) => codePoint >= first && codePoint <= last);
  return wide || /^\p{Emoji_Presentation}$/u.test(character) ? 2 : 1;
}

export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** `text` in at most `length` UTF-16 code units, the last of them an ellipsis where something is missing. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '') + ELLIPSIS;
}

/** Lines of at most `width` cells, broken at spaces only: an ARN stays in one piece however long it is. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** Columns under a header row. The first column is flush left, the others flush right. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - textWidth(cell));
        return column === 0 ? cell + padding : padding + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
