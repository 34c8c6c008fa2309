import { parseArn, type Arn } from '../model/index.js';
import {
  compileGlob,
  globMatches,
  globOf,
  isLastChance,
  type Glob,
  type PatternPart,
  type PatternParts,
  type Steps,
} from './glob.js';
import { remember } from './memo.js';

/** The fields of an ARN before its resource. */
const LEADING_FIELDS = 5;

/** The resource of a request. */
export interface ResourceName {
  readonly text: string;
  /** Undefined where the resource is not an ARN, such as `*`. */
  readonly arn: Arn | undefined;
  /** Where its colon-separated segments start. */
  readonly starts: readonly number[];
}

const MOST_RESOURCES = 1000;

export const resourceName = remember<ResourceName>(
  (text) => ({ text, arn: parseArn(text), starts: startsOf(text) }),
  MOST_RESOURCES,
);

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1))
    starts.push(colon + 1);
  return starts;
}

/** One of the five leading fields of a pattern. */
interface Field {
  readonly glob: Glob;
  /** Whether it ends in `*`, which then can go on past colons. */
  readonly open: boolean;
}

/** A value of a Resource element. */
export type ResourcePattern =
  | { readonly kind: 'every' | 'none' }
  | { readonly kind: 'exact' | 'prefix'; readonly text: string }
  | FieldPattern;

interface FieldPattern {
  readonly kind: 'fields';
  /** What stands before the first wildcard, by which most other ARNs are told apart. */
  readonly prefix: string;
  readonly fields: readonly Field[];
  readonly resource: Glob;
}

/**
 * `*`, or an ARN that is compared field by field: case matters, no wildcard in the service, a `*` that ends a field
 * can go on past colons, and in the last field every `*` does. An ARN of fewer than six fields is completed with
 * `*` where `completes` says so, as IAM does in identity-based policies, and matches nothing elsewhere.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function compileResource(parts: PatternParts, completes: boolean): ResourcePattern {
  const whole = parts.map(({ text }) => text).join('');
  if (parts.every(({ literal }) => !literal) && /^\*+$/.test(whole)) {
    return { kind: 'every' };
  }
  const { leading, resource } = splitFields(parts);
  const [prefix, , service] = leading;
  if (prefix !== 'arn' || service === undefined || hasWildcard(service)) return { kind: 'none' };
  if (resource === undefined && !completes) return { kind: 'none' };
  const missing = Array.from({ length: LEADING_FIELDS - leading.length }, () => '*');
  const fields = [...leading, ...missing];
  const last = resource ?? [{ text: '*', literal: false }];
  return (
    simple(fields, last) ?? {
      kind: 'fields',
      prefix: `${fields.join(':')}:`.replace(/[*?].*$/s, ''),
      fields: fields.map(fieldOf),
      resource: compileGlob(last),
    }
  );
}

export function resourceMatches(pattern: ResourcePattern, name: ResourceName, steps?: Steps): boolean {
  switch (pattern.kind) {
    case 'every':
      return true;
    case 'none':
      return false;
    case 'exact':
      return name.text === pattern.text;
    case 'prefix':
      return name.text.startsWith(pattern.text);
    case 'fields':
      return name.text.startsWith(pattern.prefix) && fieldsMatch(pattern, name, steps);
  }
}

/** The fields before the fifth colon, and all that comes after it. */
function splitFields([first, ...others]: PatternParts): {
  readonly leading: readonly string[];
  readonly resource: readonly PatternPart[] | undefined;
} {
  const fields = first.text.split(':');
  const leading = fields.slice(0, LEADING_FIELDS);
  if (fields.length > LEADING_FIELDS) {
    return {
      leading,
      resource: [{ text: fields.slice(LEADING_FIELDS).join(':'), literal: false }, ...others],
    };
  }
  // A policy variable is for the resource field alone: elsewhere it is a name that nothing has.
  return { leading: others.length > 0 ? [] : leading, resource: undefined };
}

/** Most patterns need no more than one comparison of text. */
function simple(fields: readonly string[], resource: readonly PatternPart[]): ResourcePattern | undefined {
  if (fields.some(hasWildcard)) return undefined;
  const leading = `${fields.join(':')}:`;
  const text = resource.map((part) => part.text).join('');
  const pattern = resource.map((part) => (part.literal ? '' : part.text)).join('\n');
  if (!hasWildcard(pattern)) return { kind: 'exact', text: leading + text };
  if (resource.length > 1 || pattern.includes('?') || pattern.indexOf('*') < pattern.length - 1)
    return undefined;
  return { kind: 'prefix', text: leading + text.slice(0, -1) };
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}

function fieldOf(text: string, index: number): Field {
  return { glob: globOf(text), open: text.endsWith('*') && index > 2 };
}

/**
 * Aligns the fields with the segments of the name. A field takes one segment, an open one also any number of the
 * following ones, so that only the last open field is ever worth lengthening.
 */
function fieldsMatch(
  { fields, resource }: FieldPattern,
  { text, starts }: ResourceName,
  steps?: Steps,
): boolean {
  let field = 0;
  let segment = 0;
  let open = -1;
  let openSegment = -1;
  for (;;) {
    const current = fields[field];
    const start = starts[segment];
    if (start === undefined) return false;
    if (current === undefined) {
      if (open < 0 || isLastChance(resource, text, start, steps))
        return globMatches(resource, text, start, text.length, steps);
    } else {
      const end = (starts[segment + 1] ?? text.length + 1) - 1;
      if (globMatches(current.glob, text, start, end, steps)) {
        if (current.open) {
          open = field;
          openSegment = segment;
        }
        field += 1;
        segment += 1;
        continue;
      }
      if (open < 0) return false;
    }
    openSegment += 1;
    field = open + 1;
    segment = openSegment + 1;
  }
}
