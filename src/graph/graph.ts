import type {
  Account,
  ApplicablePolicies,
  Bucket,
  ControlPolicy,
  CoverageGap,
  Entity,
  Group,
  Inventory,
  ManagedPolicy,
  Organization,
  PolicyDocument,
  PolicyType,
  Role,
  User,
} from '../model/index.js';

export type Identity = User | Group | Role;

export type NodeKind =
  | 'user'
  | 'group'
  | 'role'
  | 'instance-profile'
  | 'managed-policy'
  | 'inline-policy'
  | 'control-policy'
  | 'identity-provider'
  | 'bucket'
  | 'account'
  | 'organizational-unit'
  | 'root'
  /** Somebody whom a role trust policy names and who is in none of the accounts: another account, a service, everybody. */
  | 'principal';

export interface Node {
  readonly kind: NodeKind;
  /** An ARN where AWS gives one; see {@link inlinePolicyId} for inline policies. */
  readonly id: string;
}

/** Each reads from `from` to `to`: a user is `member-of` a group, a role `trusts` a principal. */
export type EdgeKind =
  | 'attached'
  | 'embedded'
  | 'member-of'
  | 'bounded-by'
  | 'trusts'
  /** From an account to what is above it, up to the root. */
  | 'governed-by'
  /** From a role to its instance profile. */
  | 'in-profile';

export interface Edge {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
}

/** A document that bears on a principal, with the way by which it does. */
export interface ReachingPolicy {
  readonly document: PolicyDocument;
  /** ARNs and ids from the principal to what the policy is attached to or embedded in. The principal comes first. */
  readonly via: readonly string[];
}

/** Every document that bears on a principal, by policy type. */
export interface EffectivePolicies {
  readonly identity: readonly ReachingPolicy[];
  readonly permissionsBoundary: ReachingPolicy | undefined;
  /** One list for each level, from the root to the account. Undefined where there is no organization, or none was read. */
  readonly serviceControl: readonly (readonly ReachingPolicy[])[] | undefined;
  readonly resourceControl: readonly (readonly ReachingPolicy[])[] | undefined;
  /** Types of which at least one document could not be read or has an error. */
  readonly unread: readonly PolicyType[];
}

/** The policies of one type that are attached to one place in the organization. */
export interface ControlLevel {
  /** The id of the root, an organizational unit or the account. */
  readonly target: string;
  readonly documents: readonly PolicyDocument[];
}

export interface ControlPolicies {
  /** From the root to the account. Undefined where there is no organization, where the type is off, or nothing was read. */
  readonly levels: readonly ControlLevel[] | undefined;
  /** Whether there may be policies that nobody has read. */
  readonly unread: boolean;
}

/** Who has which policy, who is whose member, and what governs which account: everything that an inventory says, connected. */
export class PolicyGraph {
  readonly accounts: readonly Account[];
  readonly organization: Organization | null | undefined;
  readonly coverageGaps: readonly CoverageGap[];

  private readonly nodesById = new Map<string, Node>();
  private readonly edgesFrom = new Map<string, Edge[]>();
  private readonly edgesTo = new Map<string, Edge[]>();
  private readonly accountsById = new Map<string, Account>();
  private readonly identities = new Map<string, Identity>();
  private readonly identitiesById = new Map<string, Identity>();
  private readonly managedPolicies = new Map<string, ManagedPolicy>();
  private readonly bucketsByArn = new Map<string, Bucket>();
  private readonly inlineDocuments = new Map<string, PolicyDocument>();
  private readonly controlPoliciesByArn = new Map<string, ControlPolicy>();
  private readonly effective = new Map<string, EffectivePolicies>();
  private readonly levels = new Map<string, readonly string[]>();

  constructor(inventory: Inventory) {
    this.accounts = inventory.accounts;
    this.organization = inventory.organization;
    this.coverageGaps = inventory.coverageGaps;
    if (this.organization) this.addOrganization(this.organization);
    for (const account of this.accounts) this.addAccount(account);
  }

  nodes(): Iterable<Node> {
    return this.nodesById.values();
  }

  edges(): readonly Edge[] {
    return [...this.edgesFrom.values()].flat();
  }

  outgoing(id: string, kind: EdgeKind): readonly Edge[] {
    return (this.edgesFrom.get(id) ?? []).filter((edge) => edge.kind === kind);
  }

  incoming(id: string, kind: EdgeKind): readonly Edge[] {
    return (this.edgesTo.get(id) ?? []).filter((edge) => edge.kind === kind);
  }

  identity(arn: string): Identity | undefined {
    return this.identities.get(arn);
  }

