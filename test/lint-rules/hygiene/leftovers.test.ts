import { describe, expect, it } from 'vitest';
import noEmptyGroup from '../../../lint-rules/hygiene/no-empty-group.js';
import noUnattachedPolicy from '../../../lint-rules/hygiene/no-unattached-policy.js';
import noUnusedRole from '../../../lint-rules/hygiene/no-unused-role.js';
import noUserBesideFederation from '../../../lint-rules/hygiene/no-user-beside-federation.js';
import noUserOutsideGroup from '../../../lint-rules/hygiene/no-user-outside-group.js';
import requireSupportRole from '../../../lint-rules/hygiene/require-support-role.js';
import { PolicyGraph } from '../../../src/graph/index.js';
import { lint, type Rule } from '../../../src/linter/index.js';
import type { AccountActivity } from '../../../src/model/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { allow, arn, attached, awsManaged, boundedBy, embedded, managed } from '../../support/identities.js';
import { inventory, lintAccount } from '../../support/rules.js';

const subjects = (rule: Rule, example: AccountExample) =>
  lintAccount(example, rule).map(({ subject }) => subject.slice(subject.lastIndexOf('/') + 1));

/** The same where the users, groups, roles and policies were not all read. */
const subjectsOfPart = (rule: Rule, example: AccountExample, resource = '*') => {
  const gap = {
    account: '111122223333',
    operation: 'iam:GetAccountAuthorizationDetails',
    resource,
    errorCode: 'AccessDenied',
    message: '',
    affects: [],
  };
  const graph = new PolicyGraph({ ...inventory(example), coverageGaps: [gap] });
  return lint(graph, [rule]).map(({ subject }) => subject.slice(subject.lastIndexOf('/') + 1));
};

