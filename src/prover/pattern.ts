import { isTooMuch, MANY, tokensCover, tokensIntersect, tokensMatch, type Tokens } from './automaton.js';
import { arnTokens, conditionArnTokens, literalTokens, shapeTokens, textTokens } from './tokens.js';

/** A set of texts. */
export interface Pattern {
  readonly tokens: Tokens;
  /** What all of its texts start with. */
  readonly prefix: string;
  /** What all of its texts end with, behind the last wildcard. */
  readonly suffix: string;
  /** Whether the prefix is its only text. */
  readonly isText: boolean;
  /** Whether it is all texts with the prefix and the suffix. */
  readonly isSimple: boolean;
}

export function patternOf(tokens: Tokens): Pattern {
  const first = tokens.findIndex((token) => token < 0);
  const last = tokens.findLastIndex((token) => token < 0);
  return {
    tokens,
    prefix: textOf(tokens.slice(0, first < 0 ? undefined : first)),
    suffix: textOf(tokens.slice(last + 1)),
    isText: first < 0,
    isSimple: first >= 0 && first === last && tokens[first] === MANY,
  };
}

/** Letter by letter, since no call takes as many arguments as a stranger's text may have letters. */
function textOf(letters: Tokens): string {
  return letters.map((letter) => String.fromCharCode(letter)).join('');
}

/** A value of a Resource element; undefined for what no resource matches, as with a policy variable without a value. */
export function resourcePattern(value: string): Pattern | undefined {
  const tokens = arnTokens(value, () => undefined);
  return tokens && patternOf(tokens);
}

/** A value of an ARN condition operator; undefined for what is none. */
export function conditionArnPattern(value: string): Pattern | undefined {
  const tokens = conditionArnTokens(value);
  return tokens && patternOf(tokens);
}

/** {@link shapeTokens} */
export function shapePattern(shape: string, closed = false): Pattern {
  return patternOf(shapeTokens(shape, closed));
}

/** A text with the wildcards `*` and `?`. */
export function wildcardPattern(value: string): Pattern {
  return patternOf(textTokens(value));
}

/** A text that is nothing but itself. */
export function literalPattern(value: string): Pattern {
  return patternOf(literalTokens(value));
}

export function patternMatches(pattern: Pattern, text: string): boolean {
  const { tokens, prefix, suffix, isText, isSimple } = pattern;
  if (isText) return text === prefix;
  if (!text.startsWith(prefix) || !text.endsWith(suffix) || text.length < prefix.length + suffix.length)
    return false;
  return isSimple || tokensMatch(tokens, text);
}

/** The same; undefined where finding out would take too long. */
export function textMatches(pattern: Pattern, text: string): boolean | undefined {
  return isTooMuch(pattern.tokens, text) ? undefined : patternMatches(pattern, text);
}

/** Whether some text is in both; undefined where finding out would take too long. */
export function patternsMeet(a: Pattern, b: Pattern): boolean | undefined {
  if (a.isText) return textMatches(b, a.prefix);
  if (b.isText) return textMatches(a, b.prefix);
  if (!a.prefix.startsWith(b.prefix) && !b.prefix.startsWith(a.prefix)) return false;
  return tokensIntersect(a.tokens, b.tokens);
}

/** Whether every text of `narrow` is in `wide`; undefined where finding out would take too long. */
export function patternIncludes(wide: Pattern, narrow: Pattern): boolean | undefined {
  if (narrow.isText) return textMatches(wide, narrow.prefix);
  if (wide.isText || !narrow.prefix.startsWith(wide.prefix)) return false;
  return tokensCover(wide.tokens, narrow.tokens);
}