  /** The identity with this unique id: `AIDA…`, `AROA…`. */
  identityWithId(id: string): Identity | undefined {
    return this.identitiesById.get(id);
  }

  /** The user or role with this ARN; undefined for a group, which makes no requests. */
  entity(arn: string): Entity | undefined {
    const identity = this.identities.get(arn);
    return identity?.kind === 'group' ? undefined : identity;
  }

  account(id: string): Account | undefined {
    return this.accountsById.get(id);
  }

  managedPolicy(account: string, arn: string): ManagedPolicy | undefined {
    return this.managedPolicies.get(managedPolicyId(account, arn));
  }

  bucket(arn: string): Bucket | undefined {
    return this.bucketsByArn.get(arn);
  }

  /** Users and roles of an account, in the order of the snapshot. */
  entities(account: Account): readonly Entity[] {
    return [...account.users, ...account.roles];
  }

  /** Every document, each once, in a fixed order. One managed policy that is also a permissions boundary gives two. */
  *documents(): Iterable<PolicyDocument> {
    for (const account of this.accounts) yield* accountDocuments(account);
    if (this.organization) {
      for (const policy of controlPoliciesOf(this.organization)) if (policy.document) yield policy.document;
    }
  }

  /** The account that a document belongs to: that of its owner, and for a managed policy of AWS that which uses it. */
  accountOf(document: PolicyDocument): string {
    return this.accountsOfDocuments().get(document) ?? '';
  }

  /**
   * The identities that have an identity-based document, attached or embedded. Empty for a policy that is attached
   * to nothing, and for every other type of policy.
   */
  holdersOf(document: PolicyDocument): readonly Identity[] {
    if (document.type !== 'identity-based') return [];
    const owner = this.identities.get(document.owner);
    if (owner) return [owner];
    const id = managedPolicyId(this.accountOf(document), document.owner);
    return this.incoming(id, 'attached').flatMap(({ from }) => this.identities.get(from) ?? []);
  }

  /** The users and roles whose permissions boundary a document is. */
  boundedBy(document: PolicyDocument): readonly Entity[] {
    const id = managedPolicyId(this.accountOf(document), document.owner);
    return this.incoming(id, 'bounded-by').flatMap(({ from }) => this.entity(from) ?? []);
  }

  /** Everything that bears on a principal: its own policies, those of its groups, its boundary, the organization's. */
  effectivePolicies(entity: Entity): EffectivePolicies {
    const known = this.effective.get(entity.arn);
    if (known) return known;
    const computed = this.computeEffectivePolicies(entity);
    this.effective.set(entity.arn, computed);
    return computed;
  }

  /** The same for the evaluator, for requests whose resource has no policy of its own. */
  applicablePolicies(entity: Entity): ApplicablePolicies {
    const { identity, permissionsBoundary, serviceControl, unread } = this.effectivePolicies(entity);
    const documents = (policies: readonly ReachingPolicy[]) => policies.map(({ document }) => document);
    return {
      identity: documents(identity),
      ...(permissionsBoundary && { permissionsBoundary: permissionsBoundary.document }),
      ...(serviceControl && { serviceControl: serviceControl.map(documents) }),
      ...(this.organization && { managementAccount: this.organization.detail.MasterAccountId }),
      ...(unread.length > 0 && { unknownTypes: unread }),
    };
  }

  /** The service or resource control policies of an account, whether or not the account itself was read. */
  controlPolicies(type: ControlType, account: string): ControlPolicies {
    const { organization } = this;
    if (organization === null) return { levels: undefined, unread: false };
    const targets = this.levelsAbove(account);
    if (organization === undefined || targets.length === 0) return { levels: undefined, unread: true };
    if (!organization.roots.some((root) => root.EnabledPolicyTypes.includes(AWS_CONTROL_TYPES[type])))
      return { levels: undefined, unread: false };
    let unread = this.isPartlyRead(type);
    const levels = targets.map((target) => ({
      target,
      documents: this.outgoing(target, 'attached').flatMap(({ to }) => {
        const policy = this.controlPoliciesByArn.get(to);
        if (policy === undefined || !this.policiesOfType(type).includes(policy)) return [];
        if (policy.document === undefined || policy.document.errors.length > 0) unread = true;
        return policy.document ?? [];
      }),
    }));
    return { levels, unread };
  }

  /** The resource control policies that bind the resources of an account, of whatever level. */
  resourceControlPolicies(account: string): readonly PolicyDocument[] {
    if (!this.organization || this.organization.detail.MasterAccountId === account) return [];
    const policies = this.policiesOfType('resource-control');
    return this.levelsAbove(account).flatMap((level) =>
      policies.flatMap(({ document, targets }) => (document && targets?.includes(level) ? [document] : [])),
    );
  }

