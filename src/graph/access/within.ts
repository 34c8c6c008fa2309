import { fillIn } from '../../evaluator/index.js';
import {
  knowsVariables,
  type ApplicablePolicies,
  type PolicyDocument,
  type Request,
} from '../../model/index.js';
import { arnCovers } from '../../prover/index.js';

/** Whether a resource stands for many. */
export function isPattern(resource: string): boolean {
  return /[*?]/.test(resource);
}

/**
 * What the policies that bear on a request single out of the pattern that it is about: the resources that an Allow is
 * about, and those that a Deny of all others leaves. Each lies within the pattern.
 */
export function resourcesWithin(
  pattern: string,
  request: Request,
  policies: ApplicablePolicies,
): readonly string[] {
  const singledOut = documentsOf(policies)
    .flatMap((document) => valuesOf(document, request, 'reached'))
    .flatMap((value) => meet(pattern, value) ?? []);
  return [...new Set(singledOut)].filter((resource) => resource !== pattern);
}

export function documentsOf(policies: ApplicablePolicies): readonly PolicyDocument[] {
  const { identity, permissionsBoundary, serviceControl = [], resourceControl = [], resource } = policies;
  return [
    ...identity,
    ...(resource ? [resource] : []),
    ...(permissionsBoundary ? [permissionsBoundary] : []),
    ...serviceControl.flat(),
    ...resourceControl.flat(),
  ];
}

/**
 * The resources that statements name, with their policy variables filled in: those that they let the request reach,
 * or those that they keep it from.
 */
export function valuesOf(
  document: PolicyDocument,
  request: Request,
  which: 'reached' | 'leftOut',
): readonly string[] {
  const fill = (value: string) => (knowsVariables(document) ? fillIn(value, request) : value);
  return document.statements.flatMap(({ effect, resource }) => {
    if (resource === undefined) return [];
    const isReached = (effect === 'Allow') !== resource.negated;
    return isReached === (which === 'reached')
      ? resource.values.flatMap(({ value }) => completed(fill(value)) ?? [])
      : [];
  });
}

/** IAM completes an ARN of fewer than six fields with wildcards. */
function completed(value: string | undefined): string | undefined {
  const missing = value?.startsWith('arn:') ? ARN_FIELDS - value.split(':', ARN_FIELDS).length : 0;
  return value === undefined ? value : value + ':*'.repeat(missing);
}

const ARN_FIELDS = 6;

/** Resources that both patterns match; undefined where there are none, or where they cannot be written as a pattern. */
export function meet(pattern: string, other: string): string | undefined {
  if (longer(fixedStart(pattern), fixedStart(other), startsWith) === undefined) return undefined;
  if (arnCovers(pattern, other) === true) return other;
  if (arnCovers(other, pattern) === true) return pattern;
  const [start = '', ...rest] = pattern.split('*');
  const [otherStart = '', ...otherRest] = other.split('*');
  const [end, otherEnd] = [rest.pop(), otherRest.pop()];
  if (end === undefined || otherEnd === undefined) return undefined;
  const head = longer(start, otherStart, startsWith);
  const tail = longer(end, otherEnd, (long, short) => long.endsWith(short));
  return head !== undefined && tail !== undefined ? [head, ...rest, ...otherRest, tail].join('*') : undefined;
}

/** What most pairs of patterns are told apart by. */
function fixedStart(pattern: string): string {
  return pattern.split(/[*?]/, 1)[0] ?? '';
}

function startsWith(long: string, short: string): boolean {
  return long.startsWith(short);
}

/** The longer of two texts where it contains the other; undefined where it does not. */
function longer(
  a: string,
  b: string,
  contains: (long: string, short: string) => boolean,
): string | undefined {
  if (contains(a, b)) return a;
  return contains(b, a) ? b : undefined;
}
