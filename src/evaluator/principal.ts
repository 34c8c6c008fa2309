import {
  accountNamedBy,
  isAccountId,
  parseArn,
  type PolicyType,
  type PrincipalElement,
  type Truth,
} from '../model/index.js';
import type { Identity } from './identity.js';
import { and, not, or, truth } from './truth.js';

/**
 * How directly a resource-based policy names a requester. What is granted to an account is left to the account's
 * own policies; what is granted to a role is limited by what limits the role's sessions; what is granted to a
 * user, to a session or to everyone is limited by nothing else.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Naming = 'account' | 'entity' | 'direct';

export interface PrincipalMatch {
  readonly truth: Truth;
  readonly naming: Naming;
}

const NOT_NAMED: PrincipalMatch = { truth: 'false', naming: 'direct' };
const DIRECT: PrincipalMatch = { truth: 'true', naming: 'direct' };
const ENTITY: PrincipalMatch = { truth: 'true', naming: 'entity' };
const ACCOUNT: PrincipalMatch = { truth: 'true', naming: 'account' };
const PERHAPS: PrincipalMatch = { truth: 'unknown', naming: 'direct' };

/** A Principal or NotPrincipal element, ready for comparison. */
export interface PrincipalSet {
  readonly negated: boolean;
  readonly everyone: boolean;
  /** ARNs of users, roles and sessions, and unique ids. */
  readonly names: ReadonlySet<string>;
  /** Whether there are unique ids among the names. */
  readonly hasUniqueIds: boolean;
  readonly accounts: ReadonlySet<string>;
  /** ARNs of roles, without the path. */
  readonly rolesWithoutPath: ReadonlySet<string>;
  /** Services and identity providers. */
  readonly hosts: ReadonlySet<string>;
  /** In a VPC endpoint policy an account is its root user and nobody else. */
  readonly accountIsRootUser: boolean;
}

/**
 * Whole names and `*` alone: no principal has a wildcard in it. A canonical user id is nobody's here, since S3
 * itself turns an account's into its ARN and what remains is CloudFront's.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function compilePrincipals({ negated, values }: PrincipalElement, type: PolicyType): PrincipalSet {
  const names = new Set<string>();
  const accounts = new Set<string>();
  const rolesWithoutPath = new Set<string>();
  const hosts = new Set<string>();
  let everyone = false;
  for (const { kind, token } of values) {
    const { value } = token;
    if (kind === '*' || (kind === 'AWS' && value === '*')) everyone = true;
    else if (kind === 'Service' || kind === 'Federated') hosts.add(`${kind} ${value}`);
    else if (kind === 'AWS') {
      names.add(value);
      const account = accountNamedBy(value);
      if (account !== undefined)
        accounts.add(isAccountId(value) ? value : `${partitionOf(value)} ${account}`);
      const arn = parseArn(value);
      if (arn?.service === 'iam' && arn.resource.startsWith('role/')) {
        const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
        rolesWithoutPath.add(`arn:${arn.partition}:iam::${arn.account}:role/${name}`);
      }
    }
  }
  const accountIsRootUser = type === 'vpc-endpoint';
  const hasUniqueIds = [...names].some((name) => name.startsWith('AIDA') || name.startsWith('AROA'));
  return { negated, everyone, names, hasUniqueIds, accounts, rolesWithoutPath, hosts, accountIsRootUser };
}

function partitionOf(arn: string): string {
  return parseArn(arn)?.partition ?? '';
}

/** @param uniqueId of the user or role, where it is known */
export function matchPrincipal(
  set: PrincipalSet,
  identity: Identity,
  effect: 'Allow' | 'Deny',
  uniqueId: string | undefined,
): PrincipalMatch {
  if (set.negated) {
    const truth = not(isExempt(set, identity, effect));
    return truth === 'true' ? DIRECT : truth === 'false' ? NOT_NAMED : PERHAPS;
  }
  if (set.everyone) return DIRECT;
  const session = namesSession(set, identity);
  if (session === 'true') return DIRECT;
  if (namesEntity(set, identity, uniqueId)) return identity.kind === 'user' ? DIRECT : ENTITY;
  if (session === 'unknown') return PERHAPS;
  if (!namesAccount(set, identity)) return NOT_NAMED;
  return identity.host === undefined ? ACCOUNT : DIRECT;
}

function namesAccount({ accounts, hosts, accountIsRootUser }: PrincipalSet, identity: Identity): boolean {
  const { kind, account, partition, host } = identity;
  if (host !== undefined) return hosts.has(`${kind === 'service' ? 'Service' : 'Federated'} ${host}`);
  if (account === undefined || (accountIsRootUser && kind !== 'root')) return false;
  return accounts.has(account) || accounts.has(`${partition ?? ''} ${account}`);
}

function namesEntity(
  { names, rolesWithoutPath }: PrincipalSet,
  identity: Identity,
  uniqueId?: string,
): boolean {
  const { entity, roleWithoutPath } = identity;
  if (entity !== undefined && names.has(entity)) return true;
  if (roleWithoutPath !== undefined && rolesWithoutPath.has(roleWithoutPath)) return true;
  return uniqueId !== undefined && names.has(uniqueId);
}

function namesSession({ names }: PrincipalSet, { session, isSessionKnown }: Identity): Truth {
  if (session === undefined) return 'false';
  if (isSessionKnown) return truth(names.has(session));
  return [...names].some((name) => name.startsWith(session)) ? 'unknown' : 'false';
}

/**
 * Whether NotPrincipal leaves the requester out. AWS says that it may look at the account, the role and the session
 * one after the other, so a Deny spares only whom it lists in all forms, and an Allow reaches only whom it lists in
 * none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isExempt(set: PrincipalSet, identity: Identity, effect: 'Allow' | 'Deny'): Truth {
  if (set.everyone) return 'true';
  const forms = [truth(namesAccount(set, identity))];
  if (identity.kind === 'user' || identity.kind === 'role') forms.push(truth(namesEntity(set, identity)));
  if (identity.kind === 'role' || identity.kind === 'federated-user') forms.push(namesSession(set, identity));
  return effect === 'Deny' ? forms.reduce(and) : forms.reduce(or);
}
