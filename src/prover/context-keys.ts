import {
  findOperator,
  isMultivalued,
  meetsCondition,
  parseAddressBlock,
  parseDate,
  parseNumber,
  parseOperator,
  type CompiledCondition,
} from '../evaluator/index.js';
import type { Request } from '../model/index.js';
import { findConditionKey } from '../model/catalogue/index.js';
import type { TextBudget } from './automaton.js';
import { addressSamples, orderedSamples } from './ordered-values.js';
import { conditionArnPattern, literalPattern, wildcardPattern, type Pattern } from './pattern.js';
import { representatives } from './representatives.js';
import { hasVariable, instances } from './instances.js';
import { listOf } from './list-of.js';

/** What a request can hold under a key. */
export type KeyOption = readonly string[] | 'absent';

/** A context key and one option of each class that conditions can tell apart. */
export interface KeyOptions {
  /** In lower case. */
  readonly key: string;
  /** As a policy writes it. */
  readonly spelling: string;
  /** Each list of values that tells on some condition, the first of its class. */
  readonly values: readonly (readonly string[])[];
  /** Those of them that no condition tells from the absence of the key. */
  readonly likeAbsent: ReadonlySet<readonly string[]>;
  /** Why there may be a class without an option. */
  readonly gap: 'budget' | 'mixedOperators' | undefined;
}

/** What operators compare values as. */
type Family = 'text' | 'number' | 'date' | 'address';

/** More values in one key than conditions can tell apart in everyday policies. */
const MOST_OPTIONS = 2000;

/**
 * @param conditions all those on the key
 * @param variableValues what policy variables can stand for, by key in lower case
 */
export function keyOptions(
  key: string,
  conditions: readonly CompiledCondition[],
  variableValues: ReadonlyMap<string, readonly string[]>,
  budget: TextBudget,
): KeyOptions {
  const spelling = conditions[0]?.condition.key.value ?? key;
  const { values, gap } = sampleValues(key, conditions, variableValues, budget);
  const lists = valueLists(key, conditions, values);
  const distinct = distinguished(spelling, lists.options, conditions, variableValues.has(key));
  return { key, spelling, ...distinct, gap: gap ?? (lists.isComplete ? undefined : 'budget') };
}

/** A value of each class that conditions on one key can tell apart. */
export function sampleValues(
  key: string,
  conditions: readonly CompiledCondition[],
  variableValues: ReadonlyMap<string, readonly string[]>,
  budget: TextBudget,
): { readonly values: readonly string[]; readonly gap: KeyOptions['gap'] } {
  const families = new Map<Family, CompiledCondition[]>();
  for (const condition of conditions) {
    const family = familyOf(condition);
    if (family === undefined) continue;
    const list = families.get(family);
    if (list) list.push(condition);
    else families.set(family, [condition]);
  }
  if (families.size === 0 || variableValues.has(key)) families.set('text', families.get('text') ?? []);
  const found = [...families].map(([family, own]) => {
    const written = own.flatMap(({ condition }) => condition.values.map(({ value }) => value));
    switch (family) {
      case 'number':
        return { values: orderedSamples(written, parseNumber, String), isComplete: true };
      case 'date':
        return { values: orderedSamples(written, parseDate, dateTextOf(key)), isComplete: true };
      case 'address':
        return {
          values: addressSamples(written.flatMap((text) => listOf(parseAddressBlock(text)))),
          isComplete: true,
        };
      case 'text': {
        const texts = textSamples(key, own, variableValues, budget);
        return { values: texts.texts, isComplete: texts.isComplete };
      }
    }
  });
  // A tag, for instance, can hold a number, and what is none.
  const unreadable = [...families.keys()].every((family) => holdsOnly(key, family)) ? [] : [UNREADABLE];
  const isMixed = families.size > 1 || mixesCases(conditions);
  return {
    values: [...new Set([...found.flatMap(({ values }) => values), ...unreadable])],
    gap: isMixed ? 'mixedOperators' : found.every(({ isComplete }) => isComplete) ? undefined : 'budget',
  };
}

/** No number, date or address. */
const UNREADABLE = 'example';

/** Whether all values of a key are of a family, as far as AWS's reference knows the key. */
function holdsOnly(key: string, family: Family): boolean {
  if (family === 'text') return true;
  const type = { number: 'Numeric', date: 'Date', address: 'IPAddress' }[family];
  return findConditionKey(key)?.type === type;
}

function familyOf({ condition }: CompiledCondition): Family | undefined {
  const { base } = parseOperator(condition.operator.value);
  if (base === 'null' || findOperator(base) === undefined) return undefined;
  if (base.startsWith('numeric')) return 'number';
  if (base.startsWith('date')) return 'date';
  return base.includes('ipaddress') ? 'address' : 'text';
}

/** Whether some conditions, with wildcards, look at a text's case and others do not. */
function mixesCases(conditions: readonly CompiledCondition[]): boolean {
  const bases = conditions.map(({ condition }) => parseOperator(condition.operator.value).base);
  return (
    bases.some((base) => base.endsWith('ignorecase')) &&
    bases.some((base) => base.endsWith('like') || base.startsWith('arn'))
  );
}

/** One key has its dates as numbers. */
function dateTextOf(key: string): (milliseconds: number) => string {
  return key === 'aws:epochtime' ? (milliseconds) => String(milliseconds / 1000) : dateText;
}

function dateText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? String(milliseconds / 1000) : date.toISOString();
}

const ARN = 'arn:*:*:*:*:*';

