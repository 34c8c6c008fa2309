import * as v from 'valibot';
import type { Path } from '../model/index.js';
import type { Schema } from './schema.js';

/** The first field of a value that does not fit its schema. */
export interface Misfit {
  readonly path: Path;
  /** A predicate: `must be a string, but it is missing`. */
  readonly problem: string;
}

/** What is wrong with a value; undefined, and the value has the schema's type, where nothing is. */
export function misfit<T>(schema: Schema<T>, value: unknown): Misfit | undefined {
  const issue = v.safeParse(schema, value, { abortEarly: true }).issues?.[0];
  if (issue === undefined) return undefined;
  const path = issue.path?.map(({ key }) => key as string | number) ?? [];
  return { path, problem: `must be ${expected(schema, issue, path)}, but it is ${nameOf(issue.input)}` };
}
