import type { ContextValue } from './context.js';
import type { PatternPart } from './glob.js';
import { isMultivalued } from './presence.js';

/** `${key}` or `${key, 'default'}`. */
export interface PolicyVariable {
  /** In lower case. */
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A value of a policy that holds policy variables: text and variables in turn. */
export type Template = readonly (PatternPart | PolicyVariable)[];

/**
 * Splits a value at its policy variables. `${*}`, `${?}` and `${$}` are the characters themselves. Undefined
 * where the value has nothing of the kind.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(value: string): Template | undefined {
  const parts: (PatternPart | PolicyVariable)[] = [];
  let position = 0;
  for (;;) {
    const start = value.indexOf('${', position);
    const end = start < 0 ? -1 : value.indexOf('}', start);
    if (end < 0) break;
    parts.push({ text: value.slice(position, start), literal: false }, variableOf(value.slice(start + 2, end)));
    position = end + 1;
  }
  if (parts.length === 0) return undefined;
  parts.push({ text: value.slice(position), literal: false });
  return parts;
}

function variableOf(text: string): PatternPart | PolicyVariable {
  if (text === '*' || text === '?' || text === '$') return { text, literal: true };
  const comma = text.indexOf(',');
  const fallback = comma < 0 ? '' : text.slice(comma + 1).trim();
  if (fallback.length < 2 || !fallback.startsWith("'") || !fallback.endsWith("'")) {
    return { key: text.trim().toLowerCase(), fallback: undefined };
  }
  return { key: text.slice(0, comma).trim().toLowerCase(), fallback: fallback.slice(1, -1) };
}

/** A template with a value in place of each variable. */
export interface Expansion {
  readonly parts: readonly PatternPart[];
  /**
   * Whether a value holds `*` or `?`. AWS does not say whether these are wildcards then or characters, so both
   * readings count.
   */
  readonly ambiguous: boolean;
}

/**
 * Puts values in place of variables. Only a key with exactly one value has one here.
 *
 * @param literal whether `*` and `?` in a value stand for themselves
 * @returns `unresolved` where a key without default has no value, `unknown` where that cannot be told
 */
export function expandTemplate(
  template: Template,
  lookup: (key: string) => ContextValue,
  literal: boolean,
): Expansion | 'unresolved' | 'unknown' {
  const parts: PatternPart[] = [];
  let ambiguous = false;
  let unknown = false;
  for (const part of template) {
    if (!('key' in part)) {
      parts.push(part);
      continue;
    }
    const value = valueOf(part, lookup);
    if (value === 'unresolved') return value;
    if (value === 'unknown') unknown = true;
    else {
      parts.push({ text: value.text, literal });
      ambiguous ||= value.text.includes('*') || value.text.includes('?');
    }
  }
  return unknown ? 'unknown' : { parts, ambiguous };
}

function valueOf(
  { key, fallback }: PolicyVariable,
  lookup: (key: string) => ContextValue,
): { readonly text: string } | 'unresolved' | 'unknown' {
  const value = lookup(key);
  if (value === 'unknown' || value === 'present') return 'unknown';
  const [text, ...more] = value === 'absent' ? [] : value;
  if (text !== undefined && more.length === 0 && !isMultivalued(key)) return { text };
  return fallback === undefined ? 'unresolved' : { text: fallback };
}
