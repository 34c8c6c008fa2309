/** Counts the work of a match, so that a test can bound it without a clock. */
export interface Steps {
  count: number;
}

/** A piece of a pattern. In literal text `*` and `?` stand for themselves. */
export interface PatternPart {
  readonly text: string;
  readonly literal: boolean;
}

export type PatternParts = readonly [PatternPart, ...PatternPart[]];

/** Up to this length a chunk is compared at every position; above it, at all positions at once. */
const SHORT_CHUNK = 64;

/** What stands between two `*`. */
interface Chunk {
  readonly text: string;
  /** Where in the text any code unit will do; undefined where nowhere. */
  readonly holes: ReadonlySet<number> | undefined;
}

/**
 * A pattern of `*` (any run, also an empty one) and `?` (exactly one UTF-16 code unit). Matching never goes back
 * over a `*`, so that its cost is near linear whatever the pattern is.
 */
export interface Glob {
  /** Up to the first `*`. */
  readonly head: Chunk;
  /** Between the first `*` and the last, without empty ones. */
  readonly middle: readonly Chunk[];
  /** From the last `*` on; undefined where there is none and the head is the whole pattern. */
  readonly tail: Chunk | undefined;
  /** The length of the shortest text that matches. */
  readonly shortest: number;
}

export function compileGlob(parts: readonly PatternPart[]): Glob {
  let last: { text: string; holes: Set<number> | undefined } = { text: '', holes: undefined };
  const chunks: Chunk[] = [];
  for (const { text, literal } of parts) {
    for (const [index, piece] of (literal ? [text] : text.split('*')).entries()) {
      if (index > 0) {
        chunks.push(last);
        last = { text: '', holes: undefined };
      }
      for (let hole = literal ? -1 : piece.indexOf('?'); hole >= 0; hole = piece.indexOf('?', hole + 1)) {
        last.holes ??= new Set();
        last.holes.add(last.text.length + hole);
      }
      last.text += piece;
    }
  }
  const [head, ...middle] = chunks;
  const shortest = chunks.reduce((sum, { text }) => sum + text.length, last.text.length);
  return head === undefined
    ? { head: last, middle: [], tail: undefined, shortest }
    : { head, middle: middle.filter(({ text }) => text !== ''), tail: last, shortest };
}

/** `pattern` as it stands in a policy, without variables. */
export function globOf(pattern: string): Glob {
  return compileGlob([{ text: pattern, literal: false }]);
}

/** Whether the text from `start` up to and not including `end` matches as a whole. */
export function globMatches(
  { head, middle, tail, shortest }: Glob,
  text: string,
  start = 0,
  end = text.length,
  steps?: Steps,
): boolean {
  if (end - start < shortest) return false;
  if (tail === undefined) return end - start === shortest && matchesAt(head, text, start, steps);
  const limit = end - tail.text.length;
  if (!matchesAt(head, text, start, steps) || !matchesAt(tail, text, limit, steps)) return false;
  let position = start + head.text.length;
  for (const chunk of middle) {
    const found = search(chunk, text, position, limit, steps);
    if (found < 0) return false;
    position = found + chunk.text.length;
  }
  return true;
}

/** Whether the rest of the text from `start` on either matches or no later rest of it does. */
export function isLastChance(
  { head, tail, shortest }: Glob,
  text: string,
  start: number,
  steps?: Steps,
): boolean {
  if (tail === undefined || text.length - start < shortest) return text.length - start <= shortest;
  return matchesAt(head, text, start, steps);
}

function matchesAt({ text: expected, holes }: Chunk, text: string, at: number, steps?: Steps): boolean {
  if (steps) steps.count += 1 + expected.length;
  if (holes === undefined) return text.startsWith(expected, at);
  for (let index = 0; index < expected.length; index += 1) {
    if (expected.charCodeAt(index) !== text.charCodeAt(at + index) && !holes.has(index)) return false;
  }
  return true;
}

/** The first place from `start` where the chunk stands and ends at `end` or before; -1 where there is none. */
function search(chunk: Chunk, text: string, start: number, end: number, steps?: Steps): number {
  const { length } = chunk.text;
  if (length > SHORT_CHUNK) return searchLong(chunk, text, start, end, steps);
  for (let at = start; at + length <= end; at += 1) {
    if (matchesAt(chunk, text, at, steps)) return at;
  }
  return -1;
}

/** Shift-And: bit n of the state says that the last n + 1 code units match the chunk's first n + 1. */
function searchLong(chunk: Chunk, text: string, start: number, end: number, steps?: Steps): number {
  const { length } = chunk.text;
  const found = 1n << BigInt(length - 1);
  const masks = new Map<string, bigint>();
  let state = 0n;
  for (let at = start; at < end; at += 1) {
    const unit = text.charAt(at);
    let mask = masks.get(unit);
    if (mask === undefined) {
      mask = maskOf(chunk, unit);
      masks.set(unit, mask);
      if (steps) steps.count += length;
    }
    state = ((state << 1n) | 1n) & mask;
    if (steps) steps.count += Math.ceil(length / 64);
    if (state & found) return at - length + 1;
  }
  return -1;
}

/** The places of the chunk that take the code unit, the first of them last. */
function maskOf({ text, holes }: Chunk, unit: string): bigint {
  let bits = '';
  for (let index = text.length - 1; index >= 0; index -= 1) {
    bits += text[index] === unit || holes?.has(index) ? '1' : '0';
  }
  return BigInt(`0b${bits}`);
}
