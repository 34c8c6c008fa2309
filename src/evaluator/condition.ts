import type { Condition, Truth } from '../model/index.js';
import type { ContextValue, RequestContext, Values } from './context.js';
import type { PatternPart, PatternParts } from './glob.js';
import { findOperator, parseOperator, type Operator, type OperatorName } from './operators.js';
import { isMultivalued } from './presence.js';
import { expandTemplate, parseTemplate, type Template } from './template.js';
import { and, not, or, truth } from './truth.js';

type Effect = 'Allow' | 'Deny';

export interface CompiledCondition {
  readonly condition: Condition;
  /** In lower case. */
  readonly key: string;
  readonly test: (context: RequestContext) => Truth;
}

/**
 * One key under one operator as a test of a request.
 *
 * @param variables whether the policy's version knows policy variables
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileCondition(
  condition: Condition,
  effect: Effect,
  variables: boolean,
): CompiledCondition {
  const key = condition.key.value.toLowerCase();
  const name = parseOperator(condition.operator.value);
  const values = condition.values.map(({ value }) => value);
  if (name.base === 'null') {
    return {
      condition,
      key,
      test: (context) => context.settle(isNull(context.get(condition.key.value, key), values)),
    };
  }
  const operator = findOperator(name.base);
  // AWS stores no policy with such an operator: it allows nothing here and denies everything.
  if (operator === undefined) return { condition, key, test: () => truth(effect === 'Deny') };
  const fits = compileValues(operator, values, effect, variables && operator.variables);
  const one = (actual: string, context: RequestContext): Truth => {
    const result = fits(actual, context);
    if (result === undefined) return 'false';
    return operator.negated ? not(result) : result;
  };
  return {
    condition,
    key,
    test: (context) => {
      const actual = context.get(condition.key.value, key);
      return context.settle(
        typeof actual === 'string'
          ? withoutValue(actual, name, operator)
          : withValues(actual, key, name, one, context),
      );
    },
  };
}

function isNull(actual: ContextValue, expected: readonly string[]): Truth {
  if (actual === 'unknown') return actual;
  const isAbsent = actual === 'absent';
  return truth(expected.some((value) => (value.toLowerCase() === 'true') === isAbsent));
}

/**
 * What a key that is not in the request does, by operator. ForAllValues holds, as AWS says in general; one table of
 * the same page has it not hold for StringNotLike.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function withoutValue(
  actual: 'absent' | 'unknown' | 'present',
  { quantifier, ifExists }: OperatorName,
  { negated }: Operator,
): Truth {
  if (actual !== 'absent') return 'unknown';
  if (ifExists || quantifier === 'ForAllValues') return 'true';
  return truth(negated && quantifier === undefined);
}

function withValues(
  actual: Values,
  key: string,
  { quantifier }: OperatorName,
  one: (actual: string, context: RequestContext) => Truth,
  context: RequestContext,
): Truth {
  if (quantifier === undefined) {
    // Without a quantifier several values never match: AWS calls for one and does not say what happens without.
    return actual.length > 1 || isMultivalued(key) ? 'false' : one(actual[0], context);
  }
  const isNullSet = actual.every((value) => value === '');
  const results = actual.map((value) => one(value, context));
  if (quantifier === 'ForAllValues') return isNullSet ? 'true' : results.reduce(and);
  return isNullSet ? 'false' : results.reduce(or);
}

function compileValues(
  operator: Operator,
  values: readonly string[],
  effect: Effect,
  variables: boolean,
): (actual: string, context: RequestContext) => Truth | undefined {
  const templates: Template[] = [];
  const fixed: PatternPart[][] = [];
  for (const value of values) {
    const template = variables ? parseTemplate(value) : undefined;
    if (template) templates.push(template);
    else fixed.push([{ text: value, literal: false }]);
  }
  const { fits, malformed } = operator.compile(fixed);
  // Where it is not clear whether a value fits, an Allow does without it and a Deny does not.
  const whenInDoubt = truth((effect === 'Deny') !== operator.negated);
  return (actual, context) => {
    const known = fits(actual);
    if (known !== false) return known === undefined ? undefined : 'true';
    const start: Truth = malformed && operator.negated && effect === 'Allow' ? 'true' : 'false';
    return templates.reduce<Truth>(
      (result, template) => or(result, fitsTemplate(operator, template, actual, context, whenInDoubt)),
      start,
    );
  };
}

function fitsTemplate(
  operator: Operator,
  template: Template,
  actual: string,
  context: RequestContext,
  whenInDoubt: Truth,
): Truth {
  const expansion = expandTemplate(template, context);
  if (expansion === 'unresolved') return 'false';
  if (expansion === 'unknown') return expansion;
  const { literal, loose } = expansion;
  const fits = (parts: PatternParts) => operator.compile([parts]).fits(actual) === true;
  const result = fits(literal);
  return loose === undefined || fits(loose) === result ? truth(result) : whenInDoubt;
}
