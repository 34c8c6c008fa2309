import { remember, type PolicyVariable } from '../evaluator/index.js';
import { MANY, tokensCover, UNKNOWN_TEXT } from './automaton.js';
import {
  patternIncludes,
  patternOf,
  patternsMeet,
  textMatches,
  wildcardPattern,
  type Pattern,
} from './pattern.js';
import { arnTokens, hasWildcard, isEvery } from './tokens.js';

/*
 * Each of these says true or false only where it is so, and undefined where finding out would take too long, which
 * only patterns of thousands of characters with many `?` bring about.
 */

/** Whether every text that matches the pattern `b` matches `a`; `*` is any run of characters, `?` any one. */
export function covers(a: string, b: string): boolean | undefined {
  return coversPlainly(a, b) ?? includes(a, b);
}

/** Whether some text matches both patterns. */
export function intersects(a: string, b: string): boolean | undefined {
  return intersectsPlainly(a, b) ?? meet(a, b);
}

/** Policies have the same few patterns again and again. */
const MOST_PATTERNS = 10_000;

const wildcards = remember(wildcardPattern, MOST_PATTERNS);

/** What is only a text need not be read at all. */
function includes(wide: string, narrow: string): boolean | undefined {
  return hasWildcard(narrow)
    ? patternIncludes(wildcards(wide), wildcards(narrow))
    : textMatches(wildcards(wide), narrow);
}

function meet(a: string, b: string): boolean | undefined {
  if (!hasWildcard(a)) return textMatches(wildcards(b), a);
  return hasWildcard(b) ? patternsMeet(wildcards(a), wildcards(b)) : textMatches(wildcards(a), b);
}

/**
 * Most patterns have no wildcard, or one `*` at the end, or begin with other text than the one that they are compared
 * to: comparing text is enough. Undefined for all others.
 */
function coversPlainly(a: string, b: string): boolean | undefined {
  const end = firstWildcard(a);
  if (end === a.length) return a === b;
  if (!b.startsWith(a.slice(0, end))) return false;
  return isPrefix(a, end) ? true : undefined;
}

/** The same for {@link intersects}. */
function intersectsPlainly(a: string, b: string): boolean | undefined {
  const [endOfA, endOfB] = [firstWildcard(a), firstWildcard(b)];
  if (endOfA > endOfB) return intersectsPlainly(b, a);
  if (!b.startsWith(a.slice(0, endOfA))) return false;
  if (endOfA === a.length) return endOfB === b.length ? a === b : undefined;
  return isPrefix(a, endOfA) && (endOfB === b.length || isPrefix(b, endOfB)) ? true : undefined;
}

/** The length of a text without wildcards. */
function firstWildcard(text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '*' || text[index] === '?') return index;
  }
  return text.length;
}

function isPrefix(pattern: string, end: number): boolean {
  return end === pattern.length - 1 && pattern[end] === '*';
}

/**
 * {@link covers} for values of Action elements: case does not matter, and no wildcard stands for a service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionCovers(a: string, b: string): boolean | undefined {
  const right = actionText(b).text;
  if (right === undefined) return true;
  const left = actionText(a).text;
  return left !== undefined && covers(left, right);
}

/** {@link intersects} for values of Action elements. */
export function actionIntersects(a: string, b: string): boolean | undefined {
  const left = actionText(a).text;
  const right = actionText(b).text;
  return left !== undefined && right !== undefined && intersects(left, right);
}

/** The same pattern for plain comparison; undefined for what no action matches. */
const actionText = remember((action): { readonly text: string | undefined } => {
  if (action === '*' || action === '*:*') return { text: '*' };
  const colon = action.indexOf(':');
  const service = action.slice(0, Math.max(colon, 0));
  return { text: service === '' || hasWildcard(service) ? undefined : action.toLowerCase() };
}, MOST_PATTERNS);

/**
 * {@link covers} for values of Resource elements: field by field as in the evaluation of a request, ARNs of fewer
 * than six fields completed. A policy variable covers itself and is covered by `*`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnCovers(a: string, b: string): boolean | undefined {
  if (isEvery(a) || a === b) return true;
  if (a.includes('$') || b.includes('$')) return arnCoversWithVariables(a, b);
  const narrow = arns(b).pattern;
  if (narrow === undefined) return true;
  const wide = arns(a).pattern;
  return wide !== undefined && patternIncludes(wide, narrow);
}

function arnCoversWithVariables(a: string, b: string): boolean | undefined {
  const variables = new Map<string, number>();
  const unknownText = (variable: PolicyVariable) => {
    const key = variable.key.toLowerCase();
    const letter = variables.get(key) ?? UNKNOWN_TEXT + variables.size;
    variables.set(key, letter);
    return [letter];
  };
  const wide = arnTokens(a, unknownText);
  const narrow = arnTokens(b, unknownText);
  // What matches nothing is covered by everything.
  if (wide === undefined || narrow === undefined) return narrow === undefined;
  return tokensCover(wide, narrow);
}

/** {@link intersects} for values of Resource elements. A policy variable can stand for any text. */
export function arnIntersects(a: string, b: string): boolean | undefined {
  if (isEvery(a) && isEvery(b)) return true;
  const left = arns(a).pattern;
  const right = arns(b).pattern;
  return left !== undefined && right !== undefined && patternsMeet(left, right);
}

/** A value of a Resource element in which policy variables are any text; no pattern for what no resource matches. */
const arns = remember((value): { readonly pattern: Pattern | undefined } => {
  const tokens = arnTokens(value, () => [MANY]);
  return { pattern: tokens && patternOf(tokens) };
}, MOST_PATTERNS);
