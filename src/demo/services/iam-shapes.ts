import type {
  AttachedPolicy,
  GroupDetail,
  InlinePolicy,
  InstanceProfile,
  ManagedPolicyDetail,
  PermissionsBoundary,
  PolicyVersion,
  RawDocument,
  RoleDetail,
  UserDetail,
} from '../../model/index.js';
import type { Call, XmlValue } from '../protocols/index.js';

type Shape = Readonly<Record<string, XmlValue>>;

/** IAM's shapes of one account's entities, as the responses of its API hold them. */
export function iamShapes({ caller: { account }, dialect }: Call) {
  /** A policy document as text, URL-encoded as RFC 3986 has it. */
  const encoded = (document: RawDocument | undefined): string | undefined => {
    if (document === undefined) return undefined;
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    if (dialect === 'compatible') return text;
    return encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16)}`,
    );
  };

  const createDate = (arn: string) => account.activity.CreateDates[arn];

  const lastUsed = ({ Arn }: RoleDetail): Shape | undefined => {
    const used = account.activity.RoleLastUsed[Arn];
    return used && { ...used };
  };

  const embedded = (policies: readonly InlinePolicy[]): Shape => ({
    member: policies.map(({ PolicyName, PolicyDocument }) => ({
      PolicyName,
      PolicyDocument: encoded(PolicyDocument),
    })),
  });

  const attached = (policies: readonly AttachedPolicy[]): Shape => ({
    member: policies.map(({ PolicyName, PolicyArn }) => ({
      PolicyName: dialect === 'compatible' ? undefined : PolicyName,
      PolicyArn,
    })),
  });

  const boundary = (set: PermissionsBoundary | undefined): Shape | undefined =>
    set && { PermissionsBoundaryType: 'Policy', ...set };

  const user = (user: UserDetail): Shape => ({
    Path: user.Path,
    UserName: user.UserName,
    UserId: user.UserId,
    Arn: user.Arn,
    CreateDate: createDate(user.Arn),
    UserPolicyList: embedded(user.UserPolicyList),
    GroupList: { member: user.GroupList },
    AttachedManagedPolicies: attached(user.AttachedManagedPolicies),
    PermissionsBoundary: boundary(user.PermissionsBoundary),
    Tags: { member: user.Tags.map((tag) => ({ ...tag })) },
  });

  const group = (group: GroupDetail): Shape => ({
    Path: group.Path,
    GroupName: group.GroupName,
    GroupId: group.GroupId,
    Arn: group.Arn,
    CreateDate: createDate(group.Arn),
    GroupPolicyList: embedded(group.GroupPolicyList),
    AttachedManagedPolicies: attached(group.AttachedManagedPolicies),
  });

  const roleIdentity = (role: RoleDetail): Shape => ({
    Path: role.Path,
    RoleName: role.RoleName,
    RoleId: role.RoleId,
    Arn: role.Arn,
    CreateDate: createDate(role.Arn),
    AssumeRolePolicyDocument: encoded(role.AssumeRolePolicyDocument),
  });

  /** As ListRoles has it. */
  const role = (role: RoleDetail): Shape => ({
    ...roleIdentity(role),
    Description: role.Description,
    MaxSessionDuration: role.MaxSessionDuration,
  });

  const instanceProfile = (profile: InstanceProfile): Shape => ({
    Path: profile.Path,
    InstanceProfileName: profile.InstanceProfileName,
    InstanceProfileId: profile.InstanceProfileId,
    Arn: profile.Arn,
    CreateDate: createDate(profile.Arn),
    Roles: { member: account.roles.filter(({ Arn }) => profile.Roles.includes(Arn)).map(role) },
  });

  /** As GetAccountAuthorizationDetails has it, which leaves out what {@link role} adds. */
  const roleDetail = (role: RoleDetail): Shape => ({
    ...roleIdentity(role),
    InstanceProfileList: {
      member: account.instanceProfiles.filter(({ Roles }) => Roles.includes(role.Arn)).map(instanceProfile),
    },
    RolePolicyList: embedded(role.RolePolicyList),
    AttachedManagedPolicies: attached(role.AttachedManagedPolicies),
    PermissionsBoundary: boundary(role.PermissionsBoundary),
    Tags: { member: role.Tags.map((tag) => ({ ...tag })) },
    RoleLastUsed: lastUsed(role),
  });

  /** As GetPolicy has it. */
  const policy = (policy: ManagedPolicyDetail): Shape => ({
    PolicyName: policy.PolicyName,
    PolicyId: policy.PolicyId,
    Arn: policy.Arn,
    Path: policy.Path,
    DefaultVersionId: policy.DefaultVersionId,
    AttachmentCount: policy.AttachmentCount,
    PermissionsBoundaryUsageCount: policy.PermissionsBoundaryUsageCount,
    IsAttachable: true,
    CreateDate: createDate(policy.Arn),
  });

  const policyVersion = (version: PolicyVersion): Shape => ({
    Document: encoded(version.Document),
    VersionId: version.VersionId,
    IsDefaultVersion: version.IsDefaultVersion,
  });

  /** As GetAccountAuthorizationDetails has it. */
  const policyDetail = (detail: ManagedPolicyDetail): Shape => ({
    ...policy(detail),
    PolicyVersionList: { member: detail.PolicyVersionList.map(policyVersion) },
  });

  return { user, group, role, roleDetail, instanceProfile, policy, policyDetail, policyVersion };
}
