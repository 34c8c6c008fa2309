import type {
  Account,
  AccountSnapshot,
  AttachedPolicy,
  Bucket,
  ControlPolicy,
  CoverageGap,
  Group,
  InlinePolicy,
  Inventory,
  ManagedPolicy,
  Organization,
  OrganizationSnapshot,
  PolicyDocument,
  PolicyType,
  RawDocument,
  Role,
  SnapshotEntity,
  SnapshotText,
  SourceText,
  Path,
  User,
} from '../model/index.js';
import { isAwsManaged, Token } from '../model/index.js';
import { documentGaps } from './gaps.js';
import { readPolicy, type PolicyOrigin } from './policy.js';
import { sourceText } from './source-text.js';

/** Parses every policy of a snapshot. Documents that are not there become coverage gaps for whoever has them. */
export function normalize(input: SnapshotText): Inventory {
  const { snapshot } = input;
  const sources = (entity: SnapshotEntity) => sourceText(input.textOf(entity));
  const accounts = snapshot.accounts.map((account) => normalizeAccount(account, sources));
  const organization = snapshot.organization && normalizeOrganization(snapshot.organization, sources);
  const recorded = snapshot.coverageGaps;
  return {
    accounts,
    organization,
    coverageGaps: withDocumentGaps(recorded, documentGaps(snapshot)),
  };
}

/** A gap that a collector has recorded already is told whom it affects; it is not reported a second time. */
function withDocumentGaps(
  recorded: readonly CoverageGap[],
  derived: readonly CoverageGap[],
): readonly CoverageGap[] {
  const subject = ({ account, resource }: CoverageGap) => JSON.stringify([account, resource]);
  const bySubject = new Map(derived.map((gap) => [subject(gap), gap]));
  const known = new Set(recorded.map(subject));
  return [
    ...recorded.map((gap) => {
      const affects = bySubject.get(subject(gap))?.affects ?? [];
      return affects.length === 0
        ? gap
        : { ...gap, affects: [...new Set([...gap.affects, ...affects])].sort() };
    }),
    ...derived.filter((gap) => !known.has(subject(gap))),
  ];
}

type Sources = (entity: SnapshotEntity) => SourceText;

function normalizeAccount(snapshot: AccountSnapshot, sources: Sources): Account {
  const { AccountId: id, Partition: partition } = snapshot.account;
  const boundaries = new Set(
    [...snapshot.users, ...snapshot.roles].flatMap(
      (entity) => entity.PermissionsBoundary?.PermissionsBoundaryArn ?? [],
    ),
  );
  return {
    id,
    partition,
    token: new Token(id, ['AccountId'], sources(snapshot.account)),
    detail: snapshot.account,
    users: snapshot.users.map((user): User => {
      const source = sources(user);
      return {
        kind: 'user',
        arn: user.Arn,
        name: user.UserName,
        id: user.UserId,
        path: user.Path,
        account: id,
        token: arnToken(user, source),
        inlinePolicies: inlinePolicies(user.UserPolicyList, 'UserPolicyList', user.Arn, source),
        attachedPolicies: attachedArns(user.AttachedManagedPolicies, source),
        groups: user.GroupList,
        permissionsBoundary: user.PermissionsBoundary?.PermissionsBoundaryArn,
        tags: user.Tags,
      };
    }),
    groups: snapshot.groups.map((group): Group => {
      const source = sources(group);
      return {
        kind: 'group',
        arn: group.Arn,
        name: group.GroupName,
        id: group.GroupId,
        path: group.Path,
        account: id,
        token: arnToken(group, source),
        inlinePolicies: inlinePolicies(group.GroupPolicyList, 'GroupPolicyList', group.Arn, source),
        attachedPolicies: attachedArns(group.AttachedManagedPolicies, source),
      };
    }),
    roles: snapshot.roles.map((role): Role => {
      const source = sources(role);
      return {
        kind: 'role',
        arn: role.Arn,
        name: role.RoleName,
        id: role.RoleId,
        path: role.Path,
        account: id,
        token: arnToken(role, source),
        inlinePolicies: inlinePolicies(role.RolePolicyList, 'RolePolicyList', role.Arn, source),
        attachedPolicies: attachedArns(role.AttachedManagedPolicies, source),
        trustPolicy: read(role.AssumeRolePolicyDocument, source, ['AssumeRolePolicyDocument'], {
          type: 'role-trust',
          owner: role.Arn,
          name: 'trust policy',
        }),
        permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
        maxSessionDuration: role.MaxSessionDuration,
        tags: role.Tags,
        serviceLinked: role.Path.startsWith('/aws-service-role/'),
      };
    }),
    policies: snapshot.policies.map((policy): ManagedPolicy => {
      const source = sources(policy);
      const version = policy.PolicyVersionList.findIndex(({ IsDefaultVersion }) => IsDefaultVersion);
      const as = (type: PolicyType, index = version) =>
        read(policy.PolicyVersionList[index]?.Document, source, ['PolicyVersionList', index, 'Document'], {
          type,
          owner: policy.Arn,
          name: policy.PolicyName,
        });
      return {
        arn: policy.Arn,
        name: policy.PolicyName,
        awsManaged: isAwsManaged(policy.Arn),
        token: arnToken(policy, source),
        detail: policy,
        document: as('identity-based'),
        boundary: boundaries.has(policy.Arn) ? as('permissions-boundary') : undefined,
        otherVersions: isAwsManaged(policy.Arn)
          ? []
          : policy.PolicyVersionList.flatMap(({ VersionId: id }, index) => {
              const document = index === version ? undefined : as('identity-based', index);
              return document ? [{ id, document }] : [];
            }),
      };
    }),
    instanceProfiles: snapshot.instanceProfiles,
    samlProviders: snapshot.samlProviders,
    openIDConnectProviders: snapshot.openIDConnectProviders,
    buckets: snapshot.buckets.map((bucket): Bucket => {
      const source = sources(bucket);
      return {
        arn: bucket.Arn,
        name: bucket.Name,
        account: id,
        policy:
          bucket.Policy === null
            ? null
            : read(bucket.Policy, source, ['Policy'], {
                type: 'resource-based',
                owner: bucket.Arn,
                name: 'bucket policy',
              }),
        token: arnToken(bucket, source),
        detail: bucket,
      };
    }),
    activity: snapshot.activity,
    activityText: sources(snapshot.activity),
  };
}

