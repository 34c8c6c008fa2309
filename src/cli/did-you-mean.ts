import { closest, distance } from 'fastest-levenshtein';

/** The nearest known name, or all of them where none is near. */
export function didYouMean(given: string, known: readonly string[]): string {
  const nearest = closest(given, known);
  return distance(given, nearest) <= Math.max(2, given.length / 3)
    ? `Did you mean '${nearest}'?`
    : `Known: ${known.join(', ')}.`;
}
