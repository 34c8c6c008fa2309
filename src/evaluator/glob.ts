/** Counts the work of a match, so that a test can bound it without a clock. */
export interface Steps {
  count: number;
}

/** A piece of a pattern. In literal text `*` and `?` stand for themselves. */
export interface PatternPart {
  readonly text: string;
  readonly literal: boolean;
}

/** `?` among the code units of a chunk. */
const ANY_ONE = -1;

/** Up to this length a chunk is compared at every position; above it, in parallel over the bits of a word. */
const SHORT_CHUNK = 32;

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
  readonly chunks: readonly [Chunk, ...Chunk[]];
  /** The length of the shortest text that matches. */
  readonly shortest: number;
}

export function compileGlob(parts: readonly PatternPart[]): Glob {
  const runs: number[][] = [[]];
  for (const { text, literal } of parts) {
    for (let index = 0; index < text.length; index += 1) {
      const character = text[index];
      if (!literal && character === '*') runs.push([]);
      else runs.at(-1)?.push(!literal && character === '?' ? ANY_ONE : text.charCodeAt(index));
    }
  }
  const chunks = runs
    .map(chunkOf)
    .filter(({ length }, index) => length > 0 || index === 0 || index === runs.length - 1);
  const [head = chunkOf([]), ...others] = chunks;
  return { chunks: [head, ...others], shortest: chunks.reduce((sum, { length }) => sum + length, 0) };
}

/** `pattern` as it stands in a policy, without variables. */
export function globOf(pattern: string): Glob {
  return compileGlob([{ text: pattern, literal: false }]);
}

/** Whether the text from `start` up to and not including `end` matches as a whole. */
export function globMatches(
  { chunks, shortest }: Glob,
  text: string,
  start = 0,
  end = text.length,
  steps?: Steps,
): boolean {
  const [head] = chunks;
  if (end - start < shortest) return false;
  if (chunks.length === 1) return end - start === shortest && matchesAt(head, text, start, steps);
  const tail = chunks.at(-1) ?? head;
  const limit = end - tail.length;
  if (!matchesAt(head, text, start, steps) || !matchesAt(tail, text, limit, steps)) return false;
  let position = start + head.length;
  for (let index = 1; index < chunks.length - 1; index += 1) {
    const chunk = chunks[index] ?? head;
    const found = search(chunk, text, position, limit, steps);
    if (found < 0) return false;
    position = found + chunk.length;
  }
  return true;
}

/** Whether the rest of the text from `start` on either matches or no later rest of it does. */
export function isLastChance(
  { chunks, shortest }: Glob,
  text: string,
  start: number,
  steps?: Steps,
): boolean {
  if (chunks.length === 1 || text.length - start < shortest) return text.length - start <= shortest;
  return matchesAt(chunks[0], text, start, steps);
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
  const words = Math.ceil(chunk.length / 32);
  const last = chunk.length - 1;
  const state = new Uint32Array(words);
  const masks = new Map<number, Uint32Array>();
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    const mask = masks.get(unit) ?? maskOf(chunk, unit, words);
    if (!masks.has(unit)) {
      masks.set(unit, mask);
      if (steps) steps.count += chunk.length;
    }
    if (steps) steps.count += words;
    let carry = 1;
    for (let word = 0; word < words; word += 1) {
      const bits = state[word] ?? 0;
      state[word] = ((bits << 1) | carry) & (mask[word] ?? 0);
      carry = bits >>> 31;
    }
    if ((state[last >>> 5] ?? 0) & (1 << (last & 31))) return at - last;
  }
  return -1;
}

function maskOf(chunk: Chunk, unit: number, words: number): Uint32Array {
  const mask = new Uint32Array(words);
  chunk.units.forEach((expected, index) => {
    if (expected === ANY_ONE || expected === unit)
      mask[index >>> 5] = (mask[index >>> 5] ?? 0) | (1 << (index & 31));
  });
  return mask;
}
