import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SnapshotEntity, SnapshotText } from '../../src/model/index.js';
import { readAuthorizationDetails, SnapshotError } from '../../src/snapshot/index.js';
import { inTemporaryFolder } from './temporary-folder.js';

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::100%/*' }],
};

const user = {
  Path: '/staff/',
  UserName: 'A-san',
  UserId: 'AIDAEXAMPLE',
  Arn: 'arn:aws:iam::111122223333:user/staff/A-san',
  CreateDate: '2024-01-01T00:00:00+00:00',
  GroupList: ['Developers'],
  AttachedManagedPolicies: [],
  PermissionsBoundary: {
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/Edge',
  },
  Tags: [],
};

const group = {
  Path: '/',
  GroupName: 'Developers',
  GroupId: 'AGPAEXAMPLE',
  Arn: 'arn:aws:iam::111122223333:group/Developers',
  CreateDate: '2024-01-02T00:00:00+00:00',
  GroupPolicyList: [{ PolicyName: 'inline', PolicyDocument: document }],
  AttachedManagedPolicies: [
    { PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  ],
};

const role = {
  Path: '/',
  RoleName: 'App',
  RoleId: 'AROAEXAMPLE',
  Arn: 'arn:aws:iam::111122223333:role/App',
  CreateDate: '2024-01-03T00:00:00+00:00',
  AssumeRolePolicyDocument: document,
  InstanceProfileList: [
    {
      Path: '/',
      InstanceProfileName: 'App',
      InstanceProfileId: 'AIPAEXAMPLE',
      Arn: 'arn:aws:iam::111122223333:instance-profile/App',
      CreateDate: '2024-01-04T00:00:00+00:00',
      Roles: [{ RoleName: 'App', Arn: 'arn:aws:iam::111122223333:role/App' }],
    },
  ],
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  Tags: [{ Key: 'team', Value: 'blue' }],
  RoleLastUsed: { LastUsedDate: '2026-01-01T00:00:00+00:00', Region: 'eu-west-1' },
};

const awsManaged = {
  PolicyName: 'ReadOnlyAccess',
  PolicyId: 'ANPAEXAMPLE',
  Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  Path: '/',
  DefaultVersionId: 'v2',
  AttachmentCount: 1,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: '2015-01-01T00:00:00+00:00',
  PolicyVersionList: [
    { Document: document, VersionId: 'v2', IsDefaultVersion: true, CreateDate: '2020-01-01T00:00:00+00:00' },
    { VersionId: 'v1', IsDefaultVersion: false, CreateDate: '2015-01-01T00:00:00+00:00' },
  ],
};

const page = {
  UserDetailList: [user],
  GroupDetailList: [group],
  RoleDetailList: [role],
  Policies: [awsManaged],
};
const empty = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };

const inAccount = <T extends { readonly Arn: string }>(entry: T, account: string): T => ({
  ...entry,
  Arn: entry.Arn.replace('111122223333', account),
});

async function read(content: string | Buffer): Promise<SnapshotText> {
  return inTemporaryFolder(async (folder) => {
    const file = path.join(folder, 'details.json');
    writeFileSync(file, content);
    return readAuthorizationDetails(file);
  });
}

async function complaint(content: string): Promise<string> {
  const error: unknown = await read(content).catch((failure: unknown) => failure);
  if (!(error instanceof SnapshotError)) throw new TypeError(`not a SnapshotError: ${String(error)}`);
  expect(error.hint).not.toBe('');
  return error.message.replace(/^.*details\.json/, 'FILE');
}

describe('the output of get-account-authorization-details', () => {
  it('becomes the account that its ARNs name, with volatile facts kept apart', async () => {
    const { snapshot } = await read(JSON.stringify(page, null, 4));
    expect(snapshot).toEqual({
      accounts: [
        {
          account: { AccountId: '111122223333', Partition: 'aws' },
          users: [
            {
              Arn: user.Arn,
              UserName: 'A-san',
              UserId: 'AIDAEXAMPLE',
              Path: '/staff/',
              GroupList: ['Developers'],
              UserPolicyList: [],
              AttachedManagedPolicies: [],
              PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/Edge' },
              Tags: [],
            },
          ],
          groups: [
            {
              Arn: group.Arn,
              GroupName: 'Developers',
              GroupId: 'AGPAEXAMPLE',
              Path: '/',
              GroupPolicyList: group.GroupPolicyList,
              AttachedManagedPolicies: group.AttachedManagedPolicies,
            },
          ],
          roles: [
            {
              Arn: role.Arn,
              RoleName: 'App',
              RoleId: 'AROAEXAMPLE',
              Path: '/',
              AssumeRolePolicyDocument: document,
              RolePolicyList: [],
              AttachedManagedPolicies: [],
              Tags: role.Tags,
            },
          ],
          policies: [
            {
              Arn: awsManaged.Arn,
              PolicyName: 'ReadOnlyAccess',
              PolicyId: 'ANPAEXAMPLE',
              Path: '/',
              DefaultVersionId: 'v2',
              AttachmentCount: 1,
              PermissionsBoundaryUsageCount: 0,
              PolicyVersionList: [
                { VersionId: 'v2', IsDefaultVersion: true, Document: document },
                { VersionId: 'v1', IsDefaultVersion: false },
              ],
            },
          ],
          instanceProfiles: [
            {
              Arn: 'arn:aws:iam::111122223333:instance-profile/App',
              InstanceProfileName: 'App',
              InstanceProfileId: 'AIPAEXAMPLE',
              Path: '/',
              Roles: [role.Arn],
            },
          ],
          samlProviders: [],
          openIDConnectProviders: [],
          buckets: [],
          activity: {
            CreateDates: {
              [user.Arn]: user.CreateDate,
              [group.Arn]: group.CreateDate,
              [role.Arn]: role.CreateDate,
              'arn:aws:iam::111122223333:instance-profile/App': '2024-01-04T00:00:00+00:00',
              [awsManaged.Arn]: awsManaged.CreateDate,
            },
            RoleLastUsed: { [role.Arn]: role.RoleLastUsed },
          },
        },
      ],
      coverageGaps: [],
    });
    expect(snapshot).not.toHaveProperty('organization');
  });

  it('may say null, or nothing, where something is empty', async () => {
    const { GroupList, AttachedManagedPolicies, Tags, PermissionsBoundary, ...bare } = user;
    const { snapshot } = await read(
      JSON.stringify({ ...empty, UserDetailList: [{ ...bare, GroupList: null, PermissionsBoundary: null }] }),
    );
    expect([GroupList, AttachedManagedPolicies, Tags, PermissionsBoundary]).toBeDefined();
    expect(snapshot.accounts[0]?.users).toEqual([
      {
        Arn: user.Arn,
        UserName: 'A-san',
        UserId: 'AIDAEXAMPLE',
        Path: '/staff/',
        GroupList: [],
        UserPolicyList: [],
        AttachedManagedPolicies: [],
        Tags: [],
      },
    ]);
  });

  it('may come from Windows', async () => {
    const text = JSON.stringify(page);
    const expected = (await read(text)).snapshot;
    expect((await read(`\ufeff${text}`)).snapshot).toEqual(expected);
    expect((await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).snapshot).toEqual(expected);
  });
});

describe('a policy document', () => {
  const withDocument = (value: unknown) =>
    JSON.stringify({ ...empty, RoleDetailList: [{ ...role, AssumeRolePolicyDocument: value }] });
  const trustOf = async (value: unknown) =>
    (await read(withDocument(value))).snapshot.accounts[0]?.roles[0]?.AssumeRolePolicyDocument;

  it('is decoded once where it is URL-encoded, as the API sends it', async () => {
    expect(await trustOf(encodeURIComponent(JSON.stringify(document, null, 2)))).toEqual(document);
    const encodedTwice = { Resource: encodeURIComponent('a b') };
    expect(await trustOf(encodeURIComponent(JSON.stringify(encodedTwice)))).toEqual(encodedTwice);
  });

  it('is not decoded where it is JSON already', async () => {
    expect(await trustOf(` ${JSON.stringify(document)}`)).toEqual(document);
    expect(await trustOf('{ "Resource": "a%20b" }')).toEqual({ Resource: 'a%20b' });
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['100%', '100%'],
    ['%5B%5D', '[]'],
    ['%7B%22a%22%3A', '{"a":'],
    ['{"Effect":"Deny","Effect":"Allow"}', '{"Effect":"Deny","Effect":"Allow"}'],
  ])('stays the text %j where it is no JSON object or has a key twice', async (text, expected) => {
    expect(await trustOf(text)).toBe(expected);
  });

  it('is absent where it is not there', async () => {
    expect(await trustOf(undefined)).toBeUndefined();
  });
});

describe('several pages', () => {
  const first = { ...empty, UserDetailList: [user], IsTruncated: true, Marker: 'm1' };
  const middle = { ...empty, IsTruncated: true, Marker: 'm2' };
  const last = {
    ...empty,
    GroupDetailList: [group],
    RoleDetailList: [role],
    Policies: [awsManaged],
    IsTruncated: false,
  };
  const pages = [first, middle, last];

  it.each([
    ['one on each line', pages.map((each) => JSON.stringify(each)).join('\n')],
    ['with nothing between them', pages.map((each) => JSON.stringify(each)).join('')],
    ['indented', pages.map((each) => JSON.stringify(each, null, 2)).join('\r\n\r\n')],
    ['in a list', JSON.stringify(pages, null, 2)],
    ['in several lists', pages.map((each) => JSON.stringify([each])).join(' ')],
  ])('are one account: %s', async (_form, text) => {
    expect((await read(text)).snapshot).toEqual((await read(JSON.stringify(page))).snapshot);
  });

  it('count once what stands on two of them', async () => {
    expect((await read(JSON.stringify([page, page]))).snapshot).toEqual(
      (await read(JSON.stringify(page))).snapshot,
    );
  });

  it('are refused where two of them contradict each other', async () => {
    const other = { ...empty, RoleDetailList: [{ ...role, Tags: [] }] };
    expect(await complaint(`${JSON.stringify(page)}\n${JSON.stringify(other)}`)).toBe(
      `FILE:2:61: ${role.Arn} has been there before, and was not the same.`,
    );
  });

  it('may be those of several accounts, each with the AWS managed policies of its pages', async () => {
    const other = { ...empty, UserDetailList: [inAccount(user, '444455556666')] };
    const ofAws = { ...empty, Policies: [awsManaged] };
    const { snapshot } = await read(
      JSON.stringify([ofAws, { ...empty, RoleDetailList: [role] }, other, ofAws]),
    );
    expect(
      snapshot.accounts.map(({ account, users, roles, policies }) => [
        account.AccountId,
        users.length,
        roles.length,
        policies.length,
      ]),
    ).toEqual([
      ['111122223333', 0, 1, 1],
      ['444455556666', 1, 0, 1],
    ]);
  });

  it('may have several accounts on one of them', async () => {
    const mixed = {
      ...empty,
      UserDetailList: [inAccount(user, '444455556666'), user],
      Policies: [awsManaged],
    };
    const input = await read(JSON.stringify(mixed));
    const { snapshot } = input;
    expect(snapshot.accounts.map(({ account }) => account.AccountId)).toEqual([
      '111122223333',
      '444455556666',
    ]);
    for (const { policies } of snapshot.accounts) {
      expect(policies.map((policy) => jsonOf(input, policy))).toEqual([awsManaged]);
    }
  });

  it('know the partition of each account', async () => {
    const text = JSON.stringify(page).replaceAll('arn:aws:', 'arn:aws-cn:');
    expect((await read(text)).snapshot.accounts[0]?.account).toEqual({
      AccountId: '111122223333',
      Partition: 'aws-cn',
    });
  });
});

describe('what the file should hold and does not', () => {
  const gapsOf = async (...pages: object[]) =>
    (await read(JSON.stringify(pages))).snapshot.coverageGaps.map(({ account, errorCode, message }) => [
      account,
      errorCode,
      message,
    ]);

  it('is a gap for a list that no page has, and none for a list that is empty', async () => {
    const { RoleDetailList, Policies, ...users } = empty;
    expect([RoleDetailList, Policies]).toEqual([[], []]);
    expect(await gapsOf({ ...users, UserDetailList: [user] })).toEqual([
      [
        '111122223333',
        'NotInInput',
        'The file has no Policies, so the managed policies of the account are not known.',
      ],
      [
        '111122223333',
        'NotInInput',
        'The file has no RoleDetailList, so the roles of the account are not known.',
      ],
    ]);
    expect(await gapsOf({ ...users, UserDetailList: [user] }, { RoleDetailList: [], Policies: [] })).toEqual(
      [],
    );
  });

  it.each([
    ['IsTruncated', { IsTruncated: true, Marker: 'm' }],
    ["the command line's NextToken", { NextToken: 'eyJ' }],
  ])('is a gap for a last page with %s', async (_name, mark) => {
    const truncated = [
      '111122223333',
      'Truncated',
      'The last page of the account says that more follow, and none does.',
    ];
    expect(await gapsOf({ ...page, ...mark })).toEqual([truncated]);
    expect(await gapsOf(page, { ...empty, ...mark })).toEqual([truncated]);
    expect(await gapsOf({ ...page, ...mark }, empty)).toEqual([]);
  });

  it('is looked for in each account', async () => {
    const other = { ...empty, UserDetailList: [inAccount(user, '444455556666')] };
    expect((await gapsOf({ ...page, IsTruncated: true }, other)).map(([account]) => account)).toEqual([
      '111122223333',
    ]);
  });
});

describe('the place of an entity', () => {
  it.each([
    ['in one object', JSON.stringify(page, null, 4)],
    ['on two pages', `${JSON.stringify({ ...empty, Note: '}"]' })}\n${JSON.stringify(page)}`],
    ['in a list of pages', JSON.stringify([{ ...empty }, page], null, 2)],
  ])('is its own JSON in the file: %s', async (_form, text) => {
    const input = await read(text);
    const [account] = input.snapshot.accounts;
    expect(account?.users.map((entity) => jsonOf(input, entity))).toEqual([user]);
    expect(account?.groups.map((entity) => jsonOf(input, entity))).toEqual([group]);
    expect(account?.roles.map((entity) => jsonOf(input, entity))).toEqual([role]);
    expect(account?.policies.map((entity) => jsonOf(input, entity))).toEqual([awsManaged]);
    expect(account?.instanceProfiles.map((entity) => jsonOf(input, entity))).toEqual(
      role.InstanceProfileList,
    );
  });

  it('is the whole file for the account, and the file is named as it was given', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = path.relative(process.cwd(), path.join(folder, 'details.json'));
      writeFileSync(file, JSON.stringify(page));
      const input = await readAuthorizationDetails(file);
      const [account] = input.snapshot.accounts;
      const text = account && input.textOf(account.account);
      expect(text?.uri).toBe(file);
      expect(text?.text()).toBe(JSON.stringify(page));
      expect(text).not.toHaveProperty('range');
    });
  });
});

describe('a file that is something else', () => {
  const onePage = JSON.stringify(page);
  it.each([
    ['nothing', '', 'FILE is empty.'],
    ['a table', 'USERDETAILLIST\tarn:aws:iam', 'FILE:1:1: This is not valid JSON (invalid symbol).'],
    [
      'another answer of AWS',
      '{"Account": "111122223333"}',
      'FILE:1:1: This object has none of UserDetailList, GroupDetailList, RoleDetailList, Policies.',
    ],
    ['a list of numbers', '[\n 1]', 'FILE:2:2: The value must be an object, but it is 1.'],
    [
      'a page and half of another',
      `${onePage}\n${onePage.slice(0, 100)}`,
      'FILE:2:101: The file ends in the middle of a JSON value.',
    ],
    [
      'the beginning of a page',
      '{"UserDetailList": [],\n',
      'FILE:1:23: The file ends in the middle of a JSON value.',
    ],
    [
      'a page and a broken one',
      `${onePage}\n{"Policies": [,]}`,
      'FILE:2:15: This is not valid JSON (value expected).',
    ],
    ['one brace too many', '{"Policies": []}\n}', 'FILE:2:1: This is not valid JSON (value expected).'],
    [
      'a role without an ARN',
      `{"RoleDetailList": [${JSON.stringify(role)},\n ${JSON.stringify({ RoleName: 'App' })}]}`,
      'FILE:2:2: RoleDetailList[1].Arn is missing.',
    ],
    [
      'an ARN that is none',
      '{\n"Policies": [\n {"Arn": "Deploy"}]}',
      'FILE:3:10: Policies[0].Arn must be an ARN with an account, but it is "Deploy".',
    ],
    [
      'AWS managed policies alone',
      JSON.stringify({ ...empty, Policies: [awsManaged] }),
      'FILE has no user, group, role or customer managed policy in it, so its account is not known.',
    ],
  ])('is refused: %s', async (_what, text, message) => {
    expect(await complaint(text)).toBe(message);
  });

  it('or not there, or a folder, is refused', async () => {
    await inTemporaryFolder(async (folder) => {
      await expect(readAuthorizationDetails(path.join(folder, 'none.json'))).rejects.toThrow(
        'none.json cannot be read: ENOENT: no such file or directory.',
      );
      await expect(readAuthorizationDetails(folder)).rejects.toThrow(SnapshotError);
    });
  });
});

function jsonOf(input: SnapshotText, entity: SnapshotEntity): unknown {
  const { text, range } = input.textOf(entity);
  return JSON.parse(text().slice(range?.start, range?.end));
}
