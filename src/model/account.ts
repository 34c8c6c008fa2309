import type { CoverageGap } from './coverage.js';
import type { SourceText } from './location.js';
import type { PolicyDocument, Token } from './policy.js';
import type {
  AccountActivity,
  AccountDetail,
  BucketDetail,
  IdentityProvider,
  InstanceProfile,
  ManagedPolicyDetail,
  OpenIDConnectProvider,
  OrganizationAccount,
  OrganizationDetail,
  OrganizationRoot,
  OrganizationalUnit,
  Tag,
} from './snapshot.js';

interface Identity {
  readonly arn: string;
  readonly name: string;
  /** The unique id: `AIDA…`, `AGPA…`, `AROA…`. */
  readonly id: string;
  readonly path: string;
  readonly account: string;
  /** Its ARN, where its own text has it. */
  readonly token: Token;
  /** Embedded policies. */
  readonly inlinePolicies: readonly PolicyDocument[];
  /** ARNs of attached managed policies, at the place where the identity's own text has them. */
  readonly attachedPolicies: readonly Token[];
}

export interface User extends Identity {
  readonly kind: 'user';
  /** Names of groups. */
  readonly groups: readonly string[];
  /** The ARN of a managed policy. */
  readonly permissionsBoundary: string | undefined;
  readonly tags: readonly Tag[];
}

export interface Group extends Identity {
  readonly kind: 'group';
}

export interface Role extends Identity {
  readonly kind: 'role';
  /** Undefined where it could not be read. */
  readonly trustPolicy: PolicyDocument | undefined;
  readonly permissionsBoundary: string | undefined;
  /** In seconds. */
  readonly maxSessionDuration: number | undefined;
  readonly tags: readonly Tag[];
  /** Owned by a service, which alone can change it. */
  readonly serviceLinked: boolean;
}

/** Who can make a request: IAM's entities. A group cannot. */
export type Entity = User | Role;

export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly awsManaged: boolean;
  /** Its ARN, where its own text has it. */
  readonly token: Token;
  readonly detail: ManagedPolicyDetail;
  /** The default version as an identity-based policy; undefined where it could not be read. */
  readonly document: PolicyDocument | undefined;
  /** The same text as a permissions boundary. */
  readonly boundary: PolicyDocument | undefined;
  /** What the policy can be set back to: versions that were read and are not the default. None for a policy of AWS. */
  readonly otherVersions: readonly PolicyVersionDocument[];
}

export interface PolicyVersionDocument {
  /** `v2` */
  readonly id: string;
  readonly document: PolicyDocument;
}

export interface Bucket {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  /** `null` where there is none, undefined where it could not be read. */
  readonly policy: PolicyDocument | null | undefined;
  /** Its ARN, where the text of {@link detail} has it. */
  readonly token: Token;
  readonly detail: BucketDetail;
}

/** One account with every policy parsed. */
export interface Account {
  readonly id: string;
  readonly partition: string;
  /** Its id, where the text of {@link detail} has it. */
  readonly token: Token;
  readonly detail: AccountDetail;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  readonly policies: readonly ManagedPolicy[];
  readonly instanceProfiles: readonly InstanceProfile[];
  readonly samlProviders: readonly IdentityProvider[];
  readonly openIDConnectProviders: readonly OpenIDConnectProvider[];
  readonly buckets: readonly Bucket[];
  readonly activity: AccountActivity;
  readonly activityText: SourceText;
}

export interface ControlPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** Undefined where it could not be read. */
  readonly document: PolicyDocument | undefined;
  /** Ids of roots, organizational units and accounts; undefined where they could not be read. */
  readonly targets: readonly string[] | undefined;
  readonly awsManaged: boolean;
  /** Its ARN, where its own text has it. */
  readonly token: Token;
}

/** An organization with its service and resource control policies parsed. */
export interface Organization {
  /** Its ARN, where the text of {@link detail} has it. */
  readonly token: Token;
  readonly detail: OrganizationDetail;
  readonly roots: readonly OrganizationRoot[];
  readonly organizationalUnits: readonly OrganizationalUnit[];
  readonly accounts: readonly OrganizationAccount[];
  readonly serviceControlPolicies: readonly ControlPolicy[];
  readonly resourceControlPolicies: readonly ControlPolicy[];
}

/** Everything that a snapshot holds, parsed: what the graph is built from. */
export interface Inventory {
  readonly accounts: readonly Account[];
  /** `null` where the account is in none, undefined where it could not be read. */
  readonly organization: Organization | null | undefined;
  readonly coverageGaps: readonly CoverageGap[];
}
