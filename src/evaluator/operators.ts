import { arnPatternMatches, compileArnPattern, isArn } from './arn-pattern.js';
import { compileGlob, globMatches, type PatternPart } from './glob.js';
import { blockContains, parseAddressBlock, parseDate, parseNumber } from './values.js';

type Test<Actual> = (actual: Actual) => boolean;

/** What the operators for one type of value have in common. */
interface Family<Actual> {
  /** Whether the values of a policy may hold policy variables. */
  readonly variables: boolean;
  /** Undefined where the request's value is not of the type. */
  read(actual: string): Actual | undefined;
  /** The test against one value of a policy; undefined where that is not of the type, and then nothing passes. */
  compile(expected: readonly PatternPart[]): Test<Actual> | undefined;
  /** Whether a request's value that is not of the type differs from any; otherwise the operator is not for it. */
  readonly unreadableDiffers: boolean;
}

/** Whether a request's value fits one of a policy's; undefined where the operator is not for such a value. */
export type Fits = (actual: string) => boolean | undefined;

/** A condition operator without its prefix and suffix. */
export interface Operator {
  readonly variables: boolean;
  readonly negated: boolean;
  compile(expected: readonly (readonly PatternPart[])[]): {
    readonly fits: Fits;
    /** Whether a value of the policy is not of the type, so that not even a negated operator can allow by it. */
    readonly malformed: boolean;
  };
}

function operator<Actual>(family: Family<Actual>, negated = false): Operator {
  return {
    variables: family.variables,
    negated,
    compile(expected) {
      const tests = expected.map((parts) => family.compile(parts)).filter((test) => test !== undefined);
      const fits: Fits = (actual) => {
        const value = family.read(actual);
        if (value !== undefined) return tests.some((test) => test(value));
        return family.unreadableDiffers ? false : undefined;
      };
      return { fits, malformed: !family.unreadableDiffers && tests.length < expected.length };
    },
  };
}

function textOf(parts: readonly PatternPart[]): string {
  return parts.map(({ text }) => text).join('');
}

function text(compile: (expected: readonly PatternPart[]) => Test<string>): Family<string> {
  return { variables: true, read: (actual) => actual, compile, unreadableDiffers: true };
}

const equals = text((parts) => {
  const expected = textOf(parts);
  return (actual) => actual === expected;
});

const equalsIgnoreCase = text((parts) => {
  const expected = textOf(parts).toLowerCase();
  return (actual) => actual.toLowerCase() === expected;
});

const like = text((parts) => {
  const glob = compileGlob(parts);
  return (actual) => globMatches(glob, actual);
});

/** `true` in any case is true, and everything else is false. */
const bool = text((parts) => {
  const expected = textOf(parts).toLowerCase() === 'true';
  return (actual) => (actual.toLowerCase() === 'true') === expected;
});

const binary: Family<string> = { ...equals, variables: false };

const arn: Family<string> = {
  variables: true,
  read: (actual) => (isArn(actual) ? actual : undefined),
  compile(parts) {
    const fields = compileArnPattern(parts);
    return fields && ((actual) => arnPatternMatches(fields, actual));
  },
  unreadableDiffers: false,
};

const address: Family<NonNullable<ReturnType<typeof parseAddressBlock>>> = {
  variables: false,
  read: parseAddressBlock,
  compile(parts) {
    const block = parseAddressBlock(textOf(parts));
    return block && ((actual) => blockContains(block, actual));
  },
  unreadableDiffers: false,
};

type Compare = (actual: number, expected: number) => boolean;

function ordered(parse: (text: string) => number | undefined, compare: Compare): Family<number> {
  return {
    variables: false,
    read: parse,
    compile(parts) {
      const expected = parse(textOf(parts));
      return expected === undefined ? undefined : (actual) => compare(actual, expected);
    },
    unreadableDiffers: true,
  };
}

const COMPARISONS: readonly (readonly [string, Compare])[] = [
  ['equals', (actual, expected) => actual === expected],
  ['lessthan', (actual, expected) => actual < expected],
  ['lessthanequals', (actual, expected) => actual <= expected],
  ['greaterthan', (actual, expected) => actual > expected],
  ['greaterthanequals', (actual, expected) => actual >= expected],
];

function orderedOperators(name: string, parse: (text: string) => number | undefined): [string, Operator][] {
  const same = ordered(parse, (actual, expected) => actual === expected);
  return [
    ...COMPARISONS.map(([comparison, compare]): [string, Operator] => [
      name + comparison,
      operator(ordered(parse, compare)),
    ]),
    [`${name}notequals`, operator(same, true)],
  ];
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['stringequals', operator(equals)],
  ['stringnotequals', operator(equals, true)],
  ['stringequalsignorecase', operator(equalsIgnoreCase)],
  ['stringnotequalsignorecase', operator(equalsIgnoreCase, true)],
  ['stringlike', operator(like)],
  ['stringnotlike', operator(like, true)],
  ...orderedOperators('numeric', parseNumber),
  ...orderedOperators('date', parseDate),
  ['bool', operator(bool)],
  ['binaryequals', operator(binary)],
  ['ipaddress', operator(address)],
  ['notipaddress', operator(address, true)],
  ['arnequals', operator(arn)],
  ['arnlike', operator(arn)],
  ['arnnotequals', operator(arn, true)],
  ['arnnotlike', operator(arn, true)],
]);

export interface OperatorName {
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  /** In lower case. */
  readonly base: string;
}

const IF_EXISTS = 'ifexists';

/** The parts of an operator's name as a policy writes it: `ForAnyValue:StringLikeIfExists`. */
export function parseOperator(name: string): OperatorName {
  const lower = name.toLowerCase();
  const quantifier = lower.startsWith('forallvalues:')
    ? 'ForAllValues'
    : lower.startsWith('foranyvalue:')
      ? 'ForAnyValue'
      : undefined;
  const rest = quantifier === undefined ? lower : lower.slice(quantifier.length + 1);
  const ifExists = rest.endsWith(IF_EXISTS);
  return { quantifier, ifExists, base: ifExists ? rest.slice(0, -IF_EXISTS.length) : rest };
}

/**
 * The operator of a name in lower case; undefined for `null`, which compares nothing, and for what is none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function findOperator(base: string): Operator | undefined {
  return OPERATORS.get(base);
}
