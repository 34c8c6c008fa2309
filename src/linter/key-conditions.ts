import type { Condition, PolicyDocument, Statement } from '../model/index.js';
import { conditionKeyType, type ConditionKeyType } from '../model/catalogue/index.js';
import type { PolicyGraph } from '../graph/index.js';
import { findOperator, type ConditionOperator, type OperatorFamily } from './condition-operator.js';
import { isOwnText } from './own-text.js';
import { passesWithoutKey } from './requirements.js';

/** A condition with what is known of its operator and its key. */
export interface KeyCondition extends Condition {
  readonly comparison: ConditionOperator;
  /** The key in lower case. */
  readonly name: string;
  /** What the key holds; undefined for a key that AWS's reference does not list. */
  readonly type: OperatorFamily | undefined;
  /** Whether the key has several values in one request. */
  readonly multivalued: boolean;
}

const NONE: readonly KeyCondition[] = [];

const known = new WeakMap<Statement, readonly KeyCondition[]>();

/** The conditions of a statement, but for those whose operator does not exist. */
export function keyConditions(statement: Statement): readonly KeyCondition[] {
  if (statement.conditions.length === 0) return NONE;
  const found = known.get(statement) ?? statement.conditions.flatMap(keyCondition);
  known.set(statement, found);
  return found;
}

/**
 * The conditions of a statement whose text is the account's own to mend and judged nowhere else: none for a policy of
 * AWS, nor for a permissions boundary that is attached to identities as well.
 */
export function ownConditions(
  statement: Statement,
  document: PolicyDocument,
  graph: PolicyGraph,
): readonly KeyCondition[] {
  return statement.conditions.length > 0 && isOwnText(document, graph) ? keyConditions(statement) : NONE;
}

/** {@link ownConditions}, but for those of `Null`, which compare nothing. */
export function ownComparisons(
  statement: Statement,
  document: PolicyDocument,
  graph: PolicyGraph,
): readonly KeyCondition[] {
  return ownConditions(statement, document, graph).filter(({ comparison }) => comparison.family !== 'Null');
}

/** Whether a request without the key, in lower case, fails some condition of the statement. */
export function asksForKey(statement: Statement, name: string): boolean {
  return keyConditions(statement).some(
    (condition) => condition.name === name && !passesWithoutKey(condition),
  );
}

/**
 * What a statement comes to where one of its conditions holds for every request that the others leave, or for none:
 * the end of a sentence.
 */
export function consequence({ effect }: Statement, holds: boolean): string {
  if (effect === 'Allow') return holds ? 'limits nothing' : 'keeps the statement from allowing anything';
  return holds ? 'exempts nothing from the deny' : 'keeps the statement from denying anything';
}

function keyCondition(condition: Condition): KeyCondition[] {
  const comparison = findOperator(condition.operator.value);
  if (comparison === undefined) return [];
  const { key, operator, values } = condition;
  const name = key.value.toLowerCase();
  const type = conditionKeyType(name);
  return [
    { key, operator, values, comparison, name, type: scalarOf(type), multivalued: type !== scalarOf(type) },
  ];
}

function scalarOf(type: ConditionKeyType | undefined): OperatorFamily | undefined {
  switch (type) {
    case 'ArrayOfString':
      return 'String';
    case 'ArrayOfARN':
      return 'ARN';
    case 'ArrayOfBool':
      return 'Bool';
    default:
      return type;
  }
}
