/**
 * A place in a text, counted as Access Analyzer counts it.
 *
 * @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Position.html
 */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 0, in UTF-16 code units. */
  readonly column: number;
  /** From 0, in UTF-16 code units from the start of the text. */
  readonly offset: number;
}

/** From `start` up to and not including `end`. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** The keys and indexes that lead from the root of a JSON text to one value of it. */
export type Path = readonly (string | number)[];

/** @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Location.html */
export interface Location {
  /** The text: a path relative to the snapshot's root, or the file as it was named on the command line. */
  readonly source: string;
  readonly path: Path;
  readonly span: Span;
}

/**
 * A text that holds policy documents. Positions are worked out when they are asked for, since most tokens of an
 * account are never shown to anybody.
 */
export interface SourceText {
  /** What {@link Location.source} says. */
  readonly uri: string;
  /**
   * The span of the value at `path`, or of its key where `part` is `key`. A path that the text does not hold
   * gives the nearest value above it.
   */
  locate(path: Path, part: 'key' | 'value'): Location;
  /** The character at `offset` of the document's text: where a syntax error is. */
  locateOffset(offset: number): Location;
  /** The whole lines from the first to the last, both counted from 1; lines that the text does not have are left out. */
  lines(first: number, last: number): readonly string[];
}
