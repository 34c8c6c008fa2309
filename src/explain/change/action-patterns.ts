import { matchingActions } from '../../graph/index.js';
import { actionCovers } from '../../prover/index.js';

/**
 * The values of an Action element without some actions: patterns that together match every action of AWS's reference
 * that `value` matches, and none of `without`. Undefined for a value that means the actions of all services.
 */
export function actionsWithout(value: string, without: readonly string[]): readonly string[] | undefined {
  const excluded = without.filter((action) => actionCovers(value, action) === true);
  if (excluded.length === 0) return [value];
  const service = value.slice(0, value.indexOf(':'));
  if (service === '' || service.includes('*')) return undefined;
  const lower = new Set(excluded.map((action) => action.toLowerCase()));
  const kept = matchingActions(value)
    .map(({ name }) => name)
    .filter((name) => !lower.has(name.toLowerCase()));
  const names = kept.map((name) => name.slice(name.indexOf(':') + 1));
  const barred = excluded.map((name) => name.slice(name.indexOf(':') + 1).toLowerCase());
  const isPrefix = value.indexOf('*') === value.length - 1 && !value.includes('?');
  const patterns = isPrefix ? patternsFor(names, barred) : names;
  return patterns.map((pattern) => `${service}:${pattern}`);
}

/** The shortest patterns that begin like a name and like none of those that are barred, in lower case. */
function patternsFor(names: readonly string[], barred: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => patternFor(name, barred)))].sort();
}

function patternFor(name: string, barred: readonly string[]): string {
  for (let length = 1; length <= name.length; length++) {
    const prefix = name.slice(0, length).toLowerCase();
    if (!barred.some((other) => other.startsWith(prefix))) return `${name.slice(0, length)}*`;
  }
  return name;
}
