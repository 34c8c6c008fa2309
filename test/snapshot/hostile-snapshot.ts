import type {
  AccountSnapshot,
  CoverageGap,
  OrganizationSnapshot,
  RawDocument,
  Snapshot,
} from '../../src/model/index.js';
import fc from '../support/properties.js';

const HOSTILE = [
  '',
  '.',
  '..',
  '../../etc/passwd',
  '/absolute',
  'C:\\Windows',
  'con',
  'CON',
  'nul.txt',
  'lpt1',
  'App',
  'app',
  'APP',
  'App.json',
  'App.JSON',
  'App.',
  '.hidden',
  'App~',
  '%2e%2E',
  '%2E%2e',
  'a/b',
  'a//b',
  'line\nbreak',
  'bell\u0007',
  'nothing\u0000',
  '\u202egnp.exe',
  '\ud800',
  '\udfff',
  'Ä',
  'A\u0308',
  '__proto__',
  'constructor',
  'organization',
  'snapshot.json',
  'x'.repeat(300),
  `${'x'.repeat(300)}y`,
  '/'.repeat(5000),
  'ab/'.repeat(3000),
  '角'.repeat(100),
];

/** Names as a server that is not AWS might send them. */
export const hostileName = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }));

const hostilePath = fc.oneof(
  hostileName,
  fc.array(hostileName, { maxLength: 4 }).map((names) => `/${names.join('/')}/`),
);

const document: fc.Arbitrary<RawDocument> = fc.oneof(
  hostileName,
  // Through text, since JSON has no minus zero.
  fc.dictionary(hostileName, fc.jsonValue()).map((value) => JSON.parse(JSON.stringify(value)) as RawDocument),
);

const account = fc.oneof(fc.constant('111122223333'), hostileName);
const arn = fc
  .tuple(account, fc.constantFrom('role', 'policy', 'oidc-provider'), hostilePath, hostileName)
  .map(([owner, kind, path, name]) => `arn:aws:iam::${owner}:${kind}${path}${name}`);
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 3 });
const tags = list(fc.record({ Key: hostileName, Value: hostileName }));
const attachedPolicies = list(
  fc.record({ PolicyName: hostileName, PolicyArn: arn }, { requiredKeys: ['PolicyArn'] }),
);
const inlinePolicies = list(
  fc.record({ PolicyName: hostileName, PolicyDocument: document }, { requiredKeys: ['PolicyName'] }),
);
const permissionsBoundary = fc.record({ PermissionsBoundaryArn: arn });
const publicAccessBlock = fc.option(
  fc.record({
    BlockPublicAcls: fc.boolean(),
    IgnorePublicAcls: fc.boolean(),
    BlockPublicPolicy: fc.boolean(),
    RestrictPublicBuckets: fc.boolean(),
  }),
);

const user = fc.record(
  {
    Arn: arn,
    UserName: hostileName,
    UserId: hostileName,
    Path: hostilePath,
    GroupList: list(hostileName),
    UserPolicyList: inlinePolicies,
    AttachedManagedPolicies: attachedPolicies,
    PermissionsBoundary: permissionsBoundary,
    Tags: tags,
  },
  {
    requiredKeys: [
      'Arn',
      'UserName',
      'UserId',
      'Path',
      'GroupList',
      'UserPolicyList',
      'AttachedManagedPolicies',
      'Tags',
    ],
  },
);

const group = fc.record({
  Arn: arn,
  GroupName: hostileName,
  GroupId: hostileName,
  Path: hostilePath,
  GroupPolicyList: inlinePolicies,
  AttachedManagedPolicies: attachedPolicies,
});

const role = fc.record(
  {
    Arn: arn,
    RoleName: hostileName,
    RoleId: hostileName,
    Path: hostilePath,
    AssumeRolePolicyDocument: document,
    RolePolicyList: inlinePolicies,
    AttachedManagedPolicies: attachedPolicies,
    PermissionsBoundary: permissionsBoundary,
    MaxSessionDuration: fc.nat(),
    Description: hostileName,
    Tags: tags,
  },
  {
    requiredKeys: ['Arn', 'RoleName', 'RoleId', 'Path', 'RolePolicyList', 'AttachedManagedPolicies', 'Tags'],
  },
);

