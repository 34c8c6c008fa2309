import type { EntityText, Location, Path, Position, SourceText } from '../model/index.js';
import { deepNestingAt } from '../model/index.js';
import { Lines } from './lines.js';
import { Places } from './places.js';

/**
 * A text whose positions are found by parsing it again, once, when the first one is asked for: few documents of an
 * account have findings.
 */
export function sourceText(entity: EntityText): SourceText {
  return positioned(entity.uri, () => {
    const lines = linesOf(entity);
    const { start, end } = entity.range ?? { start: 0, end: lines.text.length };
    const json = lines.text.slice(start, end);
    const places = new Places(deepNestingAt(json) === undefined ? json : '');
    return { lines, base: start, rangeOf: (path, part) => places.rangeOf(path, part) };
  });
}

/** A text with the places of its values, as offsets. */
export interface ParsedText {
  readonly lines: Lines;
  /** Where the document starts in the text. */
  readonly base: number;
  /** Where the value at `path` starts and ends, or its key, or what is nearest above it; counted from the base. */
  readonly rangeOf: (path: Path, part: 'key' | 'value') => readonly [start: number, end: number];
}

/** @param parse is called once, when the first position is asked for. */
export function positioned(uri: string, parse: () => ParsedText): SourceText {
  return new LazySource(uri, parse);
}

class LazySource implements SourceText {
  private known: ParsedText | undefined;

  constructor(
    readonly uri: string,
    private readonly parse: () => ParsedText,
  ) {}

  locate(path: Path, part: 'key' | 'value'): Location {
    const { base, rangeOf } = this.parsed;
    const [start, end] = rangeOf(path, part);
    return this.locationAt(path, base + start, base + end);
  }

  locateOffset(offset: number): Location {
    const { base, lines } = this.parsed;
    const start = base + offset;
    return this.locationAt([], start, Math.min(start + 1, Math.max(start, lines.text.length)));
  }

  lines(first: number, last: number): readonly string[] {
    return this.parsed.lines.between(first, last);
  }

  private get parsed(): ParsedText {
    return (this.known ??= this.parse());
  }

  private locationAt(path: Path, start: number, end: number): Location {
    const { lines } = this.parsed;
    return {
      source: this.uri,
      path,
      span: { start: lines.positionAt(start), end: lines.positionAt(end) },
    };
  }
}

/**
 * The text inside the string at `path` of `outer`: a policy document that was kept as a string. Its positions are
 * those of the characters in the outer text, escape sequences counted as they are written there.
 */
export function embeddedText(outer: SourceText, path: Path, text: string): SourceText {
  const inner = sourceText({ uri: outer.uri, text: () => text });
  const outerPosition = (offset: number): Position => {
    const { span } = outer.locate(path, 'value');
    const { line, column, offset: start } = span.start;
    const literal = outer
      .lines(line, span.end.line)
      .join('\n')
      .slice(column, column + span.end.offset - start);
    const written = writtenLength(literal, offset);
    return { line, column: column + written, offset: start + written };
  };
  const outward = ({ path: innerPath, span }: Location): Location => ({
    source: outer.uri,
    path: [...path, ...innerPath],
    span: { start: outerPosition(span.start.offset), end: outerPosition(span.end.offset) },
  });
  return {
    uri: outer.uri,
    locate: (innerPath, part) => outward(inner.locate(innerPath, part)),
    locateOffset: (offset) => outward(inner.locateOffset(offset)),
    lines: (first, last) => outer.lines(first, last),
  };
}

/** How many characters of a JSON string literal, the opening quote included, stand before character `offset` of its value. */
function writtenLength(literal: string, offset: number): number {
  let at = 1;
  for (let decoded = 0; decoded < offset && at < literal.length - 1; decoded++) {
    if (literal[at] === '\\') at += literal[at + 1] === 'u' ? 6 : 2;
    else at += 1;
  }
  return at;
}

/** By the function that reads the text: the entities of a large file share one. */
const linesOfTexts = new WeakMap<EntityText['text'], Lines>();

function linesOf({ text: read, range }: EntityText): Lines {
  const known = linesOfTexts.get(read);
  if (known) return known;
  const lines = new Lines(read());
  // A file of its own is kept by its one entity.
  if (range) linesOfTexts.set(read, lines);
  return lines;
}