function normalizeOrganization(snapshot: OrganizationSnapshot, sources: Sources): Organization {
  const controlPolicies = (awsType: string, type: PolicyType): readonly ControlPolicy[] =>
    snapshot.policies
      .filter((policy) => policy.Type === awsType)
      .map((policy) => {
        const source = sources(policy);
        return {
          id: policy.Id,
          arn: policy.Arn,
          name: policy.Name,
          document: read(policy.Content, source, ['Content'], {
            type,
            owner: policy.Arn,
            name: policy.Name,
          }),
          targets: policy.TargetIds,
          awsManaged: policy.AwsManaged,
          token: arnToken(policy, source),
        };
      });
  return {
    token: arnToken(snapshot.organization, sources(snapshot.organization)),
    detail: snapshot.organization,
    roots: snapshot.roots,
    organizationalUnits: snapshot.organizationalUnits,
    accounts: snapshot.accounts,
    serviceControlPolicies: controlPolicies('SERVICE_CONTROL_POLICY', 'service-control'),
    resourceControlPolicies: controlPolicies('RESOURCE_CONTROL_POLICY', 'resource-control'),
  };
}

function inlinePolicies(
  policies: readonly InlinePolicy[],
  list: string,
  owner: string,
  source: SourceText,
): readonly PolicyDocument[] {
  return policies.flatMap((policy, index) => {
    const origin: PolicyOrigin = { type: 'identity-based', owner, name: policy.PolicyName };
    return read(policy.PolicyDocument, source, [list, index, 'PolicyDocument'], origin) ?? [];
  });
}

function read(
  raw: RawDocument | undefined,
  source: SourceText,
  path: Path,
  origin: PolicyOrigin,
): PolicyDocument | undefined {
  return raw === undefined ? undefined : readPolicy(raw, source, path, origin);
}

function arnToken({ Arn }: { readonly Arn: string }, source: SourceText): Token {
  return new Token(Arn, ['Arn'], source);
}

function attachedArns(policies: readonly AttachedPolicy[], source: SourceText): readonly Token[] {
  return policies.map(
    ({ PolicyArn }, index) => new Token(PolicyArn, ['AttachedManagedPolicies', index, 'PolicyArn'], source),
  );
}
