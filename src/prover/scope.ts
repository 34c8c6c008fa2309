import { actionName, actionsInclude, compileActions } from '../evaluator/index.js';
import { actionsOf, services } from '../model/catalogue/index.js';
import { formatsOf } from './actions.js';
import type { TextBudget } from './automaton.js';
import { patternMatches, resourcePattern } from './pattern.js';
import { ResourceClasses } from './resources.js';
import { partitionsOf, TEXT_BUDGET } from './search.js';

/** What a claim is about that no request can be about, by AWS's reference. */
export interface Unaskable {
  /** Values as in an Action element that no action matches. */
  readonly actions: readonly string[];
  /** Values as in a Resource element that match nothing that the actions are about. */
  readonly resources: readonly string[];
}

/**
 * A claim about what nobody can ask for would hold of every policy: it says nothing, and is likely a slip.
 *
 * @param actions values as in an Action element
 * @param resources values as in a Resource element
 */
export function unaskable({
  actions = ['*'],
  resources = [],
}: {
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
}): Unaskable {
  const partitions = partitionsOf({ documents: [], resources });
  const asked = actions.map((value) => ({ value, formats: formatsOfActions(value, partitions) }));
  const formats = new Set(asked.flatMap((one) => one.formats ?? []));
  const budget = { left: TEXT_BUDGET };
  const isNamed = asked.some((one) => one.formats !== undefined);
  return {
    actions: asked.filter((one) => one.formats === undefined).map(({ value }) => value),
    resources: isNamed ? resources.filter((value) => !matchesSome(value, formats, budget)) : [],
  };
}

/** The shapes of the ARNs that the actions like a value are about; undefined where there are no such actions. */
function formatsOfActions(value: string, partitions: readonly string[]): readonly string[] | undefined {
  const wanted = compileActions([value]);
  const named = wanted.every ? services() : [...wanted.services.keys()];
  const found = named.flatMap((service) =>
    actionsOf(service)
      .filter(({ name }) => actionsInclude(wanted, actionName(name)))
      .map(({ resourceTypes }) => formatsOf(service, resourceTypes, partitions)),
  );
  return found.length === 0 ? undefined : [...new Set(found.flat())];
}

function matchesSome(value: string, formats: ReadonlySet<string>, budget: TextBudget): boolean {
  if (/^\*+$/.test(value)) return true;
  const pattern = resourcePattern(value);
  if (pattern === undefined) return false;
  // No wildcard stands for the service.
  const service = serviceOf(value);
  const { resources } = new ResourceClasses([], new Map(), [value], '', budget).of({
    actions: ['*'],
    formats: [...formats].filter((format) => serviceOf(format) === service),
    isWithoutResource: false,
  });
  return resources.some((resource) => patternMatches(pattern, resource));
}

function serviceOf(arn: string): string | undefined {
  return arn.split(':', 3)[2];
}
