import { printParseErrorCode, visit } from 'jsonc-parser';
import { SnapshotError } from './snapshot-error.js';
import type { Range } from './json-scan.js';

/** The value of a text or of a part of it; the error names the file, the line and the column where it breaks off. */
export function parseJson(file: string, text: string, part: Range = { start: 0, end: text.length }): unknown {
  const whole = part.start === 0 && part.end === text.length;
  const json = whole ? text : text.slice(part.start, part.end);
  try {
    return JSON.parse(json);
  } catch {
    throw syntaxError(file, text, json, part.start);
  }
}

/** `file:line:column`, both from 1, as editors and terminals have it. */
export function placeIn(file: string, text: string, offset: number): string {
  let line = 1;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', lineStart)) {
    line++;
    lineStart = end + 1;
  }
  return `${file}:${line}:${offset - lineStart + 1}`;
}

function syntaxError(file: string, text: string, json: string, start: number): SnapshotError {
  if (json.trim() === '') {
    return new SnapshotError(`${file} is empty.`, 'Nothing was written to it: collect it again.');
  }
  const error = firstError(json);
  const end = json.trimEnd().length;
  if (error && (error.offset >= end || (error.name === 'UnexpectedEndOfString' && error.end >= end))) {
    return new SnapshotError(
      `${placeIn(file, text, start + end)}: The file ends in the middle of a JSON value.`,
      'It was cut off while it was written or copied: copy it once more, or collect it again.',
    );
  }
  const problem = error ? ` (${words(error.name)})` : '';
  return new SnapshotError(
    `${placeIn(file, text, start + (error?.offset ?? 0))}: This is not valid JSON${problem}.`,
    'Mend it there, or collect it again.',
  );
}

interface SyntaxProblem {
  /** jsonc-parser's name for it, such as `CommaExpected`. */
  readonly name: string;
  readonly offset: number;
  readonly end: number;
}

/** Undefined where the text is nested too deeply to be looked at. */
function firstError(json: string): SyntaxProblem | undefined {
  let first: SyntaxProblem | undefined;
  const stop = new Error('The first error is enough.');
  try {
    visit(
      json,
      {
        onError: (code, offset, length) => {
          first = { name: printParseErrorCode(code), offset, end: offset + length };
          throw stop;
        },
      },
      { disallowComments: true },
    );
  } catch (error) {
    if (error !== stop && !(error instanceof RangeError)) throw error;
  }
  return first;
}

function words(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
