import type {
  Account,
  ControlPolicy,
  Group,
  Organization,
  PolicyDocument,
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

/** All nodes by id, and all edges by where they start and end. */
export interface Connections {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly from: ReadonlyMap<string, readonly Edge[]>;
  readonly to: ReadonlyMap<string, readonly Edge[]>;
}

export function connect(
  accounts: readonly Account[],
  organization: Organization | null | undefined,
): Connections {
  const connector = new Connector();
  if (organization) connector.addOrganization(organization);
  for (const account of accounts) connector.addAccount(account);
  return connector;
}

class Connector implements Connections {
  readonly nodes = new Map<string, Node>();
  readonly from = new Map<string, Edge[]>();
  readonly to = new Map<string, Edge[]>();

  addOrganization(organization: Organization): void {
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
      this.addNode({ kind: 'control-policy', id: policy.arn });
      for (const target of policy.targets ?? []) this.addEdge('attached', target, policy.arn);
    }
  }

  addAccount(account: Account): void {
    this.addNode({ kind: 'account', id: account.id });
    for (const policy of account.policies) {
      this.addNode({ kind: 'managed-policy', id: managedPolicyId(account.id, policy.arn) });
    }
    const groupArns = new Map(account.groups.map((group) => [group.name, group.arn]));
    for (const identity of identitiesOf(account)) {
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
    this.addNode({ kind: 'inline-policy', id });
    this.addEdge('embedded', owner, id);
  }

  private addTrust(role: Role): void {
    for (const statement of role.trustPolicy?.statements ?? []) {
      if (statement.effect !== 'Allow' || statement.principal === undefined || statement.principal.negated)
        continue;
      for (const { token } of statement.principal.values) {
        if (!this.nodes.has(token.value)) this.addNode({ kind: 'principal', id: token.value });
        this.addEdge('trusts', role.arn, token.value);
      }
    }
  }

  private addNode(node: Node): void {
    this.nodes.set(node.id, node);
  }

  private addEdge(kind: EdgeKind, from: string, to: string): void {
    const edge: Edge = { kind, from, to };
    push(this.from, from, edge);
    push(this.to, to, edge);
  }
}

/** Inline policies have no ARN: the owner's with the policy's name behind it. */
export function inlinePolicyId(owner: string, name: string): string {
  return `${owner} ${name}`;
}

/** A managed policy of AWS has one ARN in all accounts, and each account has its own copy in the snapshot. */
export function managedPolicyId(account: string, arn: string): string {
  return `${account} ${arn}`;
}

export function controlPoliciesOf(organization: Organization): readonly ControlPolicy[] {
  return [...organization.serviceControlPolicies, ...organization.resourceControlPolicies];
}

export function identitiesOf({ groups, users, roles }: Account): readonly Identity[] {
  return [...groups, ...users, ...roles];
}

export function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
