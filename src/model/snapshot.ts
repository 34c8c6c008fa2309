import type { CoverageGap } from './coverage.js';

/**
 * What the collectors recorded, in the names and shapes of AWS's API responses. Two values mean two things
 * everywhere below: `null` is AWS's word that there is none, an absent property is something that was not read
 * (and is then among the coverage gaps).
 */
export interface Snapshot {
  readonly accounts: readonly AccountSnapshot[];
  /** `null` where the account is in no organization. */
  readonly organization?: OrganizationSnapshot | null;
  readonly coverageGaps: readonly CoverageGap[];
}

/** Goes up when a reader of the old version would misread a snapshot of the new one. */
export const SNAPSHOT_SCHEMA_VERSION = 1;

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A policy document: decoded JSON, or the text itself where it is no JSON object or has a key twice. */
export type RawDocument = { readonly [key: string]: JsonValue } | string;

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface AttachedPolicy {
  /** Absent where the endpoint leaves it out; the ARN ends in it. */
  readonly PolicyName?: string;
  readonly PolicyArn: string;
}

export interface InlinePolicy {
  readonly PolicyName: string;
  /** Absent where it could not be read. */
  readonly PolicyDocument?: RawDocument;
}

export interface PermissionsBoundary {
  readonly PermissionsBoundaryArn: string;
}

