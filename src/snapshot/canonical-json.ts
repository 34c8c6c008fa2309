import { SnapshotError } from './snapshot-error.js';

/** The properties that hold a policy document, in which the order of keys is the author's. */
const DOCUMENT_KEYS: ReadonlySet<string> = new Set([
  'PolicyDocument',
  'AssumeRolePolicyDocument',
  'Document',
  'Policy',
  'Content',
]);

/**
 * The one text of a value: keys sorted outside policy documents, two spaces, one element a line, LF, a final newline.
 *
 * @param file what the SnapshotError names where the value is nested thousands of levels deep, as no policy is.
 */
export function canonicalJson(file: string, value: unknown): string {
  try {
    return `${JSON.stringify(withSortedKeys(value), null, 2)}\n`;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SnapshotError(
      `${file}: The JSON is nested too deeply.`,
      'Nothing that AWS accepts looks like this: find out where it comes from.',
    );
  }
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  // Without a prototype, a key called __proto__ is a key like any other.
  const sorted = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value).sort(byKey)) {
    sorted[key] = DOCUMENT_KEYS.has(key) ? item : withSortedKeys(item);
  }
  return sorted;
}

function byKey([first]: readonly [string, unknown], [second]: readonly [string, unknown]): number {
  return compareText(first, second);
}

/** By UTF-16 code units: the same on every machine, whatever its language. */
export function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
