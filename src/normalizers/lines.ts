import type { Position } from '../model/index.js';

/** The lines of a text, found when somebody first asks. */
export class Lines {
  #known: Uint32Array | undefined;

  constructor(readonly text: string) {}

  positionAt(offset: number): Position {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0), offset };
  }

  /** From the first to the last, both counted from 1, as far as there are any; without what ends them. */
  between(first: number, last: number): readonly string[] {
    const starts = this.#starts;
    const lines: string[] = [];
    for (let line = first; line <= last && line <= starts.length; line++) {
      lines.push(this.text.slice(starts[line - 1], starts[line]).replace(/\r?\n$/, ''));
    }
    return lines;
  }

  /** The offset at which each line starts. */
  get #starts(): Uint32Array {
    return (this.#known ??= startsIn(this.text));
  }
}

function startsIn(text: string): Uint32Array {
  let starts = new Uint32Array(1024);
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (count === starts.length) {
      // A list of numbers would be copied as often, and each copy looked through by the garbage collector.
      const longer = new Uint32Array(2 * count);
      longer.set(starts);
      starts = longer;
    }
    starts[count++] = at + 1;
  }
  return starts.subarray(0, count);
}