  /** Whether an account is known to belong to the same organization as the audited ones, or is itself audited. */
  isOwnAccount(id: string): boolean {
    return (
      this.account(id) !== undefined ||
      (this.organization?.accounts.some((account) => account.Id === id) ?? false)
    );
  }

  private addAccount(account: Account): void {
    this.accountsById.set(account.id, account);
    this.addNode({ kind: 'account', id: account.id });
    for (const policy of account.policies) {
      const id = managedPolicyId(account.id, policy.arn);
      this.managedPolicies.set(id, policy);
      this.addNode({ kind: 'managed-policy', id });
    }
    const groupArns = new Map(account.groups.map((group) => [group.name, group.arn]));
    for (const identity of [...account.groups, ...account.users, ...account.roles]) {
      this.identities.set(identity.arn, identity);
      this.identitiesById.set(identity.id, identity);
      this.addNode({ kind: identity.kind, id: identity.arn });
      this.addPolicies(account, identity);
      if (identity.kind === 'user') {
        for (const name of identity.groups) {
          const group = groupArns.get(name);
          if (group !== undefined) this.addEdge('member-of', identity.arn, group);
        }
      }
    }
    for (const role of account.roles) this.addTrust(role);
    for (const profile of account.instanceProfiles) {
      this.addNode({ kind: 'instance-profile', id: profile.Arn });
      for (const role of profile.Roles) this.addEdge('in-profile', role, profile.Arn);
    }
    for (const provider of [...account.samlProviders, ...account.openIDConnectProviders]) {
      this.addNode({ kind: 'identity-provider', id: provider.Arn });
    }
    for (const bucket of account.buckets) {
      this.bucketsByArn.set(bucket.arn, bucket);
      this.addNode({ kind: 'bucket', id: bucket.arn });
      if (bucket.policy) this.addEmbedded(bucket.arn, bucket.policy);
    }
  }

  private addPolicies(account: Account, identity: Identity): void {
    for (const document of identity.inlinePolicies) this.addEmbedded(identity.arn, document);
    for (const { value: arn } of identity.attachedPolicies) {
      this.addEdge('attached', identity.arn, managedPolicyId(account.id, arn));
    }
    if (identity.kind !== 'group' && identity.permissionsBoundary !== undefined) {
      this.addEdge('bounded-by', identity.arn, managedPolicyId(account.id, identity.permissionsBoundary));
    }
  }

  private addEmbedded(owner: string, document: PolicyDocument): void {
    const id = inlinePolicyId(owner, document.name);
    this.inlineDocuments.set(id, document);
    this.addNode({ kind: 'inline-policy', id });
    this.addEdge('embedded', owner, id);
  }

  private addTrust(role: Role): void {
    for (const statement of role.trustPolicy?.statements ?? []) {
      if (statement.effect !== 'Allow' || statement.principal === undefined || statement.principal.negated)
        continue;
      for (const { token } of statement.principal.values) {
        if (!this.nodesById.has(token.value)) this.addNode({ kind: 'principal', id: token.value });
        this.addEdge('trusts', role.arn, token.value);
      }
    }
  }

  private addOrganization(organization: Organization): void {
    for (const root of organization.roots) this.addNode({ kind: 'root', id: root.Id });
    for (const unit of organization.organizationalUnits) {
      this.addNode({ kind: 'organizational-unit', id: unit.Id });
      this.addEdge('governed-by', unit.Id, unit.ParentId);
    }
    for (const account of organization.accounts) {
      this.addNode({ kind: 'account', id: account.Id });
      if (account.ParentId !== undefined) this.addEdge('governed-by', account.Id, account.ParentId);
    }
    for (const policy of controlPoliciesOf(organization)) {
      this.controlPoliciesByArn.set(policy.arn, policy);
      this.addNode({ kind: 'control-policy', id: policy.arn });
      for (const target of policy.targets ?? []) this.addEdge('attached', target, policy.arn);
    }
  }

  private addNode(node: Node): void {
    this.nodesById.set(node.id, node);
  }

  private addEdge(kind: EdgeKind, from: string, to: string): void {
    const edge: Edge = { kind, from, to };
    push(this.edgesFrom, from, edge);
    push(this.edgesTo, to, edge);
  }

