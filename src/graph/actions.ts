import { actionsOf, findAction, type Action } from '../model/catalogue/index.js';
import { actionCovers } from '../prover/index.js';

/**
 * The actions of AWS's reference that a value of an Action element is or matches. None for the values that mean
 * every action, and for a wildcard in the service, which matches nothing.
 */
export function matchingActions(action: string): readonly Action[] {
  const exact = findAction(action);
  if (exact) return [exact];
  const service = action.slice(0, Math.max(action.indexOf(':'), 0));
  return actionsOf(service).filter(({ name }) => actionCovers(action, name));
}
