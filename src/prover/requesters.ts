import { parseRequester, type CompiledStatement } from '../evaluator/index.js';
import { isAccountId, parseArn, type PrincipalValue, type Requester } from '../model/index.js';
import type { TextBudget } from './automaton.js';
import { conditionArnPattern, literalPattern, wildcardPattern, type Pattern } from './pattern.js';
import { representatives } from './representatives.js';

export interface Requesters {
  readonly requesters: readonly Requester[];
  readonly isComplete: boolean;
}

/** An account that no policy is likely to name. */
export const STRANGER = '999988887777';
const SESSION = 'example-session';

/** Keys whose values follow from who makes the request. */
const PRINCIPAL_KEYS: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:username',
  'aws:userid',
]);

/** Whether any of the statements depends on who makes the request. */
export function dependOnRequester(statements: readonly CompiledStatement[]): boolean {
  return statements.some(
    ({ statement, terms }) =>
      terms.principals !== undefined ||
      terms.conditions.some(({ key }) => PRINCIPAL_KEYS.has(key)) ||
      /\$\{\s*aws:(principal|user)/i.test(JSON.stringify(valuesOf(statement.conditions))) ||
      (statement.resource?.values.some(({ value }) => /\$\{\s*aws:(principal|user)/i.test(value)) ?? false),
  );
}

function valuesOf(conditions: CompiledStatement['statement']['conditions']): readonly string[] {
  return conditions.flatMap(({ values }) => values.map(({ value }) => value));
}

/**
 * Requesters, one of each class that the statements can tell apart: users and roles by the ARNs, accounts and names
 * that policies hold them against; and where policies name principals, also root users, services, identity providers
 * and somebody anonymous.
 */
export function requestersFor(
  statements: readonly CompiledStatement[],
  partition: string,
  home: string,
  budget: TextBudget,
): Requesters {
  const principals = statements.flatMap(({ terms, statement }) =>
    terms.principals === undefined ? [] : (statement.principal?.values ?? []),
  );
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  const valuesUnder = (key: string) =>
    conditions
      .filter((condition) => condition.key === key)
      .flatMap(({ condition }) => condition.values.map(({ value }) => value));
  const accounts = new Set([
    ...principals.flatMap((value) => accountNamed(value) ?? []),
    ...valuesUnder('aws:principalaccount').filter(isAccountId),
  ]);
  const patterns: Pattern[] = [
    ...[...accounts].flatMap((account) => conditionArnPattern(`arn:*:iam::${account}:*`) ?? []),
    ...principals.filter(({ kind }) => kind === 'AWS').map(({ token }) => literalPattern(token.value)),
    ...valuesUnder('aws:principalarn').flatMap(
      (value) => conditionArnPattern(value) ?? wildcardPattern(value),
    ),
    ...valuesUnder('aws:username').flatMap((name) => [
      wildcardPattern(`arn:*:user/${name}`),
      wildcardPattern(`arn:*:user/*/${name}`),
    ]),
  ];
  const entities = (['user', 'role'] as const).map((kind) => {
    const within = conditionArnPattern(`arn:${partition}:iam::*:${kind}/?*`);
    const samples = [home, ...accounts, STRANGER].flatMap((account) => [
      `arn:${partition}:iam::${account}:${kind}/example`,
      ...valuesUnder('aws:principalarn').map((value) => exampleOf(value, account)),
    ]);
    const found = within
      ? representatives(
          within,
          patterns.map((pattern) => [pattern]),
          budget,
          { samples },
        )
      : { texts: [], isComplete: false };
    // A made-up account has to be one of twelve digits to be anybody's.
    const texts = found.texts.filter((arn) => isAccountId(parseArn(arn)?.account ?? ''));
    return { texts, isComplete: found.isComplete && texts.length === found.texts.length };
  });
  const requesters = entities.flatMap(({ texts }, index) =>
    texts.map((arn): Requester =>
      index === 0 ? { kind: 'user', arn } : { kind: 'role', arn, session: SESSION },
    ),
  );
  const isComplete = entities.every((found) => found.isComplete);
  if (statements.every(({ terms }) => terms.principals === undefined)) return { requesters, isComplete };
  const services = [
    ...principals.filter(({ kind }) => kind === 'Service').map(({ token }) => token.value),
    ...valuesUnder('aws:principalservicename'),
    'example.amazonaws.com',
  ];
  return {
    isComplete,
    requesters: [
      ...requesters,
      ...principals.flatMap(sessionNamed),
      ...[...accounts, home].map((account): Requester => ({ kind: 'root', account, partition })),
      ...[...new Set(services)].map((service): Requester => ({ kind: 'service', service })),
      ...principals
        .filter(({ kind }) => kind === 'Federated')
        .map(({ token: { value: provider } }): Requester => ({
          kind: provider.includes(':saml-provider/') ? 'saml' : 'web-identity',
          provider,
        })),
      { kind: 'anonymous' },
    ],
  };
}

/** The ARN that a pattern is about in an account, with a name that reads well. */
function exampleOf(pattern: string, account: string): string {
  const [arn = '', partition = '', service = '', region = '', own = '', ...rest] = pattern.split(':');
  const id = isAccountId(own) ? own : account;
  return [arn, partition, service, region, id, rest.join(':')]
    .join(':')
    .replaceAll('*', 'example')
    .replaceAll('?', 'x');
}

function accountNamed({ kind, token: { value } }: PrincipalValue): string | undefined {
  if (kind !== 'AWS') return undefined;
  const account = isAccountId(value) ? value : (parseArn(value)?.account ?? '');
  return isAccountId(account) ? account : undefined;
}

/** The session of a role, or of a federated user, that a Principal element names. */
function sessionNamed({ kind, token: { value } }: PrincipalValue): Requester[] {
  if (kind !== 'AWS' || !value.includes(':sts:')) return [];
  const requester = parseRequester(value);
  return requester === undefined ? [] : [requester];
}
