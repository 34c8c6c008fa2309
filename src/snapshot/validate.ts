import * as v from 'valibot';
import type { Path } from '../model/index.js';
import type { Schema } from './schema.js';

/** The first field of a value that does not fit its schema. */
export interface Misfit {
  readonly path: Path;
  /** A sentence: `RolePolicyList[0].PolicyName is missing.` */
  readonly message: string;
}

/** The value itself, unless something in it does not fit; then whatever `reject` throws. */
export function validate<T>(schema: Schema<T>, value: unknown, reject: (misfit: Misfit) => Error): T {
  // Not the output: valibot copies what it checks, and copies take memory and lose keys that it does not know.
  const issue = v.safeParse(schema, value, { abortEarly: true }).issues?.[0];
  if (issue === undefined) return value as T;
  const path = issue.path?.map(({ key }) => key as string | number) ?? [];
  const field = path.length === 0 ? 'The value' : fieldName(path);
  const message =
    issue.input === undefined
      ? `${field} is missing.`
      : `${field} must be ${expected(issue)}, but it is ${received(issue)}.`;
  throw reject({ path, message });
}

/** `RolePolicyList[0].PolicyName`. */
function fieldName(path: Path): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^\w+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return steps.join('').replace(/^\./, '');
}

const LONGEST_QUOTE = 60;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  Object: 'an object',
  Array: 'a list',
};

function expected({ type, expected: kind, message }: v.BaseIssue<unknown>): string {
  if (type === 'custom') return message;
  return KINDS[kind ?? ''] ?? (kind ?? '').replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ');
}

function received({ input }: v.BaseIssue<unknown>): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object' && input !== null) return 'an object';
  const text = JSON.stringify(input);
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}…`;
}
