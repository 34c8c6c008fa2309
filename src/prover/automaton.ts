/**
 * A pattern as a list of tokens. What is none of the wildcards below is a letter: a UTF-16 code unit or, above
 * these, a text of unknown length that is the same wherever its letter stands.
 */
export type Tokens = readonly number[];

/** Exactly one letter; in a field one that is not a colon. */
export const ONE = -1;
export const ONE_IN_FIELD = -2;
/** Any number of letters; in a field of letters that are not colons. */
export const MANY = -3;
export const MANY_IN_FIELD = -4;
/** Exactly one decimal digit, as in an account id; stands in no pattern that others wrote. */
export const ONE_DIGIT = -5;

/** The first of the letters that stand for an unknown text. */
export const UNKNOWN_TEXT = 0x20000;

const COLON = 0x3a;
const ZERO = 0x30;
const DIGITS: readonly number[] = Array.from('0123456789', (digit) => digit.charCodeAt(0));

/** A letter that stands in no pattern. */
const FRESH = 0x10000;

/** How many comparisons of two tokens a question is worth. */
const BUDGET = 1_000_000;

/** Whether there is a text that matches both patterns; undefined where finding out would take too long. */
export function tokensIntersect(a: Tokens, b: Tokens): boolean | undefined {
  if (isTooMuch(a, b)) return undefined;
  const width = b.length + 1;
  const seen = new Uint8Array((a.length + 1) * width);
  const open: number[] = [];
  const visit = (i: number, j: number) => {
    const state = i * width + j;
    if (seen[state] === 1) return;
    seen[state] = 1;
    open.push(state);
  };
  visit(0, 0);
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const i = Math.floor(state / width);
    const j = state % width;
    if (i === a.length && j === b.length) return true;
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && isMany(left)) visit(i + 1, j);
    if (right !== undefined && isMany(right)) visit(i, j + 1);
    if (left === undefined || right === undefined || !shareLetter(left, right)) continue;
    visit(isMany(left) ? i : i + 1, isMany(right) ? j : j + 1);
  }
  return false;
}

/** Whether every text that matches `b` matches `a`; undefined where finding out would take too long. */
export function tokensCover(a: Tokens, b: Tokens): boolean | undefined {
  const wide = inOrder(a);
  const narrow = inOrder(b);
  if (isTooMuch(wide, narrow)) return undefined;
  if (matches(wide, narrow)) return true;
  if (SAMPLES.some((sample) => !matches(wide, narrow.flatMap(sample)))) return false;
  return isIncluded(wide, narrow);
}

/** Whether comparing two patterns would take too long. */
export function isTooMuch(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  return (a.length + 1) * (b.length + 1) > BUDGET;
}

/** Texts that match a pattern, by what stands for its wildcards. */
const SAMPLES: readonly ((token: number) => readonly number[])[] = [
  (token) => [plainLetter(token)],
  (token) => (isMany(token) ? [] : [plainLetter(token)]),
  (token) => [token === MANY || token === ONE ? COLON : plainLetter(token)],
];

function plainLetter(token: number): number {
  if (token === ONE_DIGIT) return ZERO;
  return token < 0 ? FRESH : token;
}

/** `*?` means what `?*` means, and `**` what `*` means: in each run of wildcards of a kind, `?` goes first. */
function inOrder(tokens: Tokens): Tokens {
  const result: number[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    const isSameKind =
      (last === MANY && (token === ONE || token === MANY)) ||
      (last === MANY_IN_FIELD && (token === ONE_IN_FIELD || token === MANY_IN_FIELD));
    if (!isSameKind) result.push(token);
    else if (token !== last) result.splice(-1, 0, token);
  }
  return result;
}

function isMany(token: number | undefined): boolean {
  return token === MANY || token === MANY_IN_FIELD;
}

