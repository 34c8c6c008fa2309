import type { RequestContext } from './context.js';
import type { PatternPart, PatternParts } from './glob.js';
import { isMultivalued } from './presence.js';

/** `${key}` or `${key, 'default'}`. */
export interface PolicyVariable {
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A value of a policy that holds policy variables: text, which may be empty, and variables in turn. */
export type Template = readonly [PatternPart, ...(PatternPart | PolicyVariable)[]];

/**
 * Splits a value at its policy variables. `${*}`, `${?}` and `${$}` are the characters themselves. Undefined
 * where the value has nothing of the kind.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(value: string): Template | undefined {
  const rest: (PatternPart | PolicyVariable)[] = [];
  let first: PatternPart | undefined;
  let position = 0;
  for (;;) {
    const start = value.indexOf('${', position);
    const end = start < 0 ? -1 : value.indexOf('}', start);
    const text = { text: value.slice(position, end < 0 ? undefined : start), literal: false };
    if (first === undefined) first = text;
    else rest.push(text);
    if (end < 0) return rest.length > 0 ? [first, ...rest] : undefined;
    rest.push(variableOf(value.slice(start + 2, end)));
    position = end + 1;
  }
}

function variableOf(text: string): PatternPart | PolicyVariable {
  if (text === '*' || text === '?' || text === '$') return { text, literal: true };
  const comma = text.indexOf(',');
  const fallback = comma < 0 ? '' : text.slice(comma + 1).trim();
  if (fallback.length < 2 || !fallback.startsWith("'") || !fallback.endsWith("'")) {
    return { key: text.trim(), fallback: undefined };
  }
  return { key: text.slice(0, comma).trim(), fallback: fallback.slice(1, -1) };
}

/** A template with a value in place of each variable. */
export interface Expansion {
  /** In which `*` and `?` of a value stand for themselves. */
  readonly literal: PatternParts;
  /**
   * In which they are wildcards; undefined where no value has one. AWS does not say which of the two it does.
   */
  readonly loose: PatternParts | undefined;
}

/**
 * Puts values in place of variables. Only a key with exactly one value has one here.
 *
 * @returns `unresolved` where a key without default has no value, `unknown` where that cannot be told
 */
export function expandTemplate(
  template: Template,
  context: Pick<RequestContext, 'get'>,
): Expansion | 'unresolved' | 'unknown' {
  const [first, ...rest] = template;
  const literal: PatternPart[] = [];
  const loose: PatternPart[] = [];
  let isUnknown = false;
  let isAmbiguous = false;
  for (const part of rest) {
    const value = 'key' in part ? valueOf(part, context) : part;
    if (value === 'unresolved') return value;
    if (value === 'unknown') isUnknown = true;
    else {
      literal.push('key' in part ? { text: value.text, literal: true } : part);
      loose.push(value);
      isAmbiguous ||= 'key' in part && (value.text.includes('*') || value.text.includes('?'));
    }
  }
  if (isUnknown) return 'unknown';
  return { literal: [first, ...literal], loose: isAmbiguous ? [first, ...loose] : undefined };
}

function valueOf(
  { key, fallback }: PolicyVariable,
  context: Pick<RequestContext, 'get'>,
): PatternPart | 'unresolved' | 'unknown' {
  const value = context.get(key);
  if (value === 'unknown' || value === 'present') return 'unknown';
  const [text, ...more] = value === 'absent' || isMultivalued(key.toLowerCase()) ? [] : value;
  if (text !== undefined && more.length === 0) return { text, literal: false };
  return fallback === undefined ? 'unresolved' : { text: fallback, literal: false };
}