describe('a role is unused', () => {
  const NOW = '2026-03-01T06:00:00Z';
  const role = (
    RoleLastUsed: AccountActivity['RoleLastUsed'],
    more: Partial<AccountActivity> = {},
    path = '',
  ) => {
    const example: AccountExample = {
      RoleDetailList: [{ Arn: arn(`role/${path}R`) }],
      Activity: { RoleLastUsed, GeneratedTime: NOW, ...more },
    };
    return lintAccount(example, noUnusedRole).map(({ messageId }) => messageId);
  };
  const R = arn('role/R');
  const createdAt = (date: string) => ({ CreateDates: { [R]: date } });
  const longAgo = '2025-01-01T00:00:00Z';

  it.each([
    ['since its last use', role({ [R]: { LastUsedDate: '2025-11-30T00:00:00Z' } }), ['unused']],
    ['since it was made', role({ [R]: {} }, createdAt(longAgo)), ['neverUsed']],
    ['neither', role({ [R]: { LastUsedDate: '2025-12-10T00:00:00Z' } }, createdAt(longAgo)), []],
    ['not yet', role({ [R]: {} }, createdAt('2026-02-20T00:00:00Z')), []],
    ['or its last use was not read', role({}, createdAt(longAgo)), []],
    [
      'or the time of the report was not',
      role({ [R]: { LastUsedDate: longAgo } }, { GeneratedTime: '' }),
      [],
    ],
    ['or its age was not', role({ [R]: {} }), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it.each(['aws-service-role/rds.amazonaws.com/', 'aws-reserved/sso.amazonaws.com/'])(
    'and nobody can delete it below %s',
    (path) => {
      expect(role({ [arn(`role/${path}R`)]: { LastUsedDate: longAgo } }, {}, path)).toEqual([]);
    },
  );
});

describe('a group is empty', () => {
  const groups = [{ Arn: arn('group/Readers') }, { Arn: arn('group/Writers') }];

  it('where no user is a member', () => {
    const users = [{ Arn: arn('user/ann'), GroupList: ['Readers'] }];
    expect(subjects(noEmptyGroup, { UserDetailList: users, GroupDetailList: groups })).toEqual(['Writers']);
  });

  it('or its members were not read', () => {
    expect(subjectsOfPart(noEmptyGroup, { GroupDetailList: groups })).toEqual([]);
    expect(subjectsOfPart(noEmptyGroup, { GroupDetailList: groups }, 'User')).toEqual([]);
    expect(subjectsOfPart(noEmptyGroup, { GroupDetailList: groups }, arn('role/x'))).toHaveLength(2);
  });
});

describe('a policy is attached to nothing', () => {
  const policy = (counts: object, users: readonly object[] = []): AccountExample => ({
    UserDetailList: users.map((user) => ({ Arn: arn('user/ann'), ...user })),
    Policies: [{ ...managed('P', allow('s3:*')), ...counts }],
  });

  it.each([
    ['by the counts of AWS', policy({ AttachmentCount: 0, PermissionsBoundaryUsageCount: 0 }), ['P']],
    ['by one of them', policy({ AttachmentCount: 0 }), ['P']],
    ['by what was read', policy({}), ['P']],
    ['but is counted', policy({ AttachmentCount: 1 }), []],
    ['but bounds somebody', policy({ AttachmentCount: 0, PermissionsBoundaryUsageCount: 2 }), []],
    ['but a user has it', policy({}, [attached(arn('policy/P'))]), []],
    ['but bounds a user', policy({}, [boundedBy('P')]), []],
    [
      'but is AWS’s own',
      { RoleDetailList: [{ Arn: arn('role/R'), ...attached(awsManaged('SecurityAudit')) }] },
      [],
    ],
    ['or cannot be told', { Policies: [{ Arn: arn('policy/P') }] }, []],
  ])('%s', (_, example, expected) => {
    expect(subjects(noUnattachedPolicy, example)).toEqual(expected);
  });

  it('or those who have it were not read', () => {
    expect(subjectsOfPart(noUnattachedPolicy, policy({}))).toEqual([]);
  });
});

describe('a user', () => {
  it('is left over without group and policy', () => {
    const users = [
      { Arn: arn('user/a') },
      { Arn: arn('user/b'), GroupList: ['G'] },
      { Arn: arn('user/c'), UserPolicyList: [embedded('p', allow('s3:*'))] },
      { Arn: arn('user/d'), ...attached(awsManaged('SecurityAudit')) },
    ];
    expect(subjects(noUserOutsideGroup, { UserDetailList: users })).toEqual(['a']);
  });

  const user = { UserDetailList: [{ Arn: arn('user/ann') }] };
  it.each<[string, AccountExample, string[]]>([
    ['SAML', { ...user, SAMLProviders: [{ Arn: arn('saml-provider/Okta') }] }, ['ann']],
    [
      'IAM Identity Center',
      {
        ...user,
        RoleDetailList: [{ Arn: arn('role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_A_0') }],
      },
      ['ann'],
    ],
    ['nothing', user, []],
    [
      'a role that only has the name',
      { ...user, RoleDetailList: [{ Arn: arn('role/AWSReservedSSO_A_0') }] },
      [],
    ],
  ])('is beside %s', (_, example, expected) => {
    expect(subjects(noUserBesideFederation, example)).toEqual(expected);
  });
});

describe('a role for AWS Support', () => {
  const role = (name: string): AccountExample => ({
    RoleDetailList: [{ Arn: arn('role/R'), ...attached(awsManaged(name)) }],
  });

  it.each([
    ['is missing', role('SecurityAudit'), 1],
    ['is there', role('AWSSupportAccess'), 0],
    [
      'is not a policy of that name',
      {
        RoleDetailList: [{ Arn: arn('role/R'), ...attached(arn('policy/AWSSupportAccess')) }],
        Policies: [managed('AWSSupportAccess', allow('support:*'))],
      },
      1,
    ],
  ])('%s', (_, example, count) => {
    expect(lintAccount(example, requireSupportRole)).toHaveLength(count);
  });

  it('is not missed where the roles were not read', () => {
    expect(subjectsOfPart(requireSupportRole, role('SecurityAudit'))).toEqual([]);
  });
});
