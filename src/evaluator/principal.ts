import { parseArn, type PrincipalElement, type Truth } from '../model/index.js';
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
  /** ARNs of users, roles, sessions and accounts, ids of accounts and unique ids. */
  readonly names: ReadonlySet<string>;
  /** Whether there are unique ids among the names. */
  readonly hasUniqueIds: boolean;
  /** ARNs of roles, without the path. */
  readonly rolesWithoutPath: ReadonlySet<string>;
  /** Services and identity providers. */
  readonly hosts: ReadonlySet<string>;
}

/**
 * Whole names and `*` alone: no principal has a wildcard in it. A canonical user id is nobody's here, since S3
 * itself turns an account's into its ARN and what remains is CloudFront's.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function compilePrincipals({ negated, values }: PrincipalElement): PrincipalSet {
  const names = new Set<string>();
  const rolesWithoutPath = new Set<string>();
  const hosts = new Set<string>();
  let everyone = false;
  for (const { kind, token } of values) {
    const { value } = token;
    if (kind === '*' || (kind === 'AWS' && value === '*')) everyone = true;
    else if (kind === 'Service' || kind === 'Federated') hosts.add(`${kind} ${value}`);
    else if (kind === 'AWS') {
      names.add(value);
      const arn = parseArn(value);
      if (arn?.service === 'iam' && arn.resource.startsWith('role/')) {
        const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
        rolesWithoutPath.add(`arn:${arn.partition}:iam::${arn.account}:role/${name}`);
      }
    }
  }
  const hasUniqueIds = [...names].some((name) => name.startsWith('AIDA') || name.startsWith('AROA'));
  return { negated, everyone, names, hasUniqueIds, rolesWithoutPath, hosts };
}

/** What the comparison depends on besides the element and the requester. */
export interface PrincipalRules {
  readonly effect: 'Allow' | 'Deny';
  /** Of the user or role, where it is known. */
  readonly uniqueId: string | undefined;
  /** Whether an account stands for its root user and for nobody else in it. */
  readonly accountIsRootUser: boolean;
}

export function matchPrincipal(set: PrincipalSet, identity: Identity, rules: PrincipalRules): PrincipalMatch {
  if (set.negated) {
    const truth = not(isExempt(set, identity, rules));
    return truth === 'true' ? DIRECT : truth === 'false' ? NOT_NAMED : PERHAPS;
  }
  if (set.everyone) return DIRECT;
  if (identity.host !== undefined) return namesHost(set, identity.kind, identity.host) ? DIRECT : NOT_NAMED;
  const session = namesSession(set, identity);
  if (session === 'true') return DIRECT;
  if (namesEntity(set, identity, rules)) return identity.kind === 'user' ? DIRECT : ENTITY;
  if (session === 'unknown') return PERHAPS;
  return namesAccount(set, identity, rules) ? ACCOUNT : NOT_NAMED;
}

function namesHost({ hosts }: PrincipalSet, kind: Identity['kind'], host: string): boolean {
  return hosts.has(`${kind === 'service' ? 'Service' : 'Federated'} ${host}`);
}

function namesAccount(
  { names }: PrincipalSet,
  { kind, account, rootArn }: Identity,
  { accountIsRootUser }: PrincipalRules,
): boolean {
  if (accountIsRootUser && kind !== 'root') return false;
  return isNamed(names, account) || isNamed(names, rootArn);
}

function isNamed(names: ReadonlySet<string>, name: string | undefined): boolean {
  return name !== undefined && names.has(name);
}

function namesEntity(
  { names, rolesWithoutPath }: PrincipalSet,
  identity: Identity,
  { uniqueId }: PrincipalRules,
): boolean {
  const { entity, roleWithoutPath } = identity;
  return isNamed(names, entity) || isNamed(rolesWithoutPath, roleWithoutPath) || isNamed(names, uniqueId);
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
function isExempt(set: PrincipalSet, identity: Identity, rules: PrincipalRules): Truth {
  if (set.everyone) return 'true';
  const { kind, host } = identity;
  if (host !== undefined) return truth(namesHost(set, kind, host));
  const forms = [truth(namesAccount(set, identity, rules))];
  if (kind === 'user' || kind === 'role') forms.push(truth(namesEntity(set, identity, rules)));
  if (kind === 'role' || kind === 'federated-user') forms.push(namesSession(set, identity));
  return forms.reduce(rules.effect === 'Deny' ? and : or);
}
