import { parseTemplate } from '../evaluator/index.js';
import type { Statement } from '../model/index.js';
import { listOf } from './list-of.js';

/** What policy variables can stand for, by key in lower case. */
export type VariableValues = ReadonlyMap<string, readonly string[]>;

/** More ways to fill in the variables of one value than anybody means. */
export const MOST_INSTANCES = 500;

/** A value of a policy with each value that its variables can have; one without variables as it is. */
export function instances(written: string, variableValues: VariableValues): readonly string[] {
  const template = parseTemplate(written);
  if (template === undefined) return [written];
  const [first, ...rest] = template;
  return rest.reduce<readonly string[]>(
    (texts, part) => {
      if (!('key' in part)) return texts.map((text) => text + part.text);
      const values = [...listOf(variableValues.get(part.key.toLowerCase())).flat(), ...listOf(part.fallback)];
      return texts.flatMap((text) => values.map((value) => text + value)).slice(0, MOST_INSTANCES);
    },
    [first.text],
  );
}

/** The keys, in lower case, of the policy variables in a value. */
export function variablesIn(value: string): readonly string[] {
  return (parseTemplate(value) ?? []).flatMap((part) => ('key' in part ? part.key.toLowerCase() : []));
}

export function hasVariable(value: string): boolean {
  return variablesIn(value).length > 0;
}

export function resourceValues({ resource }: Statement): readonly string[] {
  return resource?.values.map(({ value }) => value) ?? [];
}

/** The values of a statement in which policy variables can stand. */
export function writtenValues(statement: Statement): readonly string[] {
  return [
    ...resourceValues(statement),
    ...statement.conditions.flatMap(({ values }) => values.map(({ value }) => value)),
  ];
}
