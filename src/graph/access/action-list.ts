import { actionsOf, findAction, services } from '../../model/catalogue/index.js';
import type { ActionList } from '../../model/index.js';
import { matchingActions } from '../actions.js';
import { push } from '../connections.js';

/** All actions that a value of an Action element means; one that AWS's reference does not have is itself. */
export function actionsMeant(value: string): readonly string[] {
  if (value === '*' || value === '*:*') return services().flatMap(allOf);
  const names = matchingActions(value).map(({ name }) => name);
  return names.length > 0 || /[*?]/.test(value) || !value.includes(':') ? names : [value];
}

/** More exceptions than these say less than the names of what is left. */
const MOST_EXCEPTIONS = 20;

/**
 * A set of actions in the words of the policies that grant them.
 *
 * @param patterns values of Action elements that mean some of the actions
 * @param isIdle tells actions that nothing can grant there, of which nobody asks whether they are in the set
 */
export function actionList(
  actions: Iterable<string>,
  patterns: Iterable<string>,
  isIdle: (action: string) => boolean,
): ActionList {
  const members = new Set(actions);
  const left = new Set(members);
  const chosen: string[] = [];
  const except = new Set<string>();
  const meanings = [...new Set(patterns)]
    .map((pattern) => ({ pattern, meant: actionsMeant(pattern) }))
    .sort((a, b) => b.meant.length - a.meant.length);
  for (const { pattern, meant } of meanings) {
    const inside = meant.filter((action) => left.has(action));
    const outside = meant.filter((action) => !members.has(action) && !isIdle(action));
    const exceptions = inWholeServices(new Set(outside), isIdle);
    const isFitting = outside.length < inside.length && exceptions.length <= MOST_EXCEPTIONS;
    if (inside.length < 2 || !isFitting) continue;
    chosen.push(pattern);
    for (const exception of exceptions) except.add(exception);
    for (const action of inside) left.delete(action);
  }
  return {
    patterns: [...chosen, ...inWholeServices(left, isIdle)].sort(byName),
    except: [...except].sort(byName),
  };
}

/** The actions, those of a service of which none is missing as one pattern. */
function inWholeServices(
  actions: ReadonlySet<string>,
  isIdle: (action: string) => boolean,
): readonly string[] {
  const byService = new Map<string, string[]>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(':'));
    push(byService, service, action);
  }
  return [...byService].flatMap(([service, own]) => {
    const all = allOf(service);
    const isWhole = own.length > 1 && all.every((action) => actions.has(action) || isIdle(action));
    return isWhole ? [`${service}:*`, ...own.filter((action) => findAction(action) === undefined)] : own;
  });
}

function allOf(service: string): readonly string[] {
  return actionsOf(service).map(({ name }) => name);
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}
