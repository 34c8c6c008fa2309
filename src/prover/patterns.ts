import { parseTemplate } from '../evaluator/index.js';
import { MANY, MANY_IN_FIELD, ONE, ONE_IN_FIELD, tokensCover, tokensIntersect, UNKNOWN_TEXT, type Tokens } from './automaton.js';

/*
 * Each of these says true or false only where it is so, and undefined where finding out would take too long, which
 * only patterns of thousands of characters with many `?` bring about.
 */

/** Whether every text that matches the pattern `b` matches `a`; `*` is any run of characters, `?` any one. */
export function covers(a: string, b: string): boolean | undefined {
  return tokensCover(textTokens(a), textTokens(b));
}

/** Whether some text matches both patterns. */
export function intersects(a: string, b: string): boolean | undefined {
  return tokensIntersect(textTokens(a), textTokens(b));
}

/**
 * {@link covers} for values of Action elements: case does not matter, and no wildcard stands for a service.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionCovers(a: string, b: string): boolean | undefined {
  return overPatterns(actionTokens(a), actionTokens(b), tokensCover);
}

/** {@link intersects} for values of Action elements. */
export function actionIntersects(a: string, b: string): boolean | undefined {
  return overPatterns(actionTokens(a), actionTokens(b), tokensIntersect);
}

/**
 * {@link covers} for values of Resource elements: field by field as in the evaluation of a request, ARNs of fewer
 * than six fields completed. A policy variable covers itself and is covered by `*`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnCovers(a: string, b: string): boolean | undefined {
  const variables = new Map<string, number>();
  const unknownText = (key: string) => {
    const letter = variables.get(key) ?? UNKNOWN_TEXT + variables.size;
    variables.set(key, letter);
    return letter;
  };
  return overPatterns(arnTokens(a, unknownText), arnTokens(b, unknownText), tokensCover);
}

/** {@link intersects} for values of Resource elements. A policy variable can stand for any text. */
export function arnIntersects(a: string, b: string): boolean | undefined {
  const anyText = () => MANY;
  return overPatterns(arnTokens(a, anyText), arnTokens(b, anyText), tokensIntersect);
}

/** What matches nothing is covered by everything and meets nothing. */
function overPatterns(
  a: Tokens | undefined,
  b: Tokens | undefined,
  question: typeof tokensCover | typeof tokensIntersect,
): boolean | undefined {
  if (a !== undefined && b !== undefined) return question(a, b);
  return b === undefined && question === tokensCover;
}

function textTokens(text: string, one = ONE, many = MANY): number[] {
  return Array.from({ length: text.length }, (_, index) =>
    text[index] === '?' ? one : text[index] === '*' ? many : text.charCodeAt(index),
  );
}

/** Undefined for what no action matches. */
function actionTokens(action: string): Tokens | undefined {
  if (action === '*' || action === '*:*') return [MANY];
  const colon = action.indexOf(':');
  const service = action.slice(0, Math.max(colon, 0));
  return service === '' || hasWildcard(service) ? undefined : textTokens(action.toLowerCase());
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

const LEADING_FIELDS = 5;

/** Undefined for what no resource matches. */
function arnTokens(pattern: string, variable: (key: string) => number): Tokens | undefined {
  if (pattern !== '' && [...pattern].every((character) => character === '*')) return [MANY];
  const [first, ...others] = parseTemplate(pattern) ?? [{ text: pattern, literal: false }];
  const fields = first !== undefined && 'text' in first ? first.text.split(':') : [];
  const [prefix, , service] = fields;
  if (prefix !== 'arn' || service === undefined || hasWildcard(service)) return undefined;
  if (others.length > 0 && fields.length <= LEADING_FIELDS) return undefined;
  const leading = Array.from({ length: LEADING_FIELDS }, (_, index) => fieldTokens(fields[index] ?? '*', index));
  const resource = fields.length > LEADING_FIELDS ? fields.slice(LEADING_FIELDS).join(':') : '*';
  return [
    ...leading.flat(),
    ...textTokens(resource),
    ...others.flatMap((part) =>
      'key' in part ? variable(part.key.toLowerCase()) : part.literal ? codes(part.text) : textTokens(part.text),
    ),
  ];
}

/** A `*` that ends the Region or the account can go on past the colon. */
function fieldTokens(field: string, index: number): readonly number[] {
  const tokens = textTokens(`${field}:`, ONE_IN_FIELD, MANY_IN_FIELD);
  return index > 2 && field.endsWith('*') ? tokens.with(-2, MANY) : tokens;
}

function codes(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
