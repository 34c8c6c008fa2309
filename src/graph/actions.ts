import { actionsOf, findAction, type Action } from '../model/catalogue/index.js';
import { actionCovers } from '../prover/index.js';

/**
 * The actions of AWS's reference that a value of an Action element is or matches. None for the values that mean
 * every action, and for a wildcard in the service, which matches nothing.
 */
export function matchingActions(action: string): readonly Action[] {
  const exact = findAction(action);
  if (exact) return [exact];
  const known = matched.get(action);
  if (known) return known;
  const found = matchesOf(action);
  if (matched.size >= MOST_PATTERNS) matched.clear();
  matched.set(action, found);
  return found;
}

/** Policies have the same few patterns again and again. */
const matched = new Map<string, readonly Action[]>();
const MOST_PATTERNS = 10_000;

function matchesOf(action: string): readonly Action[] {
  const service = action.slice(0, Math.max(action.indexOf(':'), 0));
  return actionsOf(service).filter(({ name }) => actionCovers(action, name));
}
