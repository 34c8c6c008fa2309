import {
  Token,
  type Condition,
  type Element,
  type Location,
  type Path,
  type PrincipalElement,
  type PrincipalKind,
  type PrincipalValue,
  type SourceText,
  type Statement,
} from '../../model/index.js';

type Values = string | readonly string[];

/** A statement as it is pasted into a policy. */
export type StatementJson = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalJson;
  readonly NotPrincipal?: PrincipalJson;
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Condition?: ConditionJson;
};

type PrincipalJson = '*' | { readonly [kind in PrincipalKind]?: Values };
export type ConditionJson = { readonly [operator: string]: { readonly [key: string]: Values } };

/** What a parsed statement looks like as JSON; a list of one value becomes the value. */
export function jsonOf({ sid, effect, principal, action, resource, conditions }: Statement): StatementJson {
  return {
    ...(sid && { Sid: sid.value }),
    Effect: effect,
    ...(principal && { [principal.negated ? 'NotPrincipal' : 'Principal']: principalJson(principal) }),
    ...(action && { [action.negated ? 'NotAction' : 'Action']: texts(action.values) }),
    ...(resource && { [resource.negated ? 'NotResource' : 'Resource']: texts(resource.values) }),
    ...(conditions.length > 0 && { Condition: conditionJson(conditions) }),
  };
}

/** The statement without some of its elements. */
export function without(
  statement: StatementJson,
  ...elements: readonly (keyof StatementJson)[]
): StatementJson {
  const kept = Object.entries(statement).filter(([element]) => !elements.some((name) => name === element));
  return Object.fromEntries(kept) as unknown as StatementJson;
}

/** The elements in the order in which AWS writes them. */
export function inOrder(statement: StatementJson): StatementJson {
  const elements = Object.entries(statement) as [keyof StatementJson, unknown][];
  elements.sort(([a], [b]) => ELEMENTS.indexOf(a) - ELEMENTS.indexOf(b));
  return Object.fromEntries(elements) as unknown as StatementJson;
}

const ELEMENTS: readonly (keyof StatementJson)[] = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

function principalJson({ values }: PrincipalElement): PrincipalJson {
  if (values.some(({ kind }) => kind === '*')) return '*';
  const kinds = [...new Set(values.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      texts(values.filter((value) => value.kind === kind).map(({ token }) => token)),
    ]),
  );
}

function conditionJson(conditions: readonly Condition[]): ConditionJson {
  const operators: Record<string, Record<string, Values>> = {};
  for (const { operator, key, values } of conditions) {
    operators[operator.value] = { ...operators[operator.value], [key.value]: texts(values) };
  }
  return operators;
}

function texts(tokens: readonly Token[]): Values {
  return compact(tokens.map(({ value }) => value));
}

export function compact(values: readonly string[]): Values {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? only : values;
}

/** The statement that some JSON is, for the evaluator. It stands in no text. */
export function statementOf(json: StatementJson, index: number): Statement {
  const principal = json.Principal ?? json.NotPrincipal;
  return {
    index,
    sid: json.Sid === undefined ? undefined : token(json.Sid),
    effect: json.Effect,
    token: token(''),
    action: element('Action', json.Action) ?? element('NotAction', json.NotAction),
    resource: element('Resource', json.Resource) ?? element('NotResource', json.NotResource),
    principal: principal && {
      key: token(json.Principal ? 'Principal' : 'NotPrincipal'),
      negated: json.Principal === undefined,
      values: principalValues(principal),
    },
    conditions: Object.entries(json.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({
        operator: token(operator),
        key: token(key),
        values: list(values).map(token),
      })),
    ),
  };
}

function element(key: string, values: Values | undefined): Element | undefined {
  return values === undefined
    ? undefined
    : { key: token(key), negated: key.startsWith('Not'), values: list(values).map(token) };
}

function principalValues(principal: PrincipalJson): readonly PrincipalValue[] {
  if (principal === '*') return [{ kind: '*', token: token('*') }];
  return Object.entries(principal).flatMap(([kind, values]) =>
    list(values).map((value) => ({ kind: kind as PrincipalKind, token: token(value) })),
  );
}

function list(values: Values): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}

function token(value: string): Token {
  return new Token(value, [], NOWHERE);
}

const START = { line: 1, column: 0, offset: 0 };

const NOWHERE: SourceText = {
  uri: '',
  locate: (path: Path): Location => ({ source: '', path, span: { start: START, end: START } }),
  locateOffset: (): Location => ({ source: '', path: [], span: { start: START, end: START } }),
  lines: () => [],
};

/** The text in which a document stands that nobody has written yet. */
export const NO_SOURCE = {
  source: NOWHERE,
  token: token(''),
  size: () => 0,
  version: token('2012-10-17'),
} as const;