/** Whether a token takes a letter, or all that another wildcard can stand for. */
function takes(token: number | undefined, input: number): boolean {
  switch (token) {
    case MANY:
      return true;
    case ONE:
      return input < UNKNOWN_TEXT && !isMany(input);
    case MANY_IN_FIELD:
      return input === MANY_IN_FIELD || isOneInField(input);
    case ONE_IN_FIELD:
      return isOneInField(input);
    case ONE_DIGIT:
      return input === ONE_DIGIT || DIGITS.includes(input);
    default:
      return token === input;
  }
}

function isOneInField(input: number): boolean {
  const isLetter = input >= 0 && input < UNKNOWN_TEXT && input !== COLON;
  return isLetter || input === ONE_IN_FIELD || input === ONE_DIGIT;
}

/** Whether one letter can be taken by both. */
function shareLetter(a: number, b: number): boolean {
  return a < 0 && b < 0 ? true : a < 0 ? takes(a, b) : takes(b, a);
}

/** The positions in a pattern that a prefix of a text can lead to, in order. */
type Positions = readonly number[];

function start(pattern: Tokens): Positions {
  return withSkips(pattern, [0]);
}

function step(pattern: Tokens, positions: Positions, input: number): Positions {
  const next: number[] = [];
  for (const position of positions) {
    const token = pattern[position];
    if (token === undefined || !takes(token, input)) continue;
    const target = isMany(token) ? position : position + 1;
    if (next.at(-1) !== target) next.push(target);
  }
  return withSkips(pattern, next);
}

/** With the positions after each `*`, which can stand for nothing. */
function withSkips(pattern: Tokens, positions: Positions): Positions {
  const all: number[] = [];
  for (const position of positions) {
    for (let target = position; target > (all.at(-1) ?? -1); target += 1) {
      all.push(target);
      if (!isMany(pattern[target] ?? 0)) break;
    }
  }
  return all;
}

/** Whether the text matches the pattern. */
export function tokensMatch(pattern: Tokens, text: string): boolean {
  return accepts(pattern, (index) => (index < text.length ? text.charCodeAt(index) : undefined));
}

/** Whether the pattern takes the inputs one after the other, and nothing is left of either. */
function matches(pattern: Tokens, inputs: Tokens): boolean {
  return accepts(pattern, (index) => inputs[index]);
}

/** The same for inputs that are given one by one, until there is none. */
function accepts(pattern: Tokens, inputAt: (index: number) => number | undefined): boolean {
  const { length } = pattern;
  // Whether the inputs so far can lead to each position of the pattern; to none before the lowest one.
  let reached = new Uint8Array(length + 1);
  let next = new Uint8Array(length + 1);
  let lowest = 0;
  let highest = 0;
  reached[0] = 1;
  for (let index = 0; ; index += 1) {
    for (let position = lowest; position <= highest && position < length; position += 1) {
      if (reached[position] !== 1 || !isMany(pattern[position])) continue;
      reached[position + 1] = 1;
      highest = Math.max(highest, position + 1);
    }
    const input = inputAt(index);
    if (input === undefined) return reached[length] === 1;
    next.fill(0);
    let [nextLowest, nextHighest] = [length + 1, -1];
    for (let position = lowest; position <= highest && position < length; position += 1) {
      const token = pattern[position];
      if (reached[position] !== 1 || !takes(token, input)) continue;
      const target = isMany(token) ? position : position + 1;
      next[target] = 1;
      nextLowest = Math.min(nextLowest, target);
      nextHighest = target;
    }
    if (nextHighest < 0) return false;
    [reached, next, lowest, highest] = [next, reached, nextLowest, nextHighest];
  }
}

/**
 * Follows both patterns through all texts of `narrow` at once. Only the letters of `wide` can make a difference;
 * one more stands for all others.
 */
