import type {
  AttachedPolicy as SdkAttachedPolicy,
  AttachedPermissionsBoundary,
  GroupDetail as SdkGroup,
  InstanceProfile as SdkInstanceProfile,
  ManagedPolicyDetail as SdkManagedPolicy,
  PolicyDetail,
  PolicyVersion as SdkPolicyVersion,
  RoleDetail as SdkRole,
  Tag as SdkTag,
  UserDetail as SdkUser,
} from '@aws-sdk/client-iam';
import {
  parseArn,
  type AttachedPolicy,
  type GroupDetail,
  type InlinePolicy,
  type InstanceProfile,
  type ManagedPolicyDetail,
  type PermissionsBoundary,
  type PolicyVersion,
  type RoleDetail,
  type Tag,
  type UserDetail,
} from '../model/index.js';
import { policyDocument } from './document.js';
import { list, number, present, sortedBy, text, texts } from './shape.js';

/** Called with the resource and a sentence where an answer lacks something that matters. */
export type Invalid = (resource: string, message: string, affects?: readonly string[]) => void;

export function userDetail(user: Partial<SdkUser>, invalid: Invalid): UserDetail | undefined {
  const identity = identityOf('user', user.Arn, user.UserName, user.UserId, user.Path, invalid);
  if (!identity) return undefined;
  const { Arn, Name, Id, Path } = identity;
  return present({
    Arn,
    UserName: Name,
    UserId: Id,
    Path,
    GroupList: texts(user.GroupList).sort(),
    UserPolicyList: inlinePolicies(user.UserPolicyList, Arn, invalid),
    AttachedManagedPolicies: attachedPolicies(user.AttachedManagedPolicies, Arn, invalid),
    PermissionsBoundary: permissionsBoundary(user.PermissionsBoundary, Arn, invalid),
    Tags: tags(user.Tags),
  });
}

export function groupDetail(group: Partial<SdkGroup>, invalid: Invalid): GroupDetail | undefined {
  const identity = identityOf('group', group.Arn, group.GroupName, group.GroupId, group.Path, invalid);
  if (!identity) return undefined;
  const { Arn, Name, Id, Path } = identity;
  return {
    Arn,
    GroupName: Name,
    GroupId: Id,
    Path,
    GroupPolicyList: inlinePolicies(group.GroupPolicyList, Arn, invalid),
    AttachedManagedPolicies: attachedPolicies(group.AttachedManagedPolicies, Arn, invalid),
  };
}

/** Without the maximum session duration and the description, which the details omit. */
export function roleDetail(role: Partial<SdkRole>, invalid: Invalid): RoleDetail | undefined {
  const identity = identityOf('role', role.Arn, role.RoleName, role.RoleId, role.Path, invalid);
  if (!identity) return undefined;
  const { Arn, Name, Id, Path } = identity;
  const trustPolicy = policyDocument(role.AssumeRolePolicyDocument);
  if (trustPolicy === undefined) invalid(Arn, 'The answer has the role without its trust policy.', [Arn]);
  return present({
    Arn,
    RoleName: Name,
    RoleId: Id,
    Path,
    AssumeRolePolicyDocument: trustPolicy,
    RolePolicyList: inlinePolicies(role.RolePolicyList, Arn, invalid),
    AttachedManagedPolicies: attachedPolicies(role.AttachedManagedPolicies, Arn, invalid),
    PermissionsBoundary: permissionsBoundary(role.PermissionsBoundary, Arn, invalid),
    Tags: tags(role.Tags),
  });
}

export function managedPolicyDetail(
  policy: Partial<SdkManagedPolicy>,
  invalid: Invalid,
): ManagedPolicyDetail | undefined {
  const identity = identityOf('policy', policy.Arn, policy.PolicyName, policy.PolicyId, policy.Path, invalid);
  if (!identity) return undefined;
  const { Arn, Name, Id, Path } = identity;
  const versions = list(policy.PolicyVersionList) ?? [];
  const defaultVersion =
    text(policy.DefaultVersionId) ?? text(versions.find((version) => version.IsDefaultVersion)?.VersionId);
  return present({
    Arn,
    PolicyName: Name,
    PolicyId: Id,
    Path,
    DefaultVersionId: defaultVersion ?? '',
    AttachmentCount: number(policy.AttachmentCount),
    PermissionsBoundaryUsageCount: number(policy.PermissionsBoundaryUsageCount),
    PolicyVersionList: sortedBy(
      versions.flatMap((version) => policyVersion(version, defaultVersion) ?? []),
      ({ VersionId }) => VersionId,
    ),
  });
}

