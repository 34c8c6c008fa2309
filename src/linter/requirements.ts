import { parseOperator } from '../evaluator/index.js';
import type { Condition, Statement } from '../model/index.js';
import type { AcceptsValue } from '../prover/index.js';
import { findOperator, holdsWithoutKey } from './condition-operator.js';

type OperatorName = ReturnType<typeof parseOperator>;

const POSITIVE: ReadonlySet<string> = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
  'ipaddress',
  'bool',
]);

const NEGATED: ReadonlySet<string> = new Set([
  'stringnotequals',
  'stringnotequalsignorecase',
  'stringnotlike',
  'arnnotequals',
  'arnnotlike',
  'notipaddress',
]);

/** Keys that every request carries, even an anonymous one. */
const ALWAYS_PRESENT: ReadonlySet<string> = new Set(['aws:principalaccount', 'aws:userid']);

/**
 * Whether a statement applies only to requests in which `key` has an accepted value. A condition does not see to
 * that where a request passes without the key, as under `…IfExists` and `ForAllValues:`, unless another condition
 * asks for the key. Negated operators never do.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function requires(statement: Statement, key: string, accepts: AcceptsValue): boolean {
  const conditions = statement.conditions.filter((condition) => isAboutKey(condition, key));
  const isPresent = ALWAYS_PRESENT.has(key.toLowerCase()) || conditions.some(asksForKey);
  return conditions.some((condition) => {
    const operator = operatorOf(condition);
    return (
      POSITIVE.has(operator.base) &&
      (isPresent || isStrict(operator)) &&
      accepted(condition, operator, accepts)
    );
  });
}

/**
 * Whether a condition of a Deny is met by every request in which `key` is absent or has no accepted value, so that
 * the Deny spares only the others.
 */
export function spares(condition: Condition, key: string, accepts: AcceptsValue): boolean {
  const operator = operatorOf(condition);
  return (
    isAboutKey(condition, key) &&
    NEGATED.has(operator.base) &&
    operator.quantifier !== 'ForAnyValue' &&
    accepted(condition, operator, accepts)
  );
}

/**
 * Whether a condition is met by every request in which `key` is `value`: a `Bool`, or a `Null` whose value says
 * whether the key is absent. `orAbsent`: and by every request without the key.
 */
export function isFlag(
  condition: Condition,
  key: string,
  value: 'true' | 'false',
  orAbsent = false,
): boolean {
  const { base, ifExists } = operatorOf(condition);
  return (
    isAboutKey(condition, key) &&
    (base === 'bool' || base === 'null') &&
    (ifExists || !orAbsent) &&
    condition.values.some((token) => token.value.toLowerCase() === value)
  );
}

/** Whether a condition is met by every request that lacks its key. */
export function passesWithoutKey(condition: Condition): boolean {
  const operator = findOperator(condition.operator.value);
  if (operator?.family === 'Null') return isFlag(condition, condition.key.value, 'true');
  return operator !== undefined && holdsWithoutKey(operator);
}

/** Whether a condition is about a key, whatever its case. */
export function isAboutKey(condition: Condition, key: string): boolean {
  return condition.key.value.toLowerCase() === key.toLowerCase();
}

function accepted(condition: Condition, { base }: OperatorName, accepts: AcceptsValue): boolean {
  const pattern = base.endsWith('like') || base.startsWith('arn');
  return condition.values.every(({ value }) => accepts(value, pattern));
}

/** Whether no request without the key meets a positive condition. */
function isStrict({ ifExists, quantifier }: OperatorName): boolean {
  return !ifExists && quantifier !== 'ForAllValues';
}

function asksForKey(condition: Condition): boolean {
  const operator = operatorOf(condition);
  return POSITIVE.has(operator.base) ? isStrict(operator) : isFlag(condition, condition.key.value, 'false');
}

function operatorOf(condition: Condition): OperatorName {
  return parseOperator(condition.operator.value);
}
