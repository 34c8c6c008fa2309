import { conditionKeys as packedConditionKeys } from './data.generated.js';
import type { ConditionKeyType } from './packed.js';

export interface ConditionKey {
  /** As AWS spells it, with a placeholder where a part is free: `aws:RequestTag/${TagKey}`. */
  readonly name: string;
  /** `ArrayOf…`: multivalued. */
  readonly type: ConditionKeyType;
}

/** A key with a free part: everything that starts with `before`, ends with `after` and has something in between. */
interface KeyPattern {
  readonly before: string;
  readonly after: string;
  readonly key: ConditionKey;
}

interface KeyIndex {
  /** By name in lower case. */
  readonly exact: ReadonlyMap<string, ConditionKey>;
  /** The longest first, since it is the more specific one. */
  readonly patterns: readonly KeyPattern[];
}

let index: KeyIndex | undefined;

/**
 * The global or service-specific condition key that `name` is, whatever its case. Undefined for a key that the
 * Service Authorization Reference does not list, for example that of an OIDC provider of one's own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function findConditionKey(name: string): ConditionKey | undefined {
  index ??= indexKeys();
  const lower = name.toLowerCase();
  return index.exact.get(lower) ?? index.patterns.find((pattern) => matches(pattern, lower))?.key;
}

/** The names of all keys that start with `aws:`, those with a free part left out. */
export function globalConditionKeys(): readonly string[] {
  return conditionKeysOf('aws');
}

/** The names of all keys with a prefix, those with a free part left out. */
export function conditionKeysOf(prefix: string): readonly string[] {
  index ??= indexKeys();
  return [...index.exact.values()]
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${prefix}:`) && !name.includes('${'));
}

export function conditionKeyType(name: string): ConditionKeyType | undefined {
  return findConditionKey(name)?.type;
}

function matches({ before, after }: KeyPattern, name: string): boolean {
  return name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

function indexKeys(): KeyIndex {
  const byType = JSON.parse(packedConditionKeys) as Readonly<Record<ConditionKeyType, readonly string[]>>;
  const keys = Object.entries(byType).flatMap(([type, names]) =>
    names.map((name) => ({ name, type: type as ConditionKeyType })),
  );
  return {
    exact: new Map(keys.map((key) => [key.name.toLowerCase(), key])),
    patterns: keys.flatMap(pattern).sort((a, b) => literalLength(b) - literalLength(a)),
  };
}

function pattern(key: ConditionKey): KeyPattern[] {
  const [before, after] = key.name.toLowerCase().split(/\$\{\w+\}/);
  return before === undefined || after === undefined ? [] : [{ before, after, key }];
}

function literalLength({ before, after }: KeyPattern): number {
  return before.length + after.length;
}
