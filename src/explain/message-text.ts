/** Longer than any ARN, its line wraps included. */
export const LONGEST_VALUE = 4096;

const ESCAPE_SEQUENCE = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
/** One or more backslashes: a message inside JSON inside JSON has several. Starts only where a run of them does. */
const JSON_ESCAPE = /(?<!\\)\\{1,8}(["nrt])/g;
const ENTITIES: readonly (readonly [string, string])[] = [
  ['&quot;', '"'],
  ['&#34;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
];
const LINE_BREAK = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;
/** Terraform's frame, a table, a quotation, a comment. */
const LEFT_MARGIN = /^[ \t│╷╵┃║|>#]+/gm;
const RIGHT_BORDER = /[│┃║|]$/gm;

/** A text without what terminals, tools and formats put around a message. Its line breaks stay. */
export function plainText(text: string): string {
  let plain = text
    .replaceAll(ESCAPE_SEQUENCE, '')
    .replaceAll(JSON_ESCAPE, (_, escaped: string) => (escaped === '"' ? '"' : escaped === 't' ? ' ' : '\n'));
  for (const [entity, character] of ENTITIES) plain = plain.replaceAll(entity, character);
  return plain
    .replaceAll(LINE_BREAK, '\n')
    .replaceAll(INVISIBLE, '')
    .replaceAll(LEFT_MARGIN, '')
    .replaceAll(RIGHT_BORDER, '');
}

/**
 * A text beside the same text without its whitespace. A terminal wraps lines in the middle of a word; a phrase that
 * is looked for without whitespace is found all the same.
 */
export interface DenseText {
  readonly text: string;
  /** The text without whitespace. */
  readonly dense: string;
  /** The same in lower case, index by index. */
  readonly folded: string;
  /** Where in the text an index of the other two stands. */
  offset(index: number): number;
}

export function denseText(text: string): DenseText {
  const offsets = new Uint32Array(text.length + 1);
  const parts: string[] = [];
  let length = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    for (let i = 0; i < word.length; i++) offsets[length + i] = index + i;
    length += word.length;
    parts.push(word);
  }
  const dense = parts.join('');
  return {
    text,
    dense,
    // Only A to Z: the lower case of other letters may be longer than they are.
    folded: dense.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()),
    offset: (index) => (index < length ? (offsets[index] ?? text.length) : text.length),
  };
}

/** What ends an unquoted value: whitespace, a quotation mark, a closing XML tag. */
const WORD = /[^\s"'`<]*(?:<(?!\/)[^\s"'`<]*)*/y;
const LINE_END = /[ \t]*\n[ \t]*(?=\S)/y;
const TRAILING_PUNCTUATION = /[.,;)\]]{1,8}$/;
/** An ARN ends in a slash where it means all of a kind: `arn:aws:iam::111122223333:user/`. */
const WHOLE_KIND = /:[a-z]+\/$/;

/** The value that starts at `start` and that only its own form can end: an ARN, a name. */
export function readToken(text: string, start: number): string {
  let token = wordAt(text, start);
  let end = start + token.length;
  while (token.length < LONGEST_VALUE) {
    LINE_END.lastIndex = end;
    if (!LINE_END.test(text)) break;
    const next = LINE_END.lastIndex;
    if (!isUnfinished(token) && !isHardWrapped(text, end)) break;
    const word = wordAt(text, next);
    token += word;
    end = next + word.length;
  }
  return token.replace(TRAILING_PUNCTUATION, '');
}

function wordAt(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? '';
}

function isUnfinished(token: string): boolean {
  if (token.startsWith('arn:') && token.split(':').length < 6) return true;
  return /[/:_-]$/.test(token) && !WHOLE_KIND.test(token);
}

/** Whether the line that ends at `end` is as long as the one before it: a terminal cuts all lines at one width. */
function isHardWrapped(text: string, end: number): boolean {
  const [current, previous] = text
    .slice(Math.max(0, end - 600), end)
    .split('\n')
    .reverse();
  if (current === undefined || previous === undefined) return false;
  return current.length === previous.length && current.length >= 40 && current.length <= 250;
}

/** A value whose end is known, with its line wraps taken out. An ARN has no spaces; other values keep one for each wrap. */
export function joinLines(value: string): string {
  const trimmed = value.trim();
  return trimmed.replaceAll(/\s*\n\s*/g, /^["'`]?arn:/.test(trimmed) ? '' : ' ');
}
