import { ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
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
    return new SnapshotError(`${file} is empty`, 'Nothing was written to it: collect it again.');
  }
  const { code, offset } = firstError(json) ?? { code: undefined, offset: 0 };
  const place = placeIn(file, text, start + offset);
  if (offset >= json.trimEnd().length || code === ParseErrorCode.UnexpectedEndOfString) {
    return new SnapshotError(
      `${place}: the file ends in the middle of a JSON value`,
      'It was cut off while it was written or copied: copy it once more, or collect it again.',
    );
  }
  const problem = code === undefined ? '' : ` (${words(code)})`;
  return new SnapshotError(`${place}: this is not valid JSON${problem}`, 'Mend it there, or collect it again.');
}

interface SyntaxProblem {
  readonly code: ParseErrorCode;
  readonly offset: number;
}

/** Undefined where the text is nested too deeply to be looked at. */
function firstError(json: string): SyntaxProblem | undefined {
  let first: SyntaxProblem | undefined;
  try {
    visit(
      json,
      {
        onError: (code, offset) => {
          first = { code, offset };
          throw new Error('stop at the first');
        },
      },
      { disallowComments: true },
    );
  } catch {
    return first;
  }
  return first;
}

function words(code: ParseErrorCode): string {
  const name = printParseErrorCode(code).replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`);
  return name.toLowerCase();
}
