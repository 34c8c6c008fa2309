import { actionName, actionsInclude, compileActions } from '../evaluator/index.js';
import { actionsOf, services, type Action } from '../model/catalogue/index.js';
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
  const unknown = actions.filter((value) => actionsLike(value).next().done === true);
  const special = unknown.length < actions.length ? resources.filter((value) => !/^\*+$/.test(value)) : [];
  if (special.length === 0) return { actions: unknown, resources: [] };
  const partitions = partitionsOf({ documents: [], resources });
  const formats = new Set(
    actions.flatMap((value) =>
      [...actionsLike(value)].flatMap(({ name, resourceTypes }) =>
        formatsOf(actionName(name).service, resourceTypes, partitions),
      ),
    ),
  );
  const budget = { left: TEXT_BUDGET };
  return { actions: unknown, resources: special.filter((value) => !matchesSome(value, formats, budget)) };
}

/** The actions of the catalogue that a value of an Action element matches. */
function* actionsLike(value: string): Generator<Action> {
  const wanted = compileActions([value]);
  for (const service of wanted.every ? services() : wanted.services.keys()) {
    for (const action of actionsOf(service))
      if (actionsInclude(wanted, actionName(action.name))) yield action;
  }
}

function matchesSome(value: string, formats: ReadonlySet<string>, budget: TextBudget): boolean {
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
