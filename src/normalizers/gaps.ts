import type {
  AccountSnapshot,
  CoverageGap,
  InlinePolicy,
  OrganizationSnapshot,
  Snapshot,
} from '../model/index.js';

/**
 * A gap for every document that something in the snapshot refers to and the snapshot does not hold, whatever the
 * cause: a failed read, or details that were fetched with a filter. Principals that such a document bears on cannot
 * be called clean.
 */
export function documentGaps({ accounts, organization }: Snapshot): readonly CoverageGap[] {
  return [...accounts.flatMap(accountGaps), ...(organization ? organizationGaps(organization) : [])];
}

interface Holder {
  readonly arn: string;
  /** The principals whose access the holder's policies decide. */
  readonly principals: readonly string[];
  readonly managed: readonly string[];
  readonly inline: readonly InlinePolicy[];
  readonly inlineOperation: string;
}

function accountGaps(snapshot: AccountSnapshot): readonly CoverageGap[] {
  const account = snapshot.account.AccountId;
  const gaps: CoverageGap[] = [];
  const missing = (operation: string, resource: string, message: string, affects: readonly string[]) => {
    gaps.push({
      account,
      operation,
      resource,
      errorCode: 'DocumentNotCollected',
      message,
      missingPermission: operation,
      affects: [...new Set(affects)].sort(),
    });
  };

  const readable = new Set(
    snapshot.policies
      .filter(({ PolicyVersionList }) =>
        PolicyVersionList.some(
          ({ IsDefaultVersion, Document }) => IsDefaultVersion && Document !== undefined,
        ),
      )
      .map(({ Arn }) => Arn),
  );
  const unread = new Map<string, string[]>();
  for (const holder of holders(snapshot)) {
    for (const arn of holder.managed) {
      if (!readable.has(arn)) unread.set(arn, [...(unread.get(arn) ?? []), ...holder.principals]);
    }
    for (const { PolicyName, PolicyDocument } of holder.inline) {
      if (PolicyDocument !== undefined) continue;
      const message = `The inline policy '${PolicyName}' of ${holder.arn} is not in what was collected.`;
      missing(holder.inlineOperation, `${holder.arn} ${PolicyName}`, message, holder.principals);
    }
  }
  for (const [arn, principals] of unread) {
    const message = `The policy ${arn} is in use and its document is not in what was collected.`;
    missing('iam:GetPolicyVersion', arn, message, principals);
  }

  const groups = new Set(snapshot.groups.map(({ GroupName }) => GroupName));
  for (const name of new Set(snapshot.users.flatMap(({ GroupList }) => GroupList))) {
    if (groups.has(name)) continue;
    const members = snapshot.users.filter(({ GroupList }) => GroupList.includes(name)).map(({ Arn }) => Arn);
    missing(
      'iam:GetGroup',
      name,
      `The group '${name}' has members and is not in what was collected.`,
      members,
    );
  }
  for (const { Arn, AssumeRolePolicyDocument } of snapshot.roles) {
    if (AssumeRolePolicyDocument !== undefined) continue;
    missing('iam:GetRole', Arn, `The role trust policy of ${Arn} is not in what was collected.`, [Arn]);
  }
  for (const { Arn, Policy } of snapshot.buckets) {
    if (Policy !== undefined) continue;
    missing('s3:GetBucketPolicy', Arn, `The policy of the bucket ${Arn} is not in what was collected.`, []);
  }
  const { CredentialReport, GeneratedTime } = snapshot.activity;
  if (CredentialReport !== undefined && GeneratedTime === undefined) {
    const message =
      'The time of the credential report is not in what was collected, so nothing can be said of how old credentials are, and how long they and the roles are not used.';
    missing('iam:GetCredentialReport', 'the time of the credential report', message, []);
  }
  return gaps;
}

function holders(snapshot: AccountSnapshot): readonly Holder[] {
  const arns = (attached: readonly { readonly PolicyArn: string }[]) =>
    attached.map(({ PolicyArn }) => PolicyArn);
  const boundary = (entity: {
    readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
  }) => (entity.PermissionsBoundary ? [entity.PermissionsBoundary.PermissionsBoundaryArn] : []);
  return [
    ...snapshot.users.map((user) => ({
      arn: user.Arn,
      principals: [user.Arn],
      managed: [...arns(user.AttachedManagedPolicies), ...boundary(user)],
      inline: user.UserPolicyList,
      inlineOperation: 'iam:GetUserPolicy',
    })),
    ...snapshot.roles.map((role) => ({
      arn: role.Arn,
      principals: [role.Arn],
      managed: [...arns(role.AttachedManagedPolicies), ...boundary(role)],
      inline: role.RolePolicyList,
      inlineOperation: 'iam:GetRolePolicy',
    })),
    ...snapshot.groups.map((group) => ({
      arn: group.Arn,
      principals: snapshot.users
        .filter(({ GroupList }) => GroupList.includes(group.GroupName))
        .map(({ Arn }) => Arn),
      managed: arns(group.AttachedManagedPolicies),
      inline: group.GroupPolicyList,
      inlineOperation: 'iam:GetGroupPolicy',
    })),
  ];
}

function organizationGaps(organization: OrganizationSnapshot): readonly CoverageGap[] {
  const account = organization.organization.MasterAccountId;
  return organization.policies.flatMap(({ Arn, Content, TargetIds }) => {
    const gap = (operation: string, what: string): CoverageGap => ({
      account,
      operation,
      resource: Arn,
      errorCode: 'DocumentNotCollected',
      message: `The ${what} of the policy ${Arn} is not in what was collected.`,
      missingPermission: operation,
      affects: [],
    });
    return [
      ...(Content === undefined ? [gap('organizations:DescribePolicy', 'document')] : []),
      ...(TargetIds === undefined ? [gap('organizations:ListTargetsForPolicy', 'list of targets')] : []),
    ];
  });
}
