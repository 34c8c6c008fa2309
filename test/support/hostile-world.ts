import type { AccountSnapshot, RawDocument } from '../../src/model/index.js';

export const hostileAccount = '666600006666';

/** Names that try to leave a folder, a terminal line or a field. IAM refuses most; a server that stands in for AWS may not. */
export const hostileNames = [
  '../../../etc/passwd',
  '..',
  'a/b\\c',
  'CON',
  'Case',
  'case',
  'bell\u0007null\u0000',
  '\u001b[2Jcleared\u001b]0;title\u0007',
  'line\r\nbreak\ttab',
  '\u202Enosj.ylno-daer',
  'zero\u200Bwidth\uFEFF',
  '<b>&amp;"quoted"</b>',
  '%2e%2e%2f',
  '__proto__',
  '🙂'.repeat(64),
] as const;

/** 10,000 characters that make a careless matcher backtrack for ever. */
export const hostilePattern = '*a'.repeat(5_000);

/** What stands where a policy should. */
export const hostileDocuments: Readonly<Record<string, RawDocument>> = {
  empty: '',
  truncated: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get',
  'not-json': 'Allow everything, please.',
  'not-an-object': '[1,2,3]',
  'not-a-policy': { hello: 'world' },
  'statement-is-text': { Version: '2012-10-17', Statement: 'all' },
  'wrong-types': {
    Version: 20121017,
    Statement: [{ Effect: true, Action: [{}], Resource: null, Condition: [] }],
  },
  'duplicate-key':
    '{"Version":"2012-10-17","Statement":[],"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  'deeply-nested': '['.repeat(5_000),
  pattern: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: `s3:${hostilePattern}`, Resource: `arn:aws:s3:::${hostilePattern}b` },
    ],
  },
  prototype: JSON.stringify({ Version: '2012-10-17' }).replace('}', ',"__proto__":{"Statement":[]}}'),
};

/** One account in which every name is a {@link hostileNames} and every document a {@link hostileDocuments}. */
export function hostileWorld(): {
  readonly accounts: readonly [AccountSnapshot];
  readonly organization: null;
} {
  const arnOf = (resource: string) => `arn:aws:iam::${hostileAccount}:${resource}`;
  const inline = Object.entries(hostileDocuments).map(([PolicyName, PolicyDocument]) => ({
    PolicyName,
    PolicyDocument,
  }));
  const account: AccountSnapshot = {
    account: {
      AccountId: hostileAccount,
      Partition: 'aws',
      SummaryMap: {},
      PasswordPolicy: null,
      PublicAccessBlock: null,
    },
    users: hostileNames.map((name, index) => ({
      Arn: arnOf(`user/${name}`),
      UserName: name,
      UserId: `AIDAHOSTILE${index}`,
      Path: '/',
      GroupList: ['a group that does not exist'],
      UserPolicyList: index === 0 ? inline : [],
      AttachedManagedPolicies: [],
      Tags: [{ Key: name, Value: name }],
    })),
    groups: [],
    roles: Object.entries(hostileDocuments).map(([name, document], index) => ({
      Arn: arnOf(`role/../${name}`),
      RoleName: name,
      RoleId: `AROAHOSTILE${index}`,
      Path: '/../',
      AssumeRolePolicyDocument: document,
      RolePolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'Gone', PolicyArn: arnOf('policy/Gone') }],
      PermissionsBoundary: { PermissionsBoundaryArn: 'not an ARN' },
      MaxSessionDuration: 3600,
      Tags: [],
    })),
    policies: Object.entries(hostileDocuments).map(([name, Document], index) => ({
      Arn: arnOf(`policy/${name}`),
      PolicyName: name,
      PolicyId: `ANPAHOSTILE${index}`,
      Path: '/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document }],
    })),
    instanceProfiles: [],
    samlProviders: [],
    openIDConnectProviders: [],
    buckets: Object.entries(hostileDocuments).map(([name, Policy]) => ({
      Name: name,
      Arn: `arn:aws:s3:::${name}`,
      Region: 'us-east-1',
      Policy,
      PolicyStatus: { IsPublic: false },
      PublicAccessBlock: null,
      ObjectOwnership: null,
      Acl: { Grants: [] },
    })),
    activity: {
      CreateDates: {},
      RoleLastUsed: {},
      CredentialReport: [{ user: '<root_account>', arn: arnOf('root') }],
      GeneratedTime: '2025-01-31T06:00:00.000Z',
    },
  };
  return { accounts: [account], organization: null };
}
