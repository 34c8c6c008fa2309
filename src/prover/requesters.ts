import { contextValue, parseRequester, type CompiledStatement } from '../evaluator/index.js';
import { isAccountId, parseArn, type PrincipalValue, type Requester } from '../model/index.js';
import type { TextBudget } from './automaton.js';
import {
  conditionArnPattern,
  literalPattern,
  shapePattern,
  wildcardPattern,
  type Pattern,
} from './pattern.js';
import { representatives } from './representatives.js';
import { variablesIn, writtenValues } from './instances.js';
import { listOf } from './list-of.js';

export interface Requesters {
  readonly requesters: readonly Requester[];
  readonly isComplete: boolean;
}

/** An account that no policy is likely to name. */
export const STRANGER = '999988887777';
const SESSION = 'example-session';

/**
 * The first of all users and roles that no statement tells apart: those of an account that send the same under every
 * key, where no statement names principals. Others are left as they are.
 */
export function toldApart(
  requesters: readonly Requester[],
  statements: readonly CompiledStatement[],
): readonly Requester[] {
  if (statements.some(({ terms }) => terms.principals !== undefined)) return requesters;
  const keys = new Set(
    statements.flatMap(({ statement, terms }) => [
      ...terms.conditions.map(({ key }) => key),
      ...writtenValues(statement).flatMap(variablesIn),
    ]),
  );
  const classes = new Map<string, Requester>();
  for (const principal of requesters) {
    const request = { principal, action: '*', resource: '*', context: {} };
    const isPlain =
      principal.kind === 'user' || (principal.kind === 'role' && !isServiceLinked(principal.arn));
    const subject = isPlain ? parseArn(principal.arn)?.account : principal;
    const known = JSON.stringify([subject, ...[...keys].map((key) => contextValue(request, key))]);
    if (!classes.has(known)) classes.set(known, principal);
  }
  return [...classes.values()];
}

function isServiceLinked(role: string): boolean {
  return role.includes(':role/aws-service-role/');
}

/**
 * Requesters, one of each class that the statements can tell apart: users and roles by the ARNs, accounts and names
 * that policies hold them against; for SCPs the root user as well; and where policies name principals, also root users,
 * services, identity providers and somebody anonymous.
 */
export function requestersFor(
  statements: readonly CompiledStatement[],
  partition: string,
  home: string,
  budget: TextBudget,
): Requesters {
  const principals = statements.flatMap(({ terms, statement }) =>
    terms.principals === undefined ? [] : listOf(statement.principal).flatMap(({ values }) => values),
  );
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  const valuesUnder = (key: string) =>
    conditions
      .filter((condition) => condition.key === key)
      .flatMap(({ condition }) => condition.values.map(({ value }) => value));
  const accountPatterns = [
    ...principals.flatMap((value) => accountNamed(value) ?? []),
    ...valuesUnder('aws:principalaccount'),
    // The root user's is that of its account.
    ...valuesUnder('aws:userid').filter((value) => !value.includes(':')),
  ];
  const accounts = new Set([home, ...accountPatterns.map(accountLike).filter(isAccountId), STRANGER]);
  const names = valuesUnder('aws:username').flatMap((name) => [
    `arn:*:iam::*:user/${name}`,
    `arn:*:iam::*:user/*/${name}`,
  ]);
  const patterns: Pattern[] = [
    ...accountPatterns.flatMap((account) => listOf(conditionArnPattern(`arn:*:iam::${account}:*`))),
    ...principals.filter(({ kind }) => kind === 'AWS').map(({ token }) => literalPattern(token.value)),
    ...valuesUnder('aws:principalarn').flatMap(
      (value) => conditionArnPattern(value) ?? wildcardPattern(value),
    ),
    ...names.flatMap((name) => listOf(conditionArnPattern(name))),
  ];
  const entitiesLike = (resource: string) => {
    const samples = [...accounts].flatMap((account) => [
      `arn:${partition}:iam::${account}:${resource.replace('?*', 'example')}`,
      ...[...valuesUnder('aws:principalarn'), ...names].map((value) => exampleOf(value, partition, account)),
    ]);
    return representatives(
      shapePattern(`arn:${partition}:iam::*:${resource}`, true),
      patterns.map((pattern) => [pattern]),
      budget,
      { samples },
    );
  };
  const users = entitiesLike('user/?*');
  const roles = entitiesLike('role/?*');
  const entities = [
    ...users.texts.map((arn): Requester => ({ kind: 'user', arn })),
    ...roles.texts.map((arn): Requester => ({ kind: 'role', arn, session: SESSION })),
  ];
  const isComplete = users.isComplete && roles.isComplete;
  const namesPrincipals = statements.some(({ terms }) => terms.principals !== undefined);
  const bindsRoot = statements.every(({ document }) => document.type === 'service-control');
  if (!namesPrincipals && !bindsRoot) return { requesters: entities, isComplete };
  const roots = entitiesLike('root');
  const ofAccounts: Requesters = {
    requesters: [...entities, ...roots.texts.flatMap((arn) => listOf(parseRequester(arn)))],
    isComplete: isComplete && roots.isComplete,
  };
  if (!namesPrincipals) return ofAccounts;
  const services = [
    ...principals.filter(({ kind }) => kind === 'Service').map(({ token }) => token.value),
    ...valuesUnder('aws:principalservicename'),
    'example.amazonaws.com',
  ];
  return {
    ...ofAccounts,
    requesters: [
      ...ofAccounts.requesters,
      ...principals.flatMap(sessionNamed),
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
function exampleOf(pattern: string, partition: string, account: string): string {
  const [arn = '', , service = '', region = '', own = '', ...rest] = pattern.split(':');
  const id = isAccountId(own) ? own : account;
  const resource = rest.join(':').replaceAll('*', 'example').replaceAll('?', 'x');
  return [arn, partition, service, region, id, resource].join(':');
}

/** An account id, or one that a pattern is about. */
function accountLike(pattern: string): string {
  return pattern.replaceAll('?', '0').replace('*', '0'.repeat(Math.max(0, ID_LENGTH - pattern.length + 1)));
}

const ID_LENGTH = 12;

function accountNamed({ kind, token: { value } }: PrincipalValue): string | undefined {
  if (kind !== 'AWS') return undefined;
  const account = isAccountId(value) ? value : (parseArn(value)?.account ?? '');
  return isAccountId(account) ? account : undefined;
}

/** The session of a role, or of a federated user, that a Principal element names. */
function sessionNamed({ kind, token: { value } }: PrincipalValue): readonly Requester[] {
  if (kind !== 'AWS' || !value.includes(':sts:')) return [];
  return listOf(parseRequester(value));
}
