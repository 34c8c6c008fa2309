import { actionGrants, grantCovers, type Grant, type PolicyGraph } from '../graph/index.js';
import { accountNamedBy, isAwsManaged, parseArn } from '../model/index.js';
import type { PolicyDocument, PrincipalValue, Role, Token } from '../model/index.js';
import { ROLE_SHAPES, type RolePermissions, type RoleShape, type TrustedParty } from './known-role-shapes.js';

/** In what a role differs from the shape that its name promises: where it is, whom it trusts, or what it may do. */
export interface Drift {
  readonly kind: 'place' | 'trust' | 'permissions';
  readonly at: Token;
  /** The document that `at` stands in; absent for a policy's attachment. */
  readonly document?: PolicyDocument;
}

export interface KnownRole {
  /** What the role is, such as `AWS Control Tower execution role`. */
  readonly title: string;
  readonly drifts: readonly Drift[];
  /** Whether everything was read that the comparison needs. */
  readonly certain: boolean;
  /** Whether the shape tells its permissions, or leaves them to the account. */
  readonly fixesPermissions: boolean;
}

/** What decides who belongs to the audited organization. */
export interface Surroundings {
  readonly graph: PolicyGraph;
  readonly trustedAccounts: ReadonlySet<string>;
}

/**
 * Which of the roles that AWS and its tools make a role is, and in what it differs from what they make. A role that
 * has less than its shape does not differ; neither does one whose trust policy asks for more conditions. Undefined
 * where no known role has such a name.
 */
export function knownRole(role: Role, surroundings: Surroundings): KnownRole | undefined {
  const shape = ROLE_SHAPES.find(({ name }) => name.test(role.name));
  if (shape === undefined) return undefined;
  const { trustPolicy } = role;
  const base = { title: shape.title, fixesPermissions: shape.permissions !== 'chosen' };
  if (trustPolicy === undefined || trustPolicy.errors.length > 0) {
    return { ...base, drifts: [], certain: false };
  }
  if (!isInPlace(role, shape)) {
    return {
      ...base,
      drifts: [{ kind: 'place', at: trustPolicy.token, document: trustPolicy }],
      certain: true,
    };
  }
  if (role.serviceLinked) return { ...base, drifts: [], certain: true };
  const { drifts, certain } = trustDrifts(role, trustPolicy, shape.trusts, surroundings);
  return {
    ...base,
    drifts: [...drifts, ...permissionDrifts(role, shape.permissions)],
    certain: certain && role.inlinePolicies.every(({ errors }) => errors.length === 0),
  };
}

/**
 * The title of the known role that a finding about `role` comes from: the role is what it should be, and the finding
 * is about what makes it so. A permission set is of the account's own choice, so what is found in it does not count.
 */
export function knownCause(
  role: Role,
  document: PolicyDocument | undefined,
  surroundings: Surroundings,
): string | undefined {
  const known = knownRole(role, surroundings);
  if (known === undefined || !known.certain || known.drifts.length > 0) return undefined;
  return known.fixesPermissions || document === role.trustPolicy ? known.title : undefined;
}

function isInPlace({ path }: Role, shape: RoleShape): boolean {
  if (shape.path === undefined) return true;
  return shape.path === '/' ? path === '/' : path.startsWith(shape.path);
}

function trustDrifts(
  role: Role,
  document: PolicyDocument,
  party: TrustedParty,
  surroundings: Surroundings,
): Pick<KnownRole, 'drifts' | 'certain'> {
  const drifts: Drift[] = [];
  let certain = true;
  for (const { effect, principal } of document.statements) {
    if (effect !== 'Allow' || principal === undefined) continue;
    if (principal.negated) drifts.push({ kind: 'trust', at: principal.key, document });
    for (const value of principal.negated ? [] : principal.values) {
      const isExpected = isParty(value, role, party, surroundings);
      if (isExpected === undefined) certain = false;
      if (isExpected === false) drifts.push({ kind: 'trust', at: value.token, document });
    }
  }
  return { drifts, certain };
}

/** Undefined where the organization was not read, which alone could tell. */
function isParty(
  { kind, token: { value } }: PrincipalValue,
  role: Role,
  party: TrustedParty,
  { graph, trustedAccounts }: Surroundings,
): boolean | undefined {
  const arn = parseArn(value);
  switch (party.kind) {
    case 'service':
      return kind === 'Service' && party.services.includes(value);
    case 'saml': {
      const provider = /^saml-provider\/(.*)$/.exec(arn?.resource ?? '')?.[1] ?? '';
      return kind === 'Federated' && arn?.account === role.account && party.provider.test(provider);
    }
    case 'account': {
      const whole = accountNamedBy(value);
      const account = whole ?? arn?.account ?? '';
      const resource = whole === undefined ? (arn?.resource ?? '') : 'root';
      if (kind !== 'AWS' || !party.resources.includes(resource)) return false;
      if (party.account === 'management') {
        return graph.organization === undefined
          ? undefined
          : graph.organization?.detail.MasterAccountId === account;
      }
      if (graph.isOwnAccount(account) || trustedAccounts.has(account)) return true;
      return graph.organization === undefined ? undefined : false;
    }
  }
}

function permissionDrifts(role: Role, permissions: RoleShape['permissions']): readonly Drift[] {
  if (typeof permissions === 'string') return [];
  return [
    ...role.attachedPolicies
      .filter(({ value }) => !isExpectedPolicy(value, permissions))
      .map((at): Drift => ({ kind: 'permissions', at })),
    ...role.inlinePolicies.flatMap((document) =>
      document.statements
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(actionGrants)
        .filter(({ grant }) => !isExpectedGrant(grant, permissions))
        .map(({ token }): Drift => ({ kind: 'permissions', at: token, document })),
    ),
  ];
}

function isExpectedPolicy(arn: string, { managed }: RolePermissions): boolean {
  const name = parseArn(arn)?.resource ?? '';
  return isAwsManaged(arn) && managed.some((expected) => name === `policy/${expected}`);
}

/** Resources are covered one by one: an embedded policy may list several. */
function isExpectedGrant({ action, resource }: Grant, { embedded }: RolePermissions): boolean {
  const parts = resource.negated ? [resource] : resource.values.map((value) => of(value));
  return parts.every((part) =>
    embedded.some(([actions, on]) =>
      grantCovers(
        { action: { negated: false, values: actions }, resource: of(on) },
        { action, resource: part },
      ),
    ),
  );
}

function of(value: string): Grant['resource'] {
  return { negated: false, values: [value] };
}
