import {
  contextValue,
  parseOperator,
  parseTemplate,
  type CompiledCondition,
  type CompiledStatement,
  type ContextValue,
} from '../evaluator/index.js';
import { knowsVariables, type Requester } from '../model/index.js';
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
import type { Context } from './known-context.js';
import { listOf } from './list-of.js';
import { arnCovers, arnIntersects } from './patterns.js';
import { RESOURCE_KEYS } from './resources.js';

/** A value that no policy is likely to write. */
const ANY_VALUE = 'example-value';

/**
 * What each policy variable can stand for: what follows from the requesters and from what is known of their requests;
 * where that does not say, a value of each class that conditions on the key tell apart, and another one.
 */
export function valuesOfVariables(
  statements: readonly CompiledStatement[],
  requesters: readonly Requester[],
  contexts: readonly Context[],
  budget: TextBudget,
): VariableValues {
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  const keys = new Set(statements.flatMap(({ statement }) => writtenValues(statement)).flatMap(variablesIn));
  return new Map(
    [...keys].map((key) => {
      const known = requesters.flatMap((principal) =>
        contexts.map((context) => valueFrom(principal, key, context)),
      );
      const derived = known.flatMap((value) => (typeof value === 'string' ? [] : value));
      if (derived.length > 0 && !known.some(isOpen)) return [key, [...new Set(derived)]];
      const own = conditions.filter((condition) => condition.key === key);
      const { values } = sampleValues(key, own, new Map(), budget);
      return [key, [...new Set([...derived, ANY_VALUE, ...values])]];
    }),
  );
}

/** What a key holds in all requests of a principal. */
function valueFrom(principal: Requester, key: string, context: Context = {}): ContextValue {
  return contextValue({ principal, action: '*', resource: '*', context }, key);
}

function isOpen(value: ContextValue): boolean {
  return value === 'unknown' || value === 'present';
}

/**
 * Whether every value with a policy variable is compared with nothing that only some values of the variable would
 * match, so that the values that were taken can speak for all.
 */
export function variablesAreFollowed(
  statements: readonly CompiledStatement[],
  values: VariableValues,
  requesters: readonly Requester[],
  scope: readonly string[] = [],
): boolean {
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  const withVariables = conditions.filter(({ condition }) =>
    condition.values.some(({ value }) => hasVariable(value)),
  );
  return (
    statements.every(({ document, statement }) =>
      writtenValues(statement).every(
        (value) =>
          parseTemplate(value) === undefined || (knowsVariables(document) && isFewInstances(value, values)),
      ),
    ) &&
    ![...values.keys()].some((key) => RESOURCE_KEYS.has(key)) &&
    areApart([...statements.flatMap(({ statement }) => resourceValues(statement)), ...scope]) &&
    withVariables.every(
      (condition) =>
        comparesText(condition) &&
        // Who asks, and what variables stand for, was settled before this condition was looked at.
        !values.has(condition.key) &&
        !isFromRequester(condition.key, requesters) &&
        conditions.every((other) => isComparable(condition, other)),
    )
  );
}

/** Whether each value with a variable is, whatever the variable holds, within each of the others or apart from it. */
function areApart(resources: readonly string[]): boolean {
  const distinct = [...new Set(resources)];
  return distinct
    .filter(hasVariable)
    .every((template) =>
      distinct.every(
        (other) =>
          other === template ||
          arnCovers(other, template) === true ||
          arnIntersects(other, template) === false,
      ),
    );
}

/** Whether who asks settles a key, and not the resource that is asked about. */
function isFromRequester(key: string, requesters: readonly Requester[]): boolean {
  return (
    !RESOURCE_KEYS.has(key) && requesters.some((principal) => typeof valueFrom(principal, key) !== 'string')
  );
}

/** What is no text, such as a number, comes in no instance of a variable. */
function comparesText({ condition }: CompiledCondition): boolean {
  return /^(string|arn)/.test(parseOperator(condition.operator.value).base);
}

/** Whether a condition on the same key asks for nothing but what the templates of the first one do. */
function isComparable({ key, condition }: CompiledCondition, other: CompiledCondition): boolean {
  return (
    other.key !== key ||
    parseOperator(other.condition.operator.value).base === 'null' ||
    other.condition.values.every(
      ({ value }) => value === '*' || condition.values.some((own) => own.value === value),
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
