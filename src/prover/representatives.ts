import { findText, MANY, MANY_IN_FIELD, ONE_DIGIT, type TextBudget } from './automaton.js';
import { patternIncludes, patternMatches, patternsMeet, type Pattern } from './pattern.js';

/** Texts that stand for all others. */
export interface Representatives {
  readonly texts: readonly string[];
  /** Whether each class has its text. */
  readonly isComplete: boolean;
}

/** What matches one of some patterns, such as the values of one element. */
export type PatternSet = readonly Pattern[];

/** The texts that are in all of some sets and in none of others, with those of them that are at hand. */
interface Cell {
  readonly inside: readonly PatternSet[];
  readonly outside: readonly PatternSet[];
  readonly texts: readonly string[];
}

/** What overlapping sets could make of a text, as adversaries write them. */
const MOST_CELLS = 500;

/** What a caller knows of the texts that it wants. */
export interface TextHints {
  /** Texts that read well, to be taken where they fit. */
  readonly samples?: readonly string[];
  /** Texts that are not meant although they match. */
  readonly except?: PatternSet;
}

/**
 * One text of each class that the sets can tell apart among the texts of `within`: the classes are split by one set
 * after the other, and each part that is not empty goes on with a text of its own.
 *
 * @param budget of all searches for texts that plain comparison does not find
 */
export function representatives(
  within: Pattern,
  sets: readonly PatternSet[],
  budget: TextBudget,
  { samples = [], except = [] }: TextHints = {},
): Representatives {
  const search = new TextSearch(within, samples[0], budget);
  const fitting = [...new Set(samples)].filter((text) => patternMatches(within, text) && !isIn(except, text));
  let cells = cellsOf({ inside: [], outside: [except], texts: fitting }, search);
  for (const all of sets) {
    const set = all.filter((pattern) => patternsMeet(within, pattern) !== false);
    if (set.length === 0) continue;
    cells = cells.flatMap((cell) => split(cell, set, search));
    if (cells.length > MOST_CELLS) return { texts: firstTexts(cells), isComplete: false };
  }
  return { texts: firstTexts(cells), isComplete: search.isComplete };
}

function firstTexts(cells: readonly Cell[]): readonly string[] {
  return cells.flatMap(({ texts }) => texts.slice(0, 1));
}

/** A cell that is plainly in the set, or plainly not, stays as it is: most are. */
function split(cell: Cell, set: PatternSet, search: TextSearch): readonly Cell[] {
  const { inside, outside, texts } = cell;
  if (inside.some((own) => search.areApart(own, set) || search.isWithin(own, set))) return [cell];
  return [
    ...cellsOf({ inside: [...inside, set], outside, texts: texts.filter((text) => isIn(set, text)) }, search),
    ...cellsOf(
      { inside, outside: [...outside, set], texts: texts.filter((text) => !isIn(set, text)) },
      search,
    ),
  ];
}

/** The cell, unless there is nothing in it. */
function cellsOf(cell: Cell, search: TextSearch): readonly Cell[] {
  if (cell.texts.length > 0) return [cell];
  const text = search.find(cell.inside, cell.outside);
  return text === undefined ? [] : [{ ...cell, texts: [text] }];
}

function isIn(set: PatternSet, text: string): boolean {
  return set.some((pattern) => patternMatches(pattern, text));
}

/** What stands for a wildcard, from what reads best. */
const FILLERS = ['example', '', 'x'];

class TextSearch {
  /** Whether every text that was looked for and not found does not exist. */
  isComplete = true;
  private readonly examples = new Map<Pattern, readonly string[]>();
  private readonly included = new Map<Pattern, Map<Pattern, boolean>>();
  private readonly meeting = new Map<Pattern, Map<Pattern, boolean>>();
  private readonly apart = new Map<PatternSet, Map<PatternSet, boolean>>();
  private readonly nested = new Map<PatternSet, Map<PatternSet, boolean>>();

  constructor(
    private readonly within: Pattern,
    private readonly sample: string | undefined,
    private readonly budget: TextBudget,
  ) {}

