import { distance } from 'fastest-levenshtein';
import { actionsOf, findService, services } from './actions.js';
import { conditionKeysOf, globalConditionKeys } from './condition-keys.js';

/** The most edits that a slip of the keyboard makes; in a short word fewer, one in three letters. */
const MOST_EDITS = 3;

/** The service whose prefix is spelled almost like `prefix`; undefined where none is close. */
export function nearestService(prefix: string): string | undefined {
  return nearest(prefix, services());
}

/** The action that is spelled almost like `action`, its service included; undefined where none is close. */
export function nearestAction(action: string): string | undefined {
  const colon = action.indexOf(':');
  const written = action.slice(0, Math.max(colon, 0));
  const prefix = findService(written)?.prefix ?? nearestService(written);
  if (prefix === undefined) return undefined;
  const names = actionsOf(prefix).map(({ name }) => name.slice(prefix.length + 1));
  const name = nearest(action.slice(colon + 1), names);
  return name === undefined ? undefined : `${prefix}:${name}`;
}

/** The global condition key that is spelled almost like `key`; undefined where none is close. */
export function nearestConditionKey(key: string): string | undefined {
  return nearest(key, globalConditionKeys());
}

/** The condition key of a service that is spelled almost like `key`, its prefix included; undefined where none is close. */
export function nearestServiceConditionKey(key: string): string | undefined {
  const colon = key.indexOf(':');
  const prefix = key.slice(0, Math.max(colon, 0)).toLowerCase();
  const names = conditionKeysOf(prefix).map((name) => name.slice(prefix.length + 1));
  const name = nearest(key.slice(colon + 1), names);
  return name === undefined ? undefined : `${prefix}:${name}`;
}

/** The candidate that is spelled almost like `word`; undefined where none is close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let found: string | undefined;
  let fewest = Math.min(MOST_EDITS, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = distance(lower, candidate.toLowerCase());
    if (edits < fewest) [fewest, found] = [edits, candidate];
  }
  return found;
}