function isIncluded(wide: Tokens, narrow: Tokens): boolean | undefined {
  const known = wide.filter((token) => token >= 0 && token < UNKNOWN_TEXT);
  const letters = [...new Set([...known, COLON, FRESH, ...(narrow.includes(ONE_DIGIT) ? DIGITS : [])])];
  const seen = new Set<string>();
  const open: { readonly at: number; readonly positions: Positions }[] = [{ at: 0, positions: start(wide) }];
  let left = BUDGET;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { at, positions } = state;
    const token = narrow[at];
    if (token === undefined) {
      if (positions.at(-1) !== wide.length) return false;
      continue;
    }
    const key = `${at} ${positions.join(' ')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const next = token < 0 ? letters.filter((letter) => takes(token, letter)) : [token];
    left -= (positions.length + 1) * (next.length + 1);
    if (left < 0) return undefined;
    if (isMany(token)) open.push({ at: at + 1, positions });
    for (const letter of next) {
      open.push({ at: isMany(token) ? at : at + 1, positions: step(wide, positions, letter) });
    }
  }
  return true;
}

/** How many positions may still be looked at. */
export interface TextBudget {
  left: number;
}

/** Letters for what no pattern names, from the plainest. */
const PLAIN_LETTERS = 'xyzabcdefghijklmnopqrstuvwXYZABCDEFGHIJKLMNOPQRSTUVW0123456789-_.';

/**
 * A shortest text that matches all of `required` and none of `excluded`; `none` where there is no such text,
 * undefined where finding out would take too long. Follows all patterns at once, letter by letter: only the letters
 * that one of them waits for can make a difference, and one more stands for all others.
 */
export function findText(
  required: readonly Tokens[],
  excluded: readonly Tokens[],
  budget: TextBudget,
): { readonly text: string } | 'none' | undefined {
  const used = new Set([...required, ...excluded].flat());
  const fresh = Array.from(PLAIN_LETTERS, (letter) => letter.charCodeAt(0)).find((code) => !used.has(code));
  const tracks = [required, excluded].flatMap((patterns) =>
    patterns.map((pattern): Track => ({
      pattern,
      isRequired: patterns === required,
      positions: start(pattern),
    })),
  );
  const seen = new Set([keyOf(tracks)]);
  let open: SearchState[] = [{ tracks, text: '' }];
  while (open.length > 0) {
    const next: SearchState[] = [];
    for (const { tracks, text } of open) {
      if (tracks.every((track) => isAtEnd(track) === track.isRequired)) return { text };
      for (const letter of lettersAfter(tracks, fresh ?? FRESH - 1)) {
        const after = tracks.map((track) => ({
          ...track,
          positions: step(track.pattern, track.positions, letter),
        }));
        budget.left -= after.reduce((sum, { positions }) => sum + positions.length + 1, 0);
        if (budget.left < 0) return undefined;
        if (after.some(({ isRequired, positions }) => isRequired && positions.length === 0)) continue;
        const key = keyOf(after);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ tracks: after, text: text + String.fromCharCode(letter) });
      }
    }
    open = next;
  }
  return 'none';
}

/** How far a text has come in one pattern. */
interface Track {
  readonly pattern: Tokens;
  readonly isRequired: boolean;
  readonly positions: Positions;
}

interface SearchState {
  readonly tracks: readonly Track[];
  readonly text: string;
}

function isAtEnd({ pattern, positions }: Track): boolean {
  return positions.at(-1) === pattern.length;
}

function keyOf(tracks: readonly Track[]): string {
  return tracks.map(({ positions }) => positions.join(' ')).join(',');
}

/** A letter that no pattern waits for goes first, so that the text found is nobody's own. */
function lettersAfter(tracks: readonly Track[], fresh: number): ReadonlySet<number> {
  const letters = new Set([fresh, COLON]);
  for (const { pattern, positions } of tracks) {
    for (const position of positions) {
      const token = pattern[position];
      if (token === ONE_DIGIT) for (const digit of DIGITS) letters.add(digit);
      else if (token !== undefined && token >= 0 && token < UNKNOWN_TEXT) letters.add(token);
    }
  }
  return letters;
}