  /** A text in all of some sets and in none of others; undefined where there is none, or none is found in time. */
  find(inside: readonly PatternSet[], outside: readonly PatternSet[]): string | undefined {
    const fits = (text: string) =>
      patternMatches(this.within, text) &&
      inside.every((set) => isIn(set, text)) &&
      !outside.some((set) => isIn(set, text));
    const excluded = new Set(outside.flat());
    for (const required of this.choices(inside, excluded, [this.within])) {
      for (const pattern of required) {
        const example = this.examplesOf(pattern).find(fits);
        if (example !== undefined) return example;
      }
      const near = [...excluded].filter((pattern) => required.every((one) => this.meet(one, pattern)));
      const found = findText(tokensOf(required), tokensOf(near), this.budget);
      if (found === undefined) {
        this.isComplete = false;
        return undefined;
      }
      if (found !== 'none') return found.text;
    }
    return undefined;
  }

  /** Each way to take one pattern of every set, but for those that plainly hold no text that is wanted. */
  private *choices(
    inside: readonly PatternSet[],
    excluded: ReadonlySet<Pattern>,
    taken: readonly [Pattern, ...Pattern[]],
  ): Iterable<readonly Pattern[]> {
    const [set, ...rest] = inside;
    if (excluded.has(taken[0])) return;
    for (const wide of excluded) if (this.includes(wide, taken[0])) return;
    if (set === undefined) yield taken;
    // A pattern that stands in two sets is enough for both.
    else if (set.some((pattern) => taken.includes(pattern))) yield* this.choices(rest, excluded, taken);
    else {
      for (const pattern of set) {
        if (taken.every((other) => this.meet(other, pattern)))
          yield* this.choices(rest, excluded, [pattern, ...taken]);
      }
    }
  }

  /** Whether plainly no text is in both sets. */
  areApart(a: PatternSet, b: PatternSet): boolean {
    const known = remembered(this.apart, a, () => new Map<PatternSet, boolean>());
    return remembered(known, b, () => !a.some((one) => b.some((other) => this.meet(one, other))));
  }

  /** Whether plainly every text of a set is in another. */
  isWithin(inner: PatternSet, outer: PatternSet): boolean {
    const known = remembered(this.nested, inner, () => new Map<PatternSet, boolean>());
    return remembered(known, outer, () =>
      inner.every((narrow) => outer.some((wide) => this.includes(wide, narrow))),
    );
  }

  private examplesOf(pattern: Pattern): readonly string[] {
    return remembered(this.examples, pattern, () =>
      FILLERS.map((filler) => filled(pattern, filler, this.sample?.split(':') ?? [])),
    );
  }

  private includes(wide: Pattern, narrow: Pattern): boolean {
    const known = remembered(this.included, wide, () => new Map<Pattern, boolean>());
    return remembered(known, narrow, () => patternIncludes(wide, narrow) === true);
  }

  /** Whether there may be a text in both. */
  private meet(a: Pattern, b: Pattern): boolean {
    const known = remembered(this.meeting, a, () => new Map<Pattern, boolean>());
    return remembered(known, b, () => patternsMeet(a, b) !== false);
  }
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = make();
  known.set(key, value);
  return value;
}

function tokensOf(patterns: readonly Pattern[]): readonly (readonly number[])[] {
  return patterns.map(({ tokens }) => tokens);
}

const COLON = ':'.charCodeAt(0);
const REGION = 3;
const ACCOUNT = 4;

/**
 * A text of the pattern.
 *
 * @param example the fields of an ARN, from which a wildcard for a Region or an account is taken
 */
function filled({ tokens, prefix }: Pattern, filler: string, example: readonly string[]): string {
  let field = prefix.startsWith('arn:') ? 0 : Number.NaN;
  let text = '';
  for (const token of tokens) {
    if (token === COLON) field += 1;
    const isMany = token === MANY || token === MANY_IN_FIELD;
    const ownWord = field === REGION || field === ACCOUNT ? example[field] : undefined;
    text +=
      token >= 0
        ? String.fromCharCode(token)
        : isMany
          ? (ownWord ?? filler)
          : token === ONE_DIGIT
            ? '0'
            : 'x';
  }
  return text;
}
