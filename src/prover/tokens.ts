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

/** A value of an ARN condition operator, of which no `*` leaves its field; undefined for what is no ARN. */
export function conditionArnTokens(pattern: string): Tokens | undefined {
  const fields = pattern.split(':');
  if (fields.length <= LEADING_FIELDS) return undefined;
  const leading = fields.slice(0, LEADING_FIELDS).flatMap((field) => inField(`${field}:`));
  return [...leading, ...textTokens(fields.slice(LEADING_FIELDS).join(':'))];
}

/**
 * ARNs of a shape that iamlint itself knows, with `*` for what differs; the account, where it does, is one of twelve
 * digits.
 *
 * @param closed whether the last field holds no colon
 */
export function shapeTokens(shape: string, closed: boolean): Tokens {
  const fields = shape.split(':');
  const leading = fields
    .slice(0, LEADING_FIELDS)
    .flatMap((field, index) =>
      index === ACCOUNT && field === '*' ? [...ACCOUNT_ID, ...literalTokens(':')] : inField(`${field}:`),
    );
  const last = fields.slice(LEADING_FIELDS).join(':');
  return [...leading, ...(closed ? inField(last) : textTokens(last))];
}

const ACCOUNT = 4;
const ACCOUNT_ID: readonly number[] = Array<number>(12).fill(ONE_DIGIT);

function inField(text: string): readonly number[] {
  return textTokens(text, ONE_IN_FIELD, MANY_IN_FIELD);
}

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
