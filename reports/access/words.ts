import {
  listing,
  parseArn,
  POLICY_TYPE_NAMES,
  type AccessCondition,
  type AccessStatement,
  type AccessWay,
  type CoverageGap,
  type LostPermission,
  type PolicyType,
  type PrincipalAccess,
  type UnreadPolicy,
} from '../../src/model/index.js';
import { firstOf, shortName } from '../words.js';

/** `role/deploy`, with its account where several are in question. */
export type Name = (arn: string) => string;

export function nameIn(accounts: ReadonlySet<string | undefined>): Name {
  return (arn) =>
    accounts.size > 1 ? `${shortName(arn)} of ${parseArn(arn)?.account ?? ''}` : shortName(arn);
}

/** Whom an answer is about, as a sentence names it. */
export function principalName(
  { principal, kind, account }: Omit<PrincipalAccess, 'ways'>,
  name: Name,
): string {
  switch (kind) {
    case 'user':
    case 'role':
    case 'federated-user':
      return name(principal);
    case 'root':
      return `the root user of ${account ?? ''}`;
    case 'account':
      return `the account ${principal}`;
    case 'service':
    case 'identity-provider':
      return shortName(principal);
    case 'canonical-user':
      return `the canonical user ${principal}`;
    case 'any-principal':
      return 'every principal of every AWS account';
    case 'anonymous':
      return 'everybody, without credentials too';
  }
}

/** The policy, the statement in it, and where it stands. */
export function statementText(statement: AccessStatement): string {
  const { source, span } = statement.location;
  const name =
    statement.sid === undefined ? `statement ${statement.index + 1}` : `statement '${statement.sid}'`;
  return `${policyText(statement)}, ${name} (${source}:${span.start.line}:${span.start.column + 1})`;
}

function policyText({ policyType, policy, owner, attachedTo }: AccessStatement): string {
  const name = POLICY_TYPE_NAMES[policyType];
  switch (policyType) {
    case 'role-trust':
      return `${name} of ${shortName(owner)}`;
    case 'resource-based':
      return parseArn(owner)?.service === 's3'
        ? `bucket policy of ${shortName(owner)}`
        : `${name} of ${owner}`;
    default:
      return attachedTo === undefined
        ? `${name} '${policy}'`
        : `${name} '${policy}' of ${shortName(attachedTo)}`;
  }
}

/** By what a principal has the access, before the statements are named. */
export function meansText({ how, roles, resource, statements }: AccessWay, name: Name): string {
  const own = statements.some(({ policyType }) => policyType === 'role-trust')
    ? 'the role trust policy'
    : "the resource's own policy";
  const part = resource === undefined ? '' : `, on ${resource}`;
  switch (how) {
    case 'identity':
      return `by identity-based policies${part}`;
    case 'resource':
      return `by ${own}${part}`;
    case 'identityAndResource':
      return `by identity-based policies and ${own} together${part}`;
    case 'rootUser':
      return `as the root user${part}`;
    case 'noPermissionNeeded':
      return 'without any permission';
    case 'role':
      return `by assuming ${roles.map(name).join(', then ')}${part}`;
  }
}

/**
 * What has to hold of a request, or must not.
 *
 * @param known statements of which the place has been said
 */
export function conditionText(
  { statement, operator, key, values }: AccessCondition,
  known: ReadonlySet<string>,
): string {
  const effect = statement.effect === 'Allow' ? 'if' : 'unless';
  const what = operator === undefined ? `${key} decides otherwise` : `${operator} ${key} ${listing(values)}`;
  return known.has(statementKey(statement))
    ? `${effect} ${what}`
    : `${effect} ${what}: ${statementText(statement)}`;
}

/** Tells statements apart without their places in the text, which take long to find. */
export function statementKey({ policyType, owner, policy, attachedTo, index }: AccessStatement): string {
  return JSON.stringify([policyType, owner, policy, attachedTo, index]);
}

const TYPES: Readonly<Record<PolicyType, string>> = {
  'identity-based': 'identity-based policies',
  'resource-based': 'resource-based policy',
  'role-trust': 'role trust policy',
  'permissions-boundary': 'permissions boundary',
  'service-control': 'service control policies',
  'resource-control': 'resource control policies',
  session: 'session policies',
  'vpc-endpoint': 'VPC endpoint policies',
};

/** Types of policy of which something was not read. */
export function unreadTypes(types: readonly PolicyType[]): string {
  return listing([...new Set(types)].map((type) => TYPES[type]));
}

/** What was not read, as a sentence. */
export function unreadText({ policyType, of }: UnreadPolicy): string {
  switch (policyType) {
    case 'resource-account':
      return `Which account ${of} belongs to is not known.`;
    case 'access-control-list':
      return `${shortName(of)} can have access control lists, which are not judged.`;
    default:
      return `Not read in full: the ${TYPES[policyType]} of ${shortName(of)}.`;
  }
}

const MOST_GAPS = 6;

/** What of the accounts could not be read. */
export function gapTexts(gaps: readonly CoverageGap[]): readonly string[] {
  return firstOf(
    gaps.map(({ operation, message }) => `${operation}: ${message}`),
    MOST_GAPS,
  );
}

/** What takes away a permission that is granted. */
export function takenBy({ policyType, level, statement }: LostPermission): string {
  if (statement) return `denied by ${statementText(statement)}`;
  const where = level === undefined ? '' : ` of ${level}`;
  return `not allowed by the ${TYPES[policyType]}${where}`;
}
