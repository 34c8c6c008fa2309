import { isAwsManaged } from '../../model/index.js';
import type {
  AccountDetail,
  AccountSnapshot,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '../../model/index.js';
import { awsManagedPolicies } from './aws-managed/index.js';
import { credentialReportOf } from './credential-report.js';

/** Part of an account: what one story needs. Policies are the customer managed ones. */
export type Part = Partial<Omit<AccountSnapshot, 'account' | 'activity'>>;

/** The account that its parts make up, with the facts that follow from them. */
export function accountOf(
  id: string,
  settings: Pick<AccountDetail, 'PasswordPolicy' | 'PublicAccessBlock'>,
  parts: readonly Part[],
): AccountSnapshot {
  const users = parts.flatMap((part) => part.users ?? []);
  const groups = parts.flatMap((part) => part.groups ?? []);
  const roles = parts.flatMap((part) => part.roles ?? []);
  const customerPolicies = parts.flatMap((part) => part.policies ?? []);
  const instanceProfiles = parts.flatMap((part) => part.instanceProfiles ?? []);
  const samlProviders = parts.flatMap((part) => part.samlProviders ?? []);
  const openIDConnectProviders = parts.flatMap((part) => part.openIDConnectProviders ?? []);
  const attached = [...users, ...groups, ...roles].flatMap(
    ({ AttachedManagedPolicies }) => AttachedManagedPolicies,
  );
  const policies = [...customerPolicies, ...awsManagedPolicies]
    .map((policy) => withUsage(policy, attached, [...users, ...roles]))
    .filter((policy) => !isAwsManaged(policy.Arn) || isUsed(policy));
  const dated = [...users, ...groups, ...roles, ...instanceProfiles, ...customerPolicies];

  return {
    account: {
      AccountId: id,
      Partition: 'aws',
      ...settings,
      SummaryMap: {
        Users: users.length,
        Groups: groups.length,
        Roles: roles.length,
        Policies: customerPolicies.length,
        InstanceProfiles: instanceProfiles.length,
        Providers: samlProviders.length + openIDConnectProviders.length,
        AccountMFAEnabled: 1,
        AccountAccessKeysPresent: 0,
      },
    },
    users,
    groups,
    roles,
    policies,
    instanceProfiles,
    samlProviders,
    openIDConnectProviders,
    buckets: parts.flatMap((part) => part.buckets ?? []),
    activity: {
      CreateDates: Object.fromEntries(dated.map(({ Arn }) => [Arn, '2025-01-15T09:00:00.000Z'])),
      RoleLastUsed: Object.fromEntries(roles.map(({ Arn }) => [Arn, {}])),
      CredentialReport: credentialReportOf(id, users),
      GeneratedTime: '2025-01-31T06:00:00.000Z',
    },
  };
}

function withUsage(
  policy: ManagedPolicyDetail,
  attached: readonly { readonly PolicyArn: string }[],
  entities: readonly (UserDetail | RoleDetail)[],
): ManagedPolicyDetail {
  return {
    ...policy,
    AttachmentCount: attached.filter(({ PolicyArn }) => PolicyArn === policy.Arn).length,
    PermissionsBoundaryUsageCount: entities.filter(
      ({ PermissionsBoundary }) => PermissionsBoundary?.PermissionsBoundaryArn === policy.Arn,
    ).length,
  };
}

function isUsed({ AttachmentCount, PermissionsBoundaryUsageCount }: ManagedPolicyDetail): boolean {
  return AttachmentCount !== 0 || PermissionsBoundaryUsageCount !== 0;
}