  private computeEffectivePolicies(entity: Entity): EffectivePolicies {
    const unread = new Set<PolicyType>();
    const readable = (document: PolicyDocument | undefined, type: PolicyType): readonly PolicyDocument[] => {
      if (document === undefined || document.errors.length > 0) unread.add(type);
      return document ? [document] : [];
    };
    const held = (holder: string, via: readonly string[]): ReachingPolicy[] => [
      ...this.outgoing(holder, 'embedded').flatMap(({ to }) =>
        readable(this.inlineDocuments.get(to), 'identity-based').map((document) => ({ document, via })),
      ),
      ...this.outgoing(holder, 'attached').flatMap(({ to }) =>
        readable(this.managedPolicies.get(to)?.document, 'identity-based').map((document) => ({
          document,
          via,
        })),
      ),
    ];
    const groups = this.outgoing(entity.arn, 'member-of');
    if (entity.kind === 'user' && groups.length < entity.groups.length) unread.add('identity-based');
    const identity = [
      ...held(entity.arn, [entity.arn]),
      ...groups.flatMap(({ to }) => held(to, [entity.arn, to])),
    ];
    const [boundary] = this.outgoing(entity.arn, 'bounded-by').flatMap(({ to }) =>
      readable(this.managedPolicies.get(to)?.boundary, 'permissions-boundary'),
    );
    const control = (type: ControlType) => {
      const { levels, unread: isUnread } = this.controlPolicies(type, entity.account);
      if (isUnread) unread.add(type);
      return levels?.map(({ documents }, level) => {
        const via = [
          entity.arn,
          ...levels
            .slice(level)
            .map(({ target }) => target)
            .reverse(),
        ];
        return documents.map((document) => ({ document, via }));
      });
    };
    return {
      identity,
      permissionsBoundary: boundary && { document: boundary, via: [entity.arn] },
      serviceControl: control('service-control'),
      resourceControl: control('resource-control'),
      unread: [...unread],
    };
  }

  /** Whether there may be policies, or places where they are attached, that nobody has read. */
  private isPartlyRead(type: ControlType): boolean {
    return (
      this.policiesOfType(type).some(({ targets }) => targets === undefined) ||
      this.coverageGaps.some(
        ({ operation, resource }) =>
          operation === 'organizations:ListPolicies' && resource === AWS_CONTROL_TYPES[type],
      )
    );
  }

  private policiesOfType(type: ControlType): readonly ControlPolicy[] {
    if (!this.organization) return [];
    return type === 'service-control'
      ? this.organization.serviceControlPolicies
      : this.organization.resourceControlPolicies;
  }

  /** From the root to the account; empty where the way up is not known. */
  private levelsAbove(account: string): readonly string[] {
    const known = this.levels.get(account);
    if (known) return known;
    const path = [account];
    let top = account;
    for (;;) {
      const [edge] = this.outgoing(top, 'governed-by');
      if (edge === undefined || path.includes(edge.to)) break;
      top = edge.to;
      path.unshift(top);
    }
    const levels = this.nodesById.get(top)?.kind === 'root' ? path : [];
    this.levels.set(account, levels);
    return levels;
  }

  private documentAccounts: ReadonlyMap<PolicyDocument, string> | undefined;

  private accountsOfDocuments(): ReadonlyMap<PolicyDocument, string> {
    this.documentAccounts ??= new Map(
      this.accounts.flatMap((account) =>
        [...accountDocuments(account)].map((document): [PolicyDocument, string] => [document, account.id]),
      ),
    );
    return this.documentAccounts;
  }
}

export type ControlType = 'service-control' | 'resource-control';

/** What Organizations calls the two types. */
const AWS_CONTROL_TYPES: Readonly<Record<ControlType, string>> = {
  'service-control': 'SERVICE_CONTROL_POLICY',
  'resource-control': 'RESOURCE_CONTROL_POLICY',
};

/** Inline policies have no ARN: the owner's with the policy's name behind it. */
export function inlinePolicyId(owner: string, name: string): string {
  return `${owner} ${name}`;
}

/** A managed policy of AWS has one ARN in all accounts, and each account has its own copy in the snapshot. */
function managedPolicyId(account: string, arn: string): string {
  return `${account} ${arn}`;
}

function controlPoliciesOf(organization: Organization): readonly ControlPolicy[] {
  return [...organization.serviceControlPolicies, ...organization.resourceControlPolicies];
}

function* accountDocuments(account: Account): Iterable<PolicyDocument> {
  for (const identity of [...account.users, ...account.groups, ...account.roles]) {
    yield* identity.inlinePolicies;
    if (identity.kind === 'role' && identity.trustPolicy) yield identity.trustPolicy;
  }
  for (const { document, boundary } of account.policies) {
    if (document) yield document;
    if (boundary) yield boundary;
  }
  for (const { policy } of account.buckets) if (policy) yield policy;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