export interface UserDetail {
  readonly Arn: string;
  readonly UserName: string;
  readonly UserId: string;
  readonly Path: string;
  readonly GroupList: readonly string[];
  readonly UserPolicyList: readonly InlinePolicy[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  readonly Tags: readonly Tag[];
}

export interface GroupDetail {
  readonly Arn: string;
  readonly GroupName: string;
  readonly GroupId: string;
  readonly Path: string;
  readonly GroupPolicyList: readonly InlinePolicy[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
}

export interface InstanceProfile {
  readonly Arn: string;
  readonly InstanceProfileName: string;
  readonly InstanceProfileId: string;
  readonly Path: string;
  /** ARNs of the roles in the profile; IAM allows one. */
  readonly Roles: readonly string[];
}

export interface RoleDetail {
  readonly Arn: string;
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Path: string;
  /** Absent where it could not be read. */
  readonly AssumeRolePolicyDocument?: RawDocument;
  readonly RolePolicyList: readonly InlinePolicy[];
  readonly AttachedManagedPolicies: readonly AttachedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  /** Seconds. Absent from GetAccountAuthorizationDetails; ListRoles gives it. */
  readonly MaxSessionDuration?: number;
  readonly Description?: string;
  readonly Tags: readonly Tag[];
}

export interface PolicyVersion {
  readonly VersionId: string;
  readonly IsDefaultVersion: boolean;
  /** Absent where it could not be read. */
  readonly Document?: RawDocument;
}

export interface ManagedPolicyDetail {
  readonly Arn: string;
  readonly PolicyName: string;
  readonly PolicyId: string;
  readonly Path: string;
  readonly DefaultVersionId: string;
  readonly AttachmentCount?: number;
  readonly PermissionsBoundaryUsageCount?: number;
  readonly PolicyVersionList: readonly PolicyVersion[];
}

export interface IdentityProvider {
  readonly Arn: string;
}

export interface OpenIDConnectProvider extends IdentityProvider {
  readonly Url?: string;
  readonly ClientIDList?: readonly string[];
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface BucketGrant {
  readonly Grantee: { readonly Type: string; readonly ID?: string; readonly URI?: string };
  readonly Permission: string;
}

export interface BucketDetail {
  readonly Name: string;
  readonly Arn: string;
  readonly Region?: string;
  readonly Policy?: RawDocument | null;
  /** What S3 itself says of the policy. */
  readonly PolicyStatus?: { readonly IsPublic: boolean } | null;
  readonly PublicAccessBlock?: PublicAccessBlock | null;
  /** `BucketOwnerEnforced`, `BucketOwnerPreferred` or `ObjectWriter`; `null` where no rule is set. */
  readonly ObjectOwnership?: string | null;
  readonly Acl?: { readonly OwnerId?: string; readonly Grants: readonly BucketGrant[] };
}

/** The facts about the account as a whole: `<account>/account.json`. */
export interface AccountDetail {
  readonly AccountId: string;
  readonly Partition: string;
  /** GetAccountSummary's SummaryMap. */
  readonly SummaryMap?: Readonly<Record<string, number>>;
  readonly PasswordPolicy?: { readonly [key: string]: JsonValue } | null;
  readonly PublicAccessBlock?: PublicAccessBlock | null;
}

/** What changes without anybody changing a policy: kept apart so that a diff of two snapshots shows only intent. */
export interface AccountActivity {
  /** By ARN. */
  readonly CreateDates: Readonly<Record<string, string>>;
  /** By role ARN: empty where AWS knows of no use, absent where it was not read. */
  readonly RoleLastUsed: Readonly<
    Record<string, { readonly LastUsedDate?: string; readonly Region?: string }>
  >;
  /** The credential report's rows, by its own column names. Absent where it could not be read. */
  readonly CredentialReport?: readonly Readonly<Record<string, string>>[];
  /** When IAM made the report, in ISO 8601: ages are counted to this moment, since rules have no clock. */
  readonly GeneratedTime?: string;
}

export interface AccountSnapshot {
  readonly account: AccountDetail;
  readonly users: readonly UserDetail[];
  readonly groups: readonly GroupDetail[];
  readonly roles: readonly RoleDetail[];
  /** Customer managed policies, and those of AWS that are attached or used as a permissions boundary. */
  readonly policies: readonly ManagedPolicyDetail[];
  readonly instanceProfiles: readonly InstanceProfile[];
  readonly samlProviders: readonly IdentityProvider[];
  readonly openIDConnectProviders: readonly OpenIDConnectProvider[];
  readonly buckets: readonly BucketDetail[];
  readonly activity: AccountActivity;
}

export interface OrganizationDetail {
  readonly Id: string;
  readonly Arn: string;
  readonly MasterAccountId: string;
  readonly FeatureSet?: string;
}

export interface OrganizationRoot {
  readonly Id: string;
  readonly Arn: string;
  readonly Name: string;
  /** The policy types that are enabled, for example `SERVICE_CONTROL_POLICY`. */
  readonly EnabledPolicyTypes: readonly string[];
}

export interface OrganizationalUnit {
  readonly Id: string;
  readonly Arn: string;
  readonly Name: string;
  /** The id of the root or organizational unit above. */
  readonly ParentId: string;
}

export interface OrganizationAccount {
  readonly Id: string;
  readonly Arn: string;
  readonly Name: string;
  /** `ACTIVE`, `SUSPENDED`, … */
  readonly State: string;
  /** Absent where the path could not be read. */
  readonly ParentId?: string;
}

export interface OrganizationPolicy {
  readonly Id: string;
  readonly Arn: string;
  readonly Name: string;
  /** `SERVICE_CONTROL_POLICY` or `RESOURCE_CONTROL_POLICY`; other types are kept and not judged. */
  readonly Type: string;
  readonly AwsManaged: boolean;
  /** Absent where it could not be read. */
  readonly Content?: RawDocument;
  /** Ids of roots, organizational units and accounts. Absent where they could not be read. */
  readonly TargetIds?: readonly string[];
}

export interface OrganizationSnapshot {
  readonly organization: OrganizationDetail;
  readonly roots: readonly OrganizationRoot[];
  readonly organizationalUnits: readonly OrganizationalUnit[];
  readonly accounts: readonly OrganizationAccount[];
  readonly policies: readonly OrganizationPolicy[];
}

/** Any value of a snapshot that has a file of its own. */
export type SnapshotEntity =
  | AccountDetail
  | AccountActivity
  | UserDetail
  | GroupDetail
  | RoleDetail
  | ManagedPolicyDetail
  | InstanceProfile
  | IdentityProvider
  | BucketDetail
  | OrganizationDetail
  | OrganizationRoot
  | OrganizationalUnit
  | OrganizationAccount
  | OrganizationPolicy;

/** A piece of text with the entity in it: a whole file of a snapshot, or a part of an authorization-details file. */
export interface EntityText {
  readonly uri: string;
  /** The whole file. Read only when a position is asked for. */
  readonly text: () => string;
  /** Where in the file the entity's JSON starts and ends; absent where it is the whole file. */
  readonly range?: { readonly start: number; readonly end: number };
}

/** A snapshot together with the text of each of its entities, so that a finding can point into it. */
export interface SnapshotText {
  readonly snapshot: Snapshot;
  textOf(entity: SnapshotEntity): EntityText;
}
