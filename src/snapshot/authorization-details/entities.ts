import {
  rawDocument,
  type AttachedPolicy,
  type GroupDetail,
  type InlinePolicy,
  type InstanceProfile,
  type ManagedPolicyDetail,
  type PermissionsBoundary,
  type PolicyVersion,
  type RawDocument,
  type RoleDetail,
  type UserDetail,
} from '../../model/index.js';
import type { GroupEntry, InstanceProfileEntry, PolicyEntry, RoleEntry, UserEntry } from './pages.js';

export function userDetail(entry: UserEntry): UserDetail {
  return {
    Arn: entry.Arn,
    UserName: entry.UserName,
    UserId: entry.UserId,
    Path: entry.Path,
    GroupList: entry.GroupList ?? [],
    UserPolicyList: inlinePolicies(entry.UserPolicyList),
    AttachedManagedPolicies: attachedPolicies(entry.AttachedManagedPolicies),
    ...given('PermissionsBoundary', permissionsBoundary(entry.PermissionsBoundary)),
    Tags: entry.Tags ?? [],
  };
}

export function groupDetail(entry: GroupEntry): GroupDetail {
  return {
    Arn: entry.Arn,
    GroupName: entry.GroupName,
    GroupId: entry.GroupId,
    Path: entry.Path,
    GroupPolicyList: inlinePolicies(entry.GroupPolicyList),
    AttachedManagedPolicies: attachedPolicies(entry.AttachedManagedPolicies),
  };
}

export function roleDetail(entry: RoleEntry): RoleDetail {
  return {
    Arn: entry.Arn,
    RoleName: entry.RoleName,
    RoleId: entry.RoleId,
    Path: entry.Path,
    ...given('AssumeRolePolicyDocument', policyDocument(entry.AssumeRolePolicyDocument)),
    RolePolicyList: inlinePolicies(entry.RolePolicyList),
    AttachedManagedPolicies: attachedPolicies(entry.AttachedManagedPolicies),
    ...given('PermissionsBoundary', permissionsBoundary(entry.PermissionsBoundary)),
    Tags: entry.Tags ?? [],
  };
}

export function instanceProfile(entry: InstanceProfileEntry): InstanceProfile {
  return {
    Arn: entry.Arn,
    InstanceProfileName: entry.InstanceProfileName,
    InstanceProfileId: entry.InstanceProfileId,
    Path: entry.Path,
    Roles: (entry.Roles ?? []).map(({ Arn }) => Arn),
  };
}

export function managedPolicyDetail(entry: PolicyEntry): ManagedPolicyDetail {
  return {
    Arn: entry.Arn,
    PolicyName: entry.PolicyName,
    PolicyId: entry.PolicyId,
    Path: entry.Path,
    DefaultVersionId: entry.DefaultVersionId,
    ...given('AttachmentCount', entry.AttachmentCount),
    ...given('PermissionsBoundaryUsageCount', entry.PermissionsBoundaryUsageCount),
    PolicyVersionList: (entry.PolicyVersionList ?? []).map(
      ({ VersionId, IsDefaultVersion, Document }): PolicyVersion => ({
        VersionId,
        IsDefaultVersion,
        ...given('Document', policyDocument(Document)),
      }),
    ),
  };
}

function inlinePolicies(entries: UserEntry['UserPolicyList']): readonly InlinePolicy[] {
  return (entries ?? []).map(({ PolicyName, PolicyDocument }) => ({
    PolicyName,
    ...given('PolicyDocument', policyDocument(PolicyDocument)),
  }));
}

function attachedPolicies(entries: UserEntry['AttachedManagedPolicies']): readonly AttachedPolicy[] {
  return (entries ?? []).map(({ PolicyName, PolicyArn }) => ({
    ...given('PolicyName', PolicyName),
    PolicyArn,
  }));
}

function permissionsBoundary(entry: UserEntry['PermissionsBoundary']): PermissionsBoundary | undefined {
  return entry ? { PermissionsBoundaryArn: entry.PermissionsBoundaryArn } : undefined;
}

/** The AWS CLI writes documents as objects; a file that was written by way of an SDK has them as the API sends them. */
function policyDocument(raw: RawDocument | null | undefined): RawDocument | undefined {
  return typeof raw === 'string' ? rawDocument(raw) : (raw ?? undefined);
}

/** A property that is absent where its value is. */
function given<K extends string, T>(key: K, value: T | null | undefined): { readonly [P in K]?: T } {
  return (value === undefined || value === null ? {} : { [key]: value }) as { readonly [P in K]?: T };
}
