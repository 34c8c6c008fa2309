import { parseTemplate, type PolicyVariable } from '../evaluator/index.js';
import { MANY, MANY_IN_FIELD, ONE, ONE_DIGIT, ONE_IN_FIELD, type Tokens } from './automaton.js';

/** A text with the wildcards `*` and `?`. */
export function textTokens(text: string, one = ONE, many = MANY): number[] {
  return Array.from({ length: text.length }, (_, index) =>
    text[index] === '?' ? one : text[index] === '*' ? many : text.charCodeAt(index),
  );
}

/** A text in which `*` and `?` stand for themselves. */
export function literalTokens(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
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

/** Whether a value of a Resource element is every resource. */
export function isEvery(resource: string): boolean {
  return /^\*+$/.test(resource);
}

export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
