import * as v from 'valibot';
import type {
  AccountActivity,
  AccountDetail,
  BucketDetail,
  CoverageGap,
  GroupDetail,
  IdentityProvider,
  InstanceProfile,
  JsonValue,
  ManagedPolicyDetail,
  OpenIDConnectProvider,
  OrganizationAccount,
  OrganizationDetail,
  OrganizationPolicy,
  OrganizationRoot,
  OrganizationalUnit,
  RawDocument,
  RoleDetail,
  UserDetail,
} from '../model/index.js';
import { SNAPSHOT_SCHEMA_VERSION } from '../model/index.js';
import type { Manifest } from './layout.js';

/** Checks a parsed file and leaves it as it is. Properties that it does not know belong to a later version. */
export type Schema<T> = v.GenericSchema<unknown, T>;

const text = v.string();
const maybeText = v.exactOptional(text);
const maybeNumber = v.exactOptional(v.number());

/** See {@link RawDocument}. */
export const document = v.custom<RawDocument>(
  (value) =>
    typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value)),
  'an object or a string',
);
const json = v.custom<JsonValue>(() => true);

const tags = v.array(v.object({ Key: text, Value: text }));
const attachedPolicies = v.array(v.object({ PolicyName: maybeText, PolicyArn: text }));
const inlinePolicies = v.array(v.object({ PolicyName: text, PolicyDocument: v.exactOptional(document) }));
const permissionsBoundary = v.exactOptional(v.object({ PermissionsBoundaryArn: text }));
const publicAccessBlock = v.exactOptional(
  v.nullable(
    v.object({
      BlockPublicAcls: v.boolean(),
      IgnorePublicAcls: v.boolean(),
      BlockPublicPolicy: v.boolean(),
      RestrictPublicBuckets: v.boolean(),
    }),
  ),
);

export const manifestSchema: Schema<Manifest> = v.object({
  schemaVersion: v.literal(SNAPSHOT_SCHEMA_VERSION),
  accounts: v.array(text),
  organization: v.picklist(['present', 'none', 'notRead']),
  files: v.record(text, v.number()),
});

export const coverageSchema: Schema<CoverageGap[]> = v.array(
  v.object({
    account: text,
    operation: text,
    resource: text,
    errorCode: text,
    message: text,
    missingPermission: maybeText,
    affects: v.array(text),
  }),
);

export const accountSchema: Schema<AccountDetail> = v.object({
  AccountId: text,
  Partition: text,
  SummaryMap: v.exactOptional(v.record(text, v.number())),
  PasswordPolicy: v.exactOptional(v.nullable(v.record(text, json))),
  PublicAccessBlock: publicAccessBlock,
});

export const activitySchema: Schema<AccountActivity> = v.object({
  CreateDates: v.record(text, text),
  RoleLastUsed: v.record(text, v.object({ LastUsedDate: maybeText, Region: maybeText })),
  CredentialReport: v.exactOptional(v.array(v.record(text, text))),
  GeneratedTime: maybeText,
});

export const userSchema: Schema<UserDetail> = v.object({
  Arn: text,
  UserName: text,
  UserId: text,
  Path: text,
  GroupList: v.array(text),
  UserPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  PermissionsBoundary: permissionsBoundary,
  Tags: tags,
});

export const groupSchema: Schema<GroupDetail> = v.object({
  Arn: text,
  GroupName: text,
  GroupId: text,
  Path: text,
  GroupPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
});

export const roleSchema: Schema<RoleDetail> = v.object({
  Arn: text,
  RoleName: text,
  RoleId: text,
  Path: text,
  AssumeRolePolicyDocument: v.exactOptional(document),
  RolePolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
  PermissionsBoundary: permissionsBoundary,
  MaxSessionDuration: maybeNumber,
  Description: maybeText,
  Tags: tags,
});

export const managedPolicySchema: Schema<ManagedPolicyDetail> = v.object({
  Arn: text,
  PolicyName: text,
  PolicyId: text,
  Path: text,
  DefaultVersionId: text,
  AttachmentCount: maybeNumber,
  PermissionsBoundaryUsageCount: maybeNumber,
  PolicyVersionList: v.array(
    v.object({ VersionId: text, IsDefaultVersion: v.boolean(), Document: v.exactOptional(document) }),
  ),
});

export const instanceProfileSchema: Schema<InstanceProfile> = v.object({
  Arn: text,
  InstanceProfileName: text,
  InstanceProfileId: text,
  Path: text,
  Roles: v.array(text),
});

export const samlProviderSchema: Schema<IdentityProvider> = v.object({ Arn: text });

export const openIDConnectProviderSchema: Schema<OpenIDConnectProvider> = v.object({
  Arn: text,
  Url: maybeText,
  ClientIDList: v.exactOptional(v.array(text)),
});

export const bucketSchema: Schema<BucketDetail> = v.object({
  Name: text,
  Arn: text,
  Region: maybeText,
  Policy: v.exactOptional(v.nullable(document)),
  PolicyStatus: v.exactOptional(v.nullable(v.object({ IsPublic: v.boolean() }))),
  PublicAccessBlock: publicAccessBlock,
  ObjectOwnership: v.exactOptional(v.nullable(text)),
  Acl: v.exactOptional(
    v.object({
      OwnerId: maybeText,
      Grants: v.array(
        v.object({
          Grantee: v.object({ Type: text, ID: maybeText, URI: maybeText }),
          Permission: text,
        }),
      ),
    }),
  ),
});

export const organizationSchema: Schema<OrganizationDetail> = v.object({
  Id: text,
  Arn: text,
  MasterAccountId: text,
  FeatureSet: maybeText,
});

export const organizationRootSchema: Schema<OrganizationRoot> = v.object({
  Id: text,
  Arn: text,
  Name: text,
  EnabledPolicyTypes: v.array(text),
});

export const organizationalUnitSchema: Schema<OrganizationalUnit> = v.object({
  Id: text,
  Arn: text,
  Name: text,
  ParentId: text,
});

export const organizationAccountSchema: Schema<OrganizationAccount> = v.object({
  Id: text,
  Arn: text,
  Name: text,
  State: text,
  ParentId: maybeText,
});

export const organizationPolicySchema: Schema<OrganizationPolicy> = v.object({
  Id: text,
  Arn: text,
  Name: text,
  Type: text,
  AwsManaged: v.boolean(),
  Content: v.exactOptional(document),
  TargetIds: v.exactOptional(v.array(text)),
});
