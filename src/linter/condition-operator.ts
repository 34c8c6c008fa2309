import { parseOperator } from '../evaluator/index.js';
import { nearest } from '../model/catalogue/index.js';

/** What an operator compares. `Null` compares nothing: it asks whether the key is there. */
export type OperatorFamily = 'String' | 'Numeric' | 'Date' | 'Bool' | 'Binary' | 'IPAddress' | 'ARN' | 'Null';

/** `ForAnyValue:StringNotLikeIfExists`, taken apart. */
export interface ConditionOperator {
  /** As AWS spells it, without its prefix and suffix. */
  readonly name: string;
  readonly family: OperatorFamily;
  readonly negated: boolean;
  /** Whether `*` and `?` in its values are wildcards. */
  readonly patterns: boolean;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
}

type BaseOperator = Pick<ConditionOperator, 'name' | 'family' | 'negated' | 'patterns'>;

const COMPARISONS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const NAMES: readonly (readonly [OperatorFamily, readonly string[]])[] = [
  ['String', ['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike']],
  ['Numeric', COMPARISONS],
  ['Date', COMPARISONS],
];

/**
 * By name in lower case.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: ReadonlyMap<string, BaseOperator> = new Map(
  [
    ...NAMES.flatMap(([family, ends]) => ends.map((end) => base(family, family + end))),
    base('Bool', 'Bool'),
    base('Binary', 'BinaryEquals'),
    base('IPAddress', 'IpAddress'),
    base('IPAddress', 'NotIpAddress'),
    ...['Equals', 'NotEquals', 'Like', 'NotLike'].map((end) => base('ARN', `Arn${end}`)),
    base('Null', 'Null'),
  ].map((operator) => [operator.name.toLowerCase(), operator]),
);

const NAMES_WITH_PARTS = [...OPERATORS.values()].flatMap(({ name }) =>
  ['', 'ForAllValues:', 'ForAnyValue:'].flatMap((set) => [`${set}${name}`, `${set}${name}IfExists`]),
);

/** Undefined for what is no operator. The case of its name does not matter. */
export function findOperator(text: string): ConditionOperator | undefined {
  const { base: name, quantifier, ifExists } = parseOperator(text);
  const operator = OPERATORS.get(name);
  return operator && { ...operator, set: quantifier, ifExists };
}

/** The operator that is spelled almost like `text`, with its prefix and suffix; undefined where none is close. */
export function nearestOperator(text: string): string | undefined {
  return nearest(text, NAMES_WITH_PARTS);
}

/**
 * Whether a condition holds where the key is not in the request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
 */
export function holdsWithoutKey({ negated, set, ifExists }: ConditionOperator): boolean {
  return ifExists || set === 'ForAllValues' || (negated && set === undefined);
}

function base(family: OperatorFamily, name: string): BaseOperator {
  return { name, family, negated: name.includes('Not'), patterns: family === 'ARN' || name.endsWith('Like') };
}
