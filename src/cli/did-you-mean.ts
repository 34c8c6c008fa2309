import { closest, distance } from 'fastest-levenshtein';

/** The nearest known name; where none is near, all of them or what `otherwise` says. */
export function didYouMean(
  given: string,
  known: readonly string[],
  otherwise = `Known: ${known.join(', ')}.`,
): string {
  const nearest = closest(given, known);
  return distance(given, nearest) <= Math.max(2, given.length / 3) ? `Did you mean '${nearest}'?` : otherwise;
}
