import { parseAddressBlock, parseDate, parseNumber } from '../../evaluator/index.js';
import { findConditionKey, nearestConditionKey, type ConditionKeyType } from '../../model/catalogue/index.js';
import { parseArn, type Request } from '../../model/index.js';
import { QuestionError } from './question-error.js';

type ValueType = Exclude<ConditionKeyType, `ArrayOf${string}`>;

/** Whether a value is of a type, and how the type is called. */
interface TypeCheck {
  readonly name: string;
  readonly example: string;
  readonly accepts: (value: string) => boolean;
}

const CHECKS: Readonly<Record<ValueType, TypeCheck>> = {
  String: { name: 'text', example: 'value', accepts: () => true },
  Bool: { name: 'true or false', example: 'true', accepts: (value) => /^(true|false)$/i.test(value) },
  Numeric: { name: 'a number', example: '10', accepts: (value) => parseNumber(value) !== undefined },
  Date: {
    name: 'a date',
    example: '2026-09-26T12:00:00Z',
    accepts: (value) => parseDate(value) !== undefined,
  },
  ARN: {
    name: 'an ARN',
    example: 'arn:aws:iam::111122223333:role/name',
    accepts: (value) => parseArn(value) !== undefined,
  },
  IPAddress: {
    name: 'an IP address',
    example: '203.0.113.7',
    accepts: (value) => !value.includes('/') && parseAddressBlock(value) !== undefined,
  },
};

/**
 * Checks the values of context keys against the types that AWS's reference gives, and gives what is odd but may be
 * meant: keys that AWS does not have.
 *
 * @throws QuestionError for a value of the wrong type, and for several values of a key that has one
 */
export function checkContext(context: Request['context']): readonly string[] {
  return Object.entries(context).flatMap(([name, values]) => {
    const problem = contextProblem(name, values);
    if (problem) throw problem;
    return findConditionKey(name) === undefined ? unknownKey(name) : [];
  });
}

/** Why no request can hold such values under a key. */
export function contextProblem(name: string, values: readonly string[]): QuestionError | undefined {
  const type = findConditionKey(name)?.type;
  if (type === undefined) return undefined;
  const isArray = type.startsWith('ArrayOf');
  const check = CHECKS[(isArray ? type.slice('ArrayOf'.length) : type) as ValueType];
  const wrong = values.find((value) => !check.accepts(value));
  if (wrong !== undefined) {
    return new QuestionError(
      `The value '${wrong}' of ${name} is not ${check.name}.`,
      `Give it as ${name}=${check.example}.`,
    );
  }
  return isArray || values.length < 2
    ? undefined
    : new QuestionError(
        `${name} has one value in a request, and ${values.length} are given.`,
        'Give it once, or ask once for each value.',
      );
}

/** Keys of AWS's own; those of an identity provider are called as it likes. */
function unknownKey(name: string): readonly string[] {
  const service = name.split(':', 1)[0]?.toLowerCase();
  if (service !== 'aws') return [];
  const nearest = nearestConditionKey(name);
  const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return [`AWS has no context key ${name}, so no request holds it.${suggestion}`];
}
