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
} from '../model/index.js';
import {
  connect,
  controlPoliciesOf,
  identitiesOf,
  managedPolicyId,
  push,
  type Connections,
  type Edge,
  type EdgeKind,
  type Identity,
  type Node,
} from './connections.js';

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

  private readonly accountsById = new Map<string, Account>();
  private readonly identities = new Map<string, Identity>();
  private readonly identitiesById = new Map<string, Identity>();
  private readonly managedPolicies = new Map<string, ReadonlyMap<string, ManagedPolicy>>();
  private readonly groups = new Map<string, ReadonlyMap<string, Group>>();
  private readonly bucketsByArn = new Map<string, Bucket>();
  /** By the id of a unit or account, that of what it is in. */
  private readonly parents = new Map<string, string>();
  /** By the id of a root, unit or account. */
  private readonly attachedControl = new Map<string, ControlPolicy[]>();
  private readonly effective = new Map<string, EffectivePolicies>();
  private readonly control = new Map<string, ControlPolicies>();
  private knownConnections: Connections | undefined;

  constructor(inventory: Inventory) {
    this.accounts = inventory.accounts;
    this.organization = inventory.organization;
    this.coverageGaps = inventory.coverageGaps;
    if (this.organization) this.addOrganization(this.organization);
    for (const account of this.accounts) this.addAccount(account);
  }

  nodes(): Iterable<Node> {
    return this.connections.nodes.values();
  }

  edges(): readonly Edge[] {
    return [...this.connections.from.values()].flat();
  }

  outgoing(id: string, kind: EdgeKind): readonly Edge[] {
    return (this.connections.from.get(id) ?? []).filter((edge) => edge.kind === kind);
  }

  incoming(id: string, kind: EdgeKind): readonly Edge[] {
    return (this.connections.to.get(id) ?? []).filter((edge) => edge.kind === kind);
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
    return this.managedPolicies.get(account)?.get(arn);
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
    const key = `${type} ${account}`;
    const known = this.control.get(key);
    if (known) return known;
    const computed = this.computeControlPolicies(type, account);
    this.control.set(key, computed);
    return computed;
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
    this.managedPolicies.set(account.id, new Map(account.policies.map((policy) => [policy.arn, policy])));
    this.groups.set(account.id, new Map(account.groups.map((group) => [group.name, group])));
    for (const identity of identitiesOf(account)) {
      this.identities.set(identity.arn, identity);
      this.identitiesById.set(identity.id, identity);
    }
    for (const bucket of account.buckets) this.bucketsByArn.set(bucket.arn, bucket);
  }

  private addOrganization(organization: Organization): void {
    for (const unit of organization.organizationalUnits) this.parents.set(unit.Id, unit.ParentId);
    for (const account of organization.accounts) {
      if (account.ParentId !== undefined) this.parents.set(account.Id, account.ParentId);
    }
    for (const policy of controlPoliciesOf(organization)) {
      for (const target of policy.targets ?? []) push(this.attachedControl, target, policy);
    }
  }

  private get connections(): Connections {
    this.knownConnections ??= connect(this.accounts, this.organization);
    return this.knownConnections;
  }

  private computeEffectivePolicies(entity: Entity): EffectivePolicies {
    const unread = new Set<PolicyType>();
    const readable = (document: PolicyDocument | undefined, type: PolicyType): readonly PolicyDocument[] => {
      if (document === undefined || document.errors.length > 0) unread.add(type);
      return document ? [document] : [];
    };
    const managed = (arn: string) => this.managedPolicy(entity.account, arn);
    const held = ({ inlinePolicies, attachedPolicies }: Identity, via: readonly string[]): ReachingPolicy[] =>
      [...inlinePolicies, ...attachedPolicies.map(({ value }) => managed(value)?.document)]
        .flatMap((document) => readable(document, 'identity-based'))
        .map((document) => ({ document, via }));
    const identity = held(entity, [entity.arn]);
    for (const name of entity.kind === 'user' ? entity.groups : []) {
      const group = this.groups.get(entity.account)?.get(name);
      if (group) identity.push(...held(group, [entity.arn, group.arn]));
      else unread.add('identity-based');
    }
    const [boundary] =
      entity.permissionsBoundary === undefined
        ? []
        : readable(managed(entity.permissionsBoundary)?.boundary, 'permissions-boundary');
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

  private computeControlPolicies(type: ControlType, account: string): ControlPolicies {
    const { organization } = this;
    if (organization === null) return { levels: undefined, unread: false };
    const targets = this.levelsAbove(account);
    if (organization === undefined || targets.length === 0) return { levels: undefined, unread: true };
    if (!organization.roots.some((root) => root.EnabledPolicyTypes.includes(AWS_CONTROL_TYPES[type])))
      return { levels: undefined, unread: false };
    let unread = this.isPartlyRead(type);
    const levels = targets.map((target) => ({
      target,
      documents: (this.attachedControl.get(target) ?? []).flatMap((policy) => {
        if (!this.policiesOfType(type).includes(policy)) return [];
        if (policy.document === undefined || policy.document.errors.length > 0) unread = true;
        return policy.document ?? [];
      }),
    }));
    return { levels, unread };
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
    const path = [account];
    let top = account;
    for (;;) {
      const parent = this.parents.get(top);
      if (parent === undefined || path.includes(parent)) break;
      top = parent;
      path.unshift(top);
    }
    return this.organization?.roots.some(({ Id }) => Id === top) ? path : [];
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
