import { parseTemplate, type PolicyVariable } from '../evaluator/index.js';
import {
  MANY,
  MANY_IN_FIELD,
  ONE,
  ONE_DIGIT,
  ONE_IN_FIELD,
  tokensCover,
  tokensIntersect,
  UNKNOWN_TEXT,
  type Tokens,
} from './automaton.js';

/*
 * Each of these says true or false only where it is so, and undefined where finding out would take too long, which
 * only patterns of thousands of characters with many `?` bring about.
 */

/** Whether every text that matches the pattern `b` matches `a`; `*` is any run of characters, `?` any one. */
export function covers(a: string, b: string): boolean | undefined {
  return coversPlainly(a, b) ?? tokensCover(textTokens(a), textTokens(b));
}

/** Whether some text matches both patterns. */
export function intersects(a: string, b: string): boolean | undefined {
  return intersectsPlainly(a, b) ?? tokensIntersect(textTokens(a), textTokens(b));
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
  const [left, right] = [actionText(a), actionText(b)];
  if (right === undefined) return true;
  return left !== undefined && covers(left, right);
}

/** {@link intersects} for values of Action elements. */
export function actionIntersects(a: string, b: string): boolean | undefined {
  const [left, right] = [actionText(a), actionText(b)];
  return left !== undefined && right !== undefined && intersects(left, right);
}

/**
 * {@link covers} for values of Resource elements: field by field as in the evaluation of a request, ARNs of fewer
 * than six fields completed. A policy variable covers itself and is covered by `*`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function arnCovers(a: string, b: string): boolean | undefined {
  if (isEvery(a) || a === b) return true;
  const variables = new Map<string, number>();
  const unknownText = (variable: PolicyVariable) => {
    const key = variable.key.toLowerCase();
    const letter = variables.get(key) ?? UNKNOWN_TEXT + variables.size;
    variables.set(key, letter);
    return [letter];
  };
  return overPatterns(arnTokens(a, unknownText), arnTokens(b, unknownText), tokensCover);
}

/** {@link intersects} for values of Resource elements. A policy variable can stand for any text. */
export function arnIntersects(a: string, b: string): boolean | undefined {
  if (isEvery(a) && isEvery(b)) return true;
  const anyText = () => [MANY];
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

/** A text with the wildcards `*` and `?`. */
export function textTokens(text: string, one = ONE, many = MANY): number[] {
  return Array.from({ length: text.length }, (_, index) =>
    text[index] === '?' ? one : text[index] === '*' ? many : text.charCodeAt(index),
  );
}

/** The same pattern for plain comparison; undefined for what no action matches. */
function actionText(action: string): string | undefined {
  if (action === '*' || action === '*:*') return '*';
  const colon = action.indexOf(':');
  const service = action.slice(0, Math.max(colon, 0));
  return service === '' || hasWildcard(service) ? undefined : action.toLowerCase();
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

function isEvery(resource: string): boolean {
  return resource !== '' && resource.replaceAll('*', '') === '';
}

const LEADING_FIELDS = 5;

/**
 * A value of a Resource element; undefined for what no resource matches.
 *
 * @param variable what stands for a policy variable; undefined where nothing does, and nothing matches
 */
export function arnTokens(
  pattern: string,
  variable: (variable: PolicyVariable) => Tokens | undefined,
): Tokens | undefined {
  if (isEvery(pattern)) return [MANY];
  const template = parseTemplate(pattern);
  const [first, ...others] = template ?? [{ text: pattern, literal: false }];
  const fields = first.text.split(':');
  const [prefix, , service] = fields;
  if (prefix !== 'arn' || service === undefined || hasWildcard(service)) return undefined;
  if (others.length > 0 && fields.length <= LEADING_FIELDS) return undefined;
  const leading = Array.from({ length: LEADING_FIELDS }, (_, index) =>
    fieldTokens(fields[index] ?? '*', index),
  );
  const resource = fields.length > LEADING_FIELDS ? fields.slice(LEADING_FIELDS).join(':') : '*';
  const tokens = [...leading.flat(), ...textTokens(resource)];
  for (const part of others) {
    const next =
      'key' in part ? variable(part) : part.literal ? literalTokens(part.text) : textTokens(part.text);
    if (next === undefined) return undefined;
    tokens.push(...next);
  }
  return tokens;
}

/**
 * A value of an ARN condition operator, of which no `*` leaves its field; undefined for what is no ARN.
 *
 * @param closed whether the last field holds no colon either
 */
export function conditionArnTokens(pattern: string, closed = false): Tokens | undefined {
  const fields = pattern.split(':');
  if (fields.length <= LEADING_FIELDS) return undefined;
  const inField = (text: string) => textTokens(text, ONE_IN_FIELD, MANY_IN_FIELD);
  const leading = fields.slice(0, LEADING_FIELDS).flatMap((field) => inField(`${field}:`));
  const last = fields.slice(LEADING_FIELDS).join(':');
  return [...leading, ...(closed ? inField(last) : textTokens(last))];
}

/** Of an ARN pattern only the ARNs whose account is a real one: a `*` for it stands for twelve digits. */
export function inRealAccounts(tokens: Tokens): Tokens {
  const colons = tokens.flatMap((token, index) => (token === COLON ? index : []));
  const account = (colons[LEADING_FIELDS - 2] ?? 0) + 1;
  return tokens[account] === MANY_IN_FIELD && tokens[account + 1] === COLON
    ? tokens.toSpliced(account, 1, ...Array<number>(ACCOUNT_DIGITS).fill(ONE_DIGIT))
    : tokens;
}

const COLON = ':'.charCodeAt(0);
const ACCOUNT_DIGITS = 12;

/** A `*` that ends the Region or the account can go on past the colon. */
function fieldTokens(field: string, index: number): readonly number[] {
  const tokens = textTokens(`${field}:`, ONE_IN_FIELD, MANY_IN_FIELD);
  return index > 2 && field.endsWith('*') ? tokens.with(-2, MANY) : tokens;
}

/** A text in which `*` and `?` stand for themselves. */
export function literalTokens(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
