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

/** `?` among the code units of a chunk. */
const ANY_ONE = -1;

/** Up to this length a chunk is compared at every position; above it, at all positions at once. */
const SHORT_CHUNK = 64;

/** What stands between two `*`. */
interface Chunk {
  readonly length: number;
  /** The text, where there is no `?` in it. */
  readonly text: string | undefined;
  readonly units: readonly number[];
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
  let run: number[] = [];
  const runs = [run];
  for (const { text, literal } of parts) {
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index];
      if (!literal && character === '*') {
        run = [];
        runs.push(run);
      } else run.push(!literal && character === '?' ? ANY_ONE : text.charCodeAt(index));
    }
  }
  const middle = runs.slice(1, -1).filter(({ length }) => length > 0);
  return {
    head: chunkOf(runs.length > 1 ? runs.slice(0, 1).flat() : run),
    middle: middle.map(chunkOf),
    tail: runs.length > 1 ? chunkOf(run) : undefined,
    shortest: runs.reduce((sum, { length }) => sum + length, 0),
  };
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
  const limit = end - tail.length;
  if (!matchesAt(head, text, start, steps) || !matchesAt(tail, text, limit, steps)) return false;
  let position = start + head.length;
  for (const chunk of middle) {
    const found = search(chunk, text, position, limit, steps);
    if (found < 0) return false;
    position = found + chunk.length;
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

function chunkOf(units: readonly number[]): Chunk {
  const text = units.includes(ANY_ONE) ? undefined : units.map((unit) => String.fromCharCode(unit)).join('');
  return { length: units.length, text, units };
}

function matchesAt(chunk: Chunk, text: string, at: number, steps?: Steps): boolean {
  if (steps) steps.count += 1 + chunk.length;
  if (chunk.text !== undefined) return text.startsWith(chunk.text, at);
  for (let index = 0; index < chunk.length; index += 1) {
    const unit = chunk.units[index];
    if (unit !== ANY_ONE && unit !== text.charCodeAt(at + index)) return false;
  }
  return true;
}

/** The first place from `start` where the chunk stands and ends at `end` or before; -1 where there is none. */
function search(chunk: Chunk, text: string, start: number, end: number, steps?: Steps): number {
  if (chunk.length > SHORT_CHUNK) return searchLong(chunk, text, start, end, steps);
  for (let at = start; at + chunk.length <= end; at += 1) {
    if (matchesAt(chunk, text, at, steps)) return at;
  }
  return -1;
}

/** Shift-And: bit n of the state says that the last n + 1 code units match the chunk's first n + 1. */
function searchLong(chunk: Chunk, text: string, start: number, end: number, steps?: Steps): number {
  const found = 1n << BigInt(chunk.length - 1);
  const masks = new Map<number, bigint>();
  let state = 0n;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    let mask = masks.get(unit);
    if (mask === undefined) {
      mask = maskOf(chunk, unit);
      masks.set(unit, mask);
      if (steps) steps.count += chunk.length;
    }
    state = ((state << 1n) | 1n) & mask;
    if (steps) steps.count += Math.ceil(chunk.length / 64);
    if (state & found) return at - chunk.length + 1;
  }
  return -1;
}

/** The places of the chunk that take the code unit. */
function maskOf(chunk: Chunk, unit: number): bigint {
  const bits = chunk.units.map((expected) => (expected === ANY_ONE || expected === unit ? '1' : '0'));
  return BigInt(`0b${bits.reverse().join('')}`);
}
