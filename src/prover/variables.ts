import { contextValue, type CompiledStatement } from '../evaluator/index.js';
import type { Requester } from '../model/index.js';
import type { TextBudget } from './automaton.js';
import { sampleValues } from './context-keys.js';
import {
  hasVariable,
  MOST_INSTANCES,
  resourceValues,
  variablesIn,
  writtenValues,
  type VariableValues,
} from './instances.js';
import { listOf } from './list-of.js';
import { arnCovers, arnIntersects } from './patterns.js';
import { RESOURCE_KEYS } from './resources.js';

/** A value that no policy is likely to write. */
const ANY_VALUE = 'example-value';

/**
 * What each policy variable can stand for: what follows from the requesters; where nothing does, a value of each class
 * that conditions on the key tell apart, and another one.
 */
export function valuesOfVariables(
  statements: readonly CompiledStatement[],
  requesters: readonly Requester[],
  budget: TextBudget,
): VariableValues {
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  return new Map(
    [...new Set(statements.flatMap(({ statement }) => writtenValues(statement)).flatMap(variablesIn))].map(
      (key) => {
        const derived = requesters.flatMap((principal) => {
          const known = contextValue({ principal, action: '*', resource: '*', context: {} }, key);
          return typeof known === 'string' ? [] : known;
        });
        if (derived.length > 0) return [key, [...new Set(derived)]];
        const own = conditions.filter((condition) => condition.key === key);
        return [key, [...new Set([ANY_VALUE, ...sampleValues(key, own, new Map(), budget).values])]];
      },
    ),
  );
}

/**
 * Whether every value with a policy variable is compared with nothing that only some values of the variable would
 * match, so that the values that were taken can speak for all.
 */
export function variablesAreFollowed(
  statements: readonly CompiledStatement[],
  values: VariableValues,
  scope: readonly string[] = [],
): boolean {
  const resources = new Set([...statements.flatMap(({ statement }) => resourceValues(statement)), ...scope]);
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  return (
    statements
      .flatMap(({ statement }) => writtenValues(statement))
      .every((value) => isFewInstances(value, values)) &&
    ![...values.keys()].some((key) => RESOURCE_KEYS.has(key)) &&
    [...resources]
      .filter(hasVariable)
      .every((template) =>
        [...resources].every(
          (other) =>
            other === template ||
            arnCovers(other, template) === true ||
            arnIntersects(other, template) === false,
        ),
      ) &&
    conditions.every(
      ({ key, condition }) =>
        !condition.values.some(({ value }) => hasVariable(value)) ||
        conditions.every(
          (other) =>
            other.key !== key ||
            other.condition.values.every(
              ({ value }) => value === '*' || condition.values.some((own) => own.value === value),
            ),
        ),
    )
  );
}

function isFewInstances(value: string, values: VariableValues): boolean {
  const number = variablesIn(value).reduce(
    (product, key) => product * (listOf(values.get(key)).flat().length + 1),
    1,
  );
  return number <= MOST_INSTANCES;
}