function textSamples(
  key: string,
  conditions: readonly CompiledCondition[],
  variableValues: ReadonlyMap<string, readonly string[]>,
  budget: TextBudget,
): { readonly texts: readonly string[]; readonly isComplete: boolean } {
  const sets: (readonly Pattern[])[] = [];
  const samples: string[] = [...(variableValues.get(key) ?? [])];
  const spelt = new Set(
    conditions.flatMap(({ condition }) =>
      condition.values.flatMap(({ value }) => instances(value, variableValues)),
    ),
  );
  let arns = 0;
  for (const { condition } of conditions) {
    const { base } = parseOperator(condition.operator.value);
    const isArn = base.startsWith('arn');
    if (isArn) arns += 1;
    const patternsOf = (value: string): readonly Pattern[] => {
      if (!value.includes('*') && !value.includes('?')) samples.push(value);
      if (isArn) return listOf(conditionArnPattern(value));
      if (base.endsWith('like')) return [wildcardPattern(value)];
      if (base !== 'bool' && !base.endsWith('ignorecase')) return [literalPattern(value)];
      const cases = [value, value.toLowerCase(), value.toUpperCase(), ...otherSpelling(value, spelt)];
      samples.push(...cases, ...(base === 'bool' ? ['true', 'false'] : []));
      return cases.map(literalPattern);
    };
    const written = condition.values.map(({ value }) => value);
    sets.push(written.filter((value) => !hasVariable(value)).flatMap(patternsOf));
    // The values of a condition are one set, but a variable has one value at a time.
    for (const template of written.filter(hasVariable)) {
      sets.push(...instances(template, variableValues).map(patternsOf));
    }
  }
  const isArnOnly = findConditionKey(key)?.type.endsWith('ARN') ?? false;
  const arn = listOf(conditionArnPattern(ARN));
  if (arns > 0 && !isArnOnly) sets.push(arn);
  const [within = wildcardPattern('*')] = isArnOnly ? arn : [];
  const preferred = isArnOnly || arns > 0 ? ['arn:aws:example:us-east-1:111122223333:example'] : [];
  return representatives(within, sets, budget, { samples: [...preferred, ...samples] });
}

/** A text that differs from another in case alone, and is none that policies write; empty where there is none. */
function otherSpelling(text: string, spelt: ReadonlySet<string>): readonly string[] {
  // Of more spellings than policies write, one is none of theirs.
  for (let number = 0; number <= spelt.size; number += 1) {
    const spelling = capitalized(text.toLowerCase(), number);
    if (!spelt.has(spelling)) return [spelling];
  }
  return [];
}

/** With capitals for those letters whose bit is set in a number, from the lowest. */
function capitalized(text: string, number: number): string {
  let bit = 1;
  return Array.from(text, (letter) => {
    const capital = letter.toUpperCase();
    if (capital === letter) return letter;
    const isCapital = Math.floor(number / bit) % 2 === 1;
    bit *= 2;
    return isCapital ? capital : letter;
  }).join('');
}

/**
 * The lists of values that a key can have. Of a multivalued key these are all lists as long as conditions can ask
 * for: each quantifier can ask for one value of its own, and a longer list passes or fails no other condition.
 */
function valueLists(
  key: string,
  conditions: readonly CompiledCondition[],
  values: readonly string[],
): { readonly options: readonly (readonly string[])[]; readonly isComplete: boolean } {
  const single = values.map((value) => [value]);
  const quantified = conditions.filter(
    ({ condition }) => parseOperator(condition.operator.value).quantifier !== undefined,
  );
  const type = findConditionKey(key)?.type;
  const isMulti =
    type === undefined ? quantified.length > 0 || isMultivalued(key) : type.startsWith('ArrayOf');
  if (!isMulti) return { options: single, isComplete: true };
  const longest = Math.max(quantified.length, quantified.length < conditions.length ? 2 : 1);
  // A list of empty texts counts as no list under a quantifier.
  const options: (readonly string[])[] = [...single, ['']];
  let last = values.map((value, index) => ({ list: [value], rest: values.slice(index + 1) }));
  for (let length = 2; length <= longest; length += 1) {
    last = last.flatMap(({ list, rest }) =>
      rest.map((value, index) => ({ list: [...list, value], rest: rest.slice(index + 1) })),
    );
    if (options.length + last.length > MOST_OPTIONS) return { options, isComplete: false };
    options.push(...last.map(({ list }) => list));
  }
  return { options, isComplete: true };
}

/** One list of those that no condition tells apart; all of them where a variable takes the key's value. */
function distinguished(
  spelling: string,
  lists: readonly (readonly string[])[],
  conditions: readonly CompiledCondition[],
  isVariable: boolean,
): Pick<KeyOptions, 'values' | 'likeAbsent'> {
  if (isVariable || conditions.some(usesVariable)) return { values: lists, likeAbsent: new Set() };
  const outcomeOf = (option: KeyOption) => {
    const request = requestWith(spelling, option);
    return conditions.map((condition) => meetsCondition(request, condition)).join(' ');
  };
  const classes = new Map<string, readonly string[]>();
  for (const list of lists) {
    const outcome = outcomeOf(list);
    if (!classes.has(outcome)) classes.set(outcome, list);
  }
  const likeAbsent = classes.get(outcomeOf('absent'));
  return { values: [...classes.values()], likeAbsent: new Set(likeAbsent && [likeAbsent]) };
}

function usesVariable({ condition }: CompiledCondition): boolean {
  return condition.values.some(({ value }) => hasVariable(value));
}

function requestWith(spelling: string, option: KeyOption): Request {
  return {
    principal: { kind: 'anonymous' },
    action: '*',
    resource: '*',
    context: option === 'absent' ? {} : { [spelling]: option },
    ...(option === 'absent' && { absentKeys: [spelling] }),
  };
}
