/**
 * Checks for values that come from a server. The SDK's types say what AWS sends; a server that stands in for AWS
 * may send anything.
 */

/** Text that is not empty, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number, or undefined. */
export function number(value: unknown): number | undefined {
  return isNumber(value) ? value : undefined;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isSetting(value: unknown): value is number | boolean {
  return isNumber(value) || typeof value === 'boolean';
}

/** The properties of an object whose values pass, or undefined for anything but an object. */
export function properties<T>(
  value: unknown,
  passes: (item: unknown) => item is T,
): Record<string, T> | undefined {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, T] => passes(entry[1])));
}

/** The list, or undefined for anything else. An entry that is no object becomes an empty one, and so is not lost. */
export function list<T extends object>(value: readonly T[] | undefined): readonly Partial<T>[] | undefined {
  const untrusted: unknown = value;
  if (!isList(untrusted)) return undefined;
  return untrusted.map((item) => (isRecord(item) ? (item as Partial<T>) : {}));
}

/** The texts of a list; empty for anything else. */
export function texts(value: unknown): string[] {
  return isList(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** A date of the SDK in ISO 8601, or undefined. */
export function isoDate(value: unknown): string | undefined {
  return value instanceof Date && Number.isFinite(value.getTime()) ? value.toISOString() : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

type UndefinedKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

type Present<T> = Omit<T, UndefinedKeys<T>> & { [K in UndefinedKeys<T>]?: Exclude<T[K], undefined> };

/** The object without its undefined properties: in a snapshot, absent means not read. */
export function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Present<T>;
}

/** Sorted by code units, and each key once, so that the order in which pages arrive shows nowhere. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  const byKey = new Map(Array.from(items, (item) => [key(item), item]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
