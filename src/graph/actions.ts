import { actionsOf, findAction } from '../model/catalogue/index.js';
import { actionCovers } from './patterns-until-prover.js';
import { isEveryAction } from './wildcards.js';

/**
 * Whether a value of an Action element is, or matches, at least one action of AWS's reference. A wildcard in the
 * service matches nothing.
 */
export function isKnownAction(action: string): boolean {
  if (isEveryAction(action) || findAction(action) !== undefined) return true;
  const service = action.slice(0, Math.max(action.indexOf(':'), 0));
  return actionsOf(service).some(({ name }) => actionCovers(action, name));
}
