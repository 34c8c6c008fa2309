import { endOfString } from '../model/index.js';

/** Offsets in a text, in UTF-16 code units: from `start` up to and not including `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * The JSON values that stand one after another in a text, with or without space between them. Finds where each one
 * ends without looking at what is in it, so that a file of any size is cut at the speed of a search; the text is
 * valid JSON only if its parts are.
 */
export function topLevelValues(text: string): readonly Range[] {
  const ranges: Range[] = [];
  for (let start = afterSpace(text, 0); start < text.length; start = afterSpace(text, start)) {
    const end = endOfValue(text, start);
    ranges.push({ start, end });
    start = end;
  }
  return ranges;
}

/** Where each of them starts. Looks no further than it is asked, so that the first one costs nothing. */
export function* topLevelStarts(text: string): Generator<number> {
  for (
    let start = afterSpace(text, 0);
    start < text.length;
    start = afterSpace(text, endOfValue(text, start))
  )
    yield start;
}

/** The elements of the array that starts at `start`, in valid JSON; of any other value, none. */
export function* elements(text: string, start: number): Generator<Range> {
  if (text.charCodeAt(start) !== OPEN_BRACKET) return;
  let offset = afterSpace(text, start + 1);
  while (offset < text.length && text.charCodeAt(offset) !== CLOSE_BRACKET) {
    const end = endOfValue(text, offset);
    yield { start: offset, end };
    offset = afterSeparator(text, end, COMMA);
  }
}

/** The properties of the object that starts at `start`, in valid JSON; of any other value, none. */
export function* properties(
  text: string,
  start: number,
): Generator<{ readonly key: string; readonly value: Range }> {
  if (text.charCodeAt(start) !== OPEN_BRACE) return;
  let offset = afterSpace(text, start + 1);
  while (offset < text.length && text.charCodeAt(offset) !== CLOSE_BRACE) {
    const endOfKey = endOfString(text, offset);
    const key = JSON.parse(text.slice(offset, endOfKey)) as string;
    const valueStart = afterSeparator(text, endOfKey, COLON);
    const end = endOfValue(text, valueStart);
    yield { key, value: { start: valueStart, end } };
    offset = afterSeparator(text, end, COMMA);
  }
}

/**
 * The elements of each array that the object at `start` holds, by its key, in valid JSON; of any other value, none.
 * Goes through the text once, where {@link properties} and then {@link elements} would twice.
 */
export function arraysOf(text: string, start: number): ReadonlyMap<string, readonly Range[]> {
  const arrays = new Map<string, readonly Range[]>();
  if (text.charCodeAt(start) !== OPEN_BRACE) return arrays;
  let offset = afterSpace(text, start + 1);
  while (offset < text.length && text.charCodeAt(offset) !== CLOSE_BRACE) {
    const endOfKey = endOfString(text, offset);
    const valueStart = afterSeparator(text, endOfKey, COLON);
    let end: number;
    if (text.charCodeAt(valueStart) === OPEN_BRACKET) {
      const found = [...elements(text, valueStart)];
      arrays.set(JSON.parse(text.slice(offset, endOfKey)) as string, found);
      end = afterSpace(text, found.at(-1)?.end ?? valueStart + 1) + 1;
    } else end = endOfValue(text, valueStart);
    offset = afterSeparator(text, end, COMMA);
  }
  return arrays;
}

/** The value that a path leads to from the value at `start`, or the nearest one above it. */
export function valueAt(text: string, { start, end }: Range, path: readonly (string | number)[]): Range {
  let found: Range = { start, end };
  for (const step of path) {
    const next =
      typeof step === 'number' ? elementAt(text, found.start, step) : lastProperty(text, found.start, step);
    if (next === undefined) break;
    found = next;
  }
  return found;
}

function elementAt(text: string, start: number, index: number): Range | undefined {
  let position = 0;
  for (const range of elements(text, start)) if (position++ === index) return range;
  return undefined;
}

/** Of two properties with one name, JSON.parse takes the last. */
function lastProperty(text: string, start: number, name: string): Range | undefined {
  let found: Range | undefined;
  for (const { key, value } of properties(text, start)) if (key === name) found = value;
  return found;
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start);
  return first === OPEN_BRACE || first === OPEN_BRACKET
    ? endOfContainer(text, start)
    : endOfScalar(text, start);
}

function endOfContainer(text: string, start: number): number {
  // Most of an indented text is space, which a search leaves behind faster than a look at each character.
  const mark = /["{}[\]]/g;
  mark.lastIndex = start;
  let depth = 0;
  while (mark.test(text)) {
    const code = text.charCodeAt(mark.lastIndex - 1);
    if (code === QUOTE) mark.lastIndex = endOfString(text, mark.lastIndex - 1);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (--depth === 0) return mark.lastIndex;
  }
  return text.length;
}

/** At least one character, so that no text, however broken, holds a reader up. */
function endOfScalar(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && !isStructural(text.charCodeAt(end))) end++;
  return end;
}

function isStructural(code: number): boolean {
  return (
    code === QUOTE ||
    code === COMMA ||
    code === COLON ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET
  );
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function afterSpace(text: string, start: number): number {
  let offset = start;
  while (offset < text.length && isSpace(text.charCodeAt(offset))) offset++;
  return offset;
}

function afterSeparator(text: string, start: number, separator: number): number {
  const offset = afterSpace(text, start);
  return text.charCodeAt(offset) === separator ? afterSpace(text, offset + 1) : offset;
}