export function policyVersion(
  version: Partial<SdkPolicyVersion>,
  defaultVersion: string | undefined,
): PolicyVersion | undefined {
  const VersionId = text(version.VersionId) ?? (version.IsDefaultVersion ? defaultVersion : undefined);
  if (VersionId === undefined) return undefined;
  return present({
    VersionId,
    IsDefaultVersion: VersionId === defaultVersion,
    Document: policyDocument(version.Document),
  });
}

export function instanceProfile(
  profile: Partial<SdkInstanceProfile>,
  invalid: Invalid,
): InstanceProfile | undefined {
  const { Arn, InstanceProfileName, InstanceProfileId, Path } = profile;
  const identity = identityOf('instance-profile', Arn, InstanceProfileName, InstanceProfileId, Path, invalid);
  if (!identity) return undefined;
  return {
    Arn: identity.Arn,
    InstanceProfileName: identity.Name,
    InstanceProfileId: identity.Id,
    Path: identity.Path,
    Roles: texts(list(profile.Roles)?.map((role) => role.Arn)).sort(),
  };
}

interface EntityNames {
  readonly Arn: string;
  readonly Name: string;
  readonly Id: string;
  readonly Path: string;
}

/**
 * The names that everything in IAM has. The ARN must be there; the name and the path are in the ARN too.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
function identityOf(
  kind: string,
  arn: unknown,
  name: unknown,
  id: unknown,
  path: unknown,
  invalid: Invalid,
): EntityNames | undefined {
  const Arn = text(arn) ?? '';
  const parsed = parseArn(Arn);
  if (parsed?.service !== 'iam' || !parsed.resource.startsWith(`${kind}/`)) {
    invalid(text(name) ?? '*', `The answer has a ${kind} without an ARN, which cannot be judged.`);
    return undefined;
  }
  if (text(id) === undefined) invalid(Arn, `The answer has the ${kind} without its unique id.`);
  const lastSlash = parsed.resource.lastIndexOf('/');
  return {
    Arn,
    Name: text(name) ?? parsed.resource.slice(lastSlash + 1),
    Id: text(id) ?? '',
    Path: text(path) ?? parsed.resource.slice(kind.length, lastSlash + 1),
  };
}

function inlinePolicies(
  policies: readonly PolicyDetail[] | undefined,
  owner: string,
  invalid: Invalid,
): InlinePolicy[] {
  const inline = (list(policies) ?? []).map((policy, index) => {
    const PolicyName = text(policy.PolicyName) ?? `unnamed-${index + 1}`;
    const document = policyDocument(policy.PolicyDocument);
    if (text(policy.PolicyName) === undefined) {
      invalid(owner, `The answer has an embedded policy without a name; it is called '${PolicyName}' here.`);
    }
    if (document === undefined) {
      invalid(owner, 'The answer has an embedded policy without its document.', [owner]);
    }
    return present({ PolicyName, PolicyDocument: document });
  });
  return sortedBy(inline, ({ PolicyName }) => PolicyName);
}

function attachedPolicies(
  policies: readonly SdkAttachedPolicy[] | undefined,
  owner: string,
  invalid: Invalid,
): AttachedPolicy[] {
  const attached = (list(policies) ?? []).flatMap((policy) => {
    const PolicyArn = text(policy.PolicyArn);
    if (PolicyArn === undefined) {
      invalid(owner, 'The answer has an attached policy without its ARN.', [owner]);
      return [];
    }
    return [present({ PolicyArn, PolicyName: text(policy.PolicyName) })];
  });
  return sortedBy(attached, ({ PolicyArn }) => PolicyArn);
}

function permissionsBoundary(
  boundary: AttachedPermissionsBoundary | undefined,
  owner: string,
  invalid: Invalid,
): PermissionsBoundary | undefined {
  if (!boundary) return undefined;
  const PermissionsBoundaryArn = text(boundary.PermissionsBoundaryArn);
  if (PermissionsBoundaryArn !== undefined) return { PermissionsBoundaryArn };
  invalid(owner, 'The answer has a permissions boundary without its ARN.', [owner]);
  return undefined;
}

function tags(sdkTags: readonly SdkTag[] | undefined): Tag[] {
  const pairs = (list(sdkTags) ?? []).map(({ Key, Value }) => ({
    Key: text(Key) ?? '',
    Value: text(Value) ?? '',
  }));
  return sortedBy(pairs, ({ Key }) => Key);
}