const policy = fc.record(
  {
    Arn: fc.oneof(
      arn,
      hostileName.map((name) => `arn:aws:iam::aws:policy/${name}`),
    ),
    PolicyName: hostileName,
    PolicyId: hostileName,
    Path: hostilePath,
    DefaultVersionId: hostileName,
    AttachmentCount: fc.nat(),
    PermissionsBoundaryUsageCount: fc.nat(),
    PolicyVersionList: list(
      fc.record(
        { VersionId: hostileName, IsDefaultVersion: fc.boolean(), Document: document },
        { requiredKeys: ['VersionId', 'IsDefaultVersion'] },
      ),
    ),
  },
  { requiredKeys: ['Arn', 'PolicyName', 'PolicyId', 'Path', 'DefaultVersionId', 'PolicyVersionList'] },
);

const instanceProfile = fc.record({
  Arn: arn,
  InstanceProfileName: hostileName,
  InstanceProfileId: hostileName,
  Path: hostilePath,
  Roles: list(arn),
});

const bucket = fc.record(
  {
    Name: hostileName,
    Arn: hostileName,
    Region: hostileName,
    Policy: fc.option(document),
    PolicyStatus: fc.option(fc.record({ IsPublic: fc.boolean() })),
    PublicAccessBlock: publicAccessBlock,
    ObjectOwnership: fc.option(hostileName),
    Acl: fc.record(
      {
        OwnerId: hostileName,
        Grants: list(fc.record({ Grantee: fc.record({ Type: hostileName }), Permission: hostileName })),
      },
      { requiredKeys: ['Grants'] },
    ),
  },
  { requiredKeys: ['Name', 'Arn'] },
);

const accountSnapshot: fc.Arbitrary<AccountSnapshot> = fc.record({
  account: fc.record(
    {
      AccountId: account,
      Partition: hostileName,
      SummaryMap: fc.dictionary(hostileName, fc.nat()),
      PasswordPolicy: fc.option(fc.dictionary(fc.string(), fc.oneof(fc.nat(), fc.boolean()))),
      PublicAccessBlock: publicAccessBlock,
    },
    { requiredKeys: ['AccountId', 'Partition'] },
  ),
  users: list(user),
  groups: list(group),
  roles: list(role),
  policies: list(policy),
  instanceProfiles: list(instanceProfile),
  samlProviders: list(fc.record({ Arn: arn })),
  openIDConnectProviders: list(
    fc.record({ Arn: arn, Url: hostileName, ClientIDList: list(hostileName) }, { requiredKeys: ['Arn'] }),
  ),
  buckets: list(bucket),
  activity: fc.record(
    {
      CreateDates: fc.dictionary(arn, fc.string()),
      RoleLastUsed: fc.dictionary(
        arn,
        fc.record({ LastUsedDate: fc.string(), Region: fc.string() }, { requiredKeys: [] }),
      ),
      CredentialReport: list(fc.dictionary(hostileName, hostileName)),
      GeneratedTime: hostileName,
    },
    { requiredKeys: ['CreateDates', 'RoleLastUsed'] },
  ),
});

const unit = { Id: hostileName, Arn: hostileName, Name: hostileName };

const organizationSnapshot: fc.Arbitrary<OrganizationSnapshot> = fc.record({
  organization: fc.record(
    { Id: hostileName, Arn: hostileName, MasterAccountId: account, FeatureSet: hostileName },
    { requiredKeys: ['Id', 'Arn', 'MasterAccountId'] },
  ),
  roots: list(fc.record({ ...unit, EnabledPolicyTypes: list(hostileName) })),
  organizationalUnits: list(fc.record({ ...unit, ParentId: hostileName })),
  accounts: list(
    fc.record(
      { ...unit, State: hostileName, ParentId: hostileName },
      { requiredKeys: ['Id', 'Arn', 'Name', 'State'] },
    ),
  ),
  policies: list(
    fc.record(
      {
        ...unit,
        Type: hostileName,
        AwsManaged: fc.boolean(),
        Content: document,
        TargetIds: list(hostileName),
      },
      { requiredKeys: ['Id', 'Arn', 'Name', 'Type', 'AwsManaged'] },
    ),
  ),
});

const coverageGap: fc.Arbitrary<CoverageGap> = fc.record(
  {
    account,
    operation: hostileName,
    resource: hostileName,
    errorCode: hostileName,
    message: hostileName,
    missingPermission: hostileName,
    affects: list(arn),
  },
  { requiredKeys: ['account', 'operation', 'resource', 'errorCode', 'message', 'affects'] },
);

/** Any snapshot of the right shape, with the names, paths and ARNs of nobody's good will. */
export const hostileSnapshot: fc.Arbitrary<Snapshot> = fc.record(
  {
    accounts: fc.array(accountSnapshot, { maxLength: 2 }),
    organization: fc.option(organizationSnapshot),
    coverageGaps: list(coverageGap),
  },
  { requiredKeys: ['accounts', 'coverageGaps'] },
);
