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
/** Terraform's, a table's, a quotation's, a comment's. */
const LEFT_BORDER = /^[ \t]*[│╷╵┃║|>#] ?/gm;
const RIGHT_BORDER = /[│┃║|]$/gm;
const INDENTATION = /^[ \t]+/gm;

/** A text without what terminals, tools and formats put around a message. Line breaks that may mean something stay. */
export function plainText(text: string): string {
  const bare = text
    .replaceAll(ESCAPE_SEQUENCE, '')
    .replaceAll(LINE_BREAK, '\n')
    .replaceAll(INVISIBLE, '')
    .replaceAll(LEFT_BORDER, '')
    .replaceAll(RIGHT_BORDER, '');
  let plain = withoutHardWraps(bare).replaceAll(JSON_ESCAPE, (_, escaped: string) =>
    escaped === '"' ? '"' : escaped === 't' ? ' ' : '\n',
  );
  for (const [entity, character] of ENTITIES) plain = plain.replaceAll(entity, character);
  return plain.replaceAll(INDENTATION, '');
}

/** A terminal cuts every line at its own width, in the middle of words: two lines of one length give it away. */
function withoutHardWraps(text: string): string {
  const lines = text.split('\n');
  const isFull = (at: number) => {
    const { length } = lines[at] ?? '';
    return (
      length >= 40 && length <= 250 && (lines[at - 1]?.length === length || lines[at + 1]?.length === length)
    );
  };
  return lines
    .map((line, at) => {
      const isPadded = line.endsWith('  ');
      const isLast = at === lines.length - 1 || lines[at + 1]?.trim() === '';
      return isFull(at) && !isPadded && !isLast ? line : `${line}\n`;
    })
    .join('');
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
  readonly offset: (index: number) => number;
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
    if (!isUnfinished(token)) break;
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
  if ('arn:'.startsWith(token) || (token.startsWith('arn:') && token.split(':').length < 6)) return true;
  return /[/:_-]$/.test(token) && !WHOLE_KIND.test(token);
}

/** A value whose end is known, without the line breaks in it. */
export function joinLines(value: string, glue = ''): string {
  return value.trim().replaceAll(/\s*\n\s*/g, glue);
}
