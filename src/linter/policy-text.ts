import type { Condition, Element, PolicyDocument, Statement } from '../model/index.js';

/**
 * What an identity-based policy says, in a form that is the same for all ways to write it: without Sids, whatever the
 * order of statements and values and the case of actions. Not to be shown.
 */
export function policyMeaning({ version, statements }: PolicyDocument): string {
  return JSON.stringify([version?.value, statements.map(statementMeaning).sort()]);
}

function statementMeaning({ effect, action, resource, conditions }: Statement): string {
  return JSON.stringify([
    effect,
    elementMeaning(action, (value) => value.toLowerCase()),
    elementMeaning(resource, (value) => value),
    conditions.map(conditionMeaning).sort(),
  ]);
}

function elementMeaning(element: Element | undefined, written: (value: string) => string) {
  return element && [element.negated, element.values.map(({ value }) => written(value)).sort()];
}

/** A condition in a form that is the same for all that mean the same. */
export function conditionMeaning({ operator, key, values }: Condition): string {
  return JSON.stringify([
    operator.value.toLowerCase(),
    key.value.toLowerCase(),
    values.map(({ value }) => value).sort(),
  ]);
}
