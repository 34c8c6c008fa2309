import { describe, expect, it } from 'vitest';
import noCopiedInlinePolicy from '../../../lint-rules/hygiene/no-copied-inline-policy.js';
import noCopyOfAwsManagedPolicy from '../../../lint-rules/hygiene/no-copy-of-aws-managed-policy.js';
import noInlinePolicyOfGroup from '../../../lint-rules/hygiene/no-inline-policy-of-group.js';
import noPolicyAttachedTwice from '../../../lint-rules/hygiene/no-policy-attached-twice.js';
import noPolicyOnUser from '../../../lint-rules/hygiene/no-policy-on-user.js';
import noReadOnlyAccess from '../../../lint-rules/hygiene/no-read-only-access-for-external-account.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  boundedBy,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

const AUDIT = awsManaged('SecurityAudit');

describe('a policy of a single user', () => {
  it('is found once for the user, with each of them', () => {
    const [finding, ...more] = lintAccount(
      {
        UserDetailList: [
          { Arn: arn('user/ann'), ...attached(AUDIT), UserPolicyList: [embedded('own', allow('s3:*'))] },
        ],
      },
      noPolicyOnUser,
    );
    expect(more).toEqual([]);
    expect(finding?.message).toContain("'SecurityAudit' and 'own'");
    expect(finding?.locations.map(({ label }) => label)).toEqual([undefined, 'attached', 'embedded']);
  });

  it('is none where it comes from a group or is a permissions boundary', () => {
    const example: AccountExample = {
      UserDetailList: [{ Arn: arn('user/ann'), GroupList: ['G'], ...boundedBy('Limits') }],
      GroupDetailList: [{ Arn: arn('group/G'), ...attached(AUDIT) }],
      Policies: [managed('Limits', allow('s3:*'))],
    };
    expect(lintAccount(example, noPolicyOnUser)).toEqual([]);
  });
});

it('an embedded policy of a group is found, that of a role is not', () => {
  const own = [embedded('own', allow('s3:*')), embedded('more', allow('sqs:*'))];
  const example: AccountExample = {
    GroupDetailList: [{ Arn: arn('group/G'), GroupPolicyList: own }],
    RoleDetailList: [{ Arn: arn('role/R'), RolePolicyList: own }],
  };
  expect(lintAccount(example, noInlinePolicyOfGroup).map(({ subject }) => subject)).toEqual([
    arn('group/G'),
    arn('group/G'),
  ]);
});

describe('embedded policies with one text', () => {
  const roles = (...policies: readonly StatementExample[]) =>
    lintAccount(
      {
        RoleDetailList: policies.map((statement, index) => ({
          Arn: arn(`role/${index}`),
          RolePolicyList: [embedded('own', statement)],
        })),
      },
      noCopiedInlinePolicy,
    );
  const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/a': ['1', '2'] } } };

  it.each([
    ['the same', allow('s3:GetObject'), allow('s3:GetObject')],
    ['one value and a list', allow('s3:GetObject'), allow(['s3:GetObject'], ['*'])],
    ['Sids and case', { ...allow('S3:getobject'), Sid: 'A' }, { ...allow('s3:GetObject'), Sid: 'B' }],
    ['order', allow(['s3:A', 's3:B'], ['a', 'b']), allow(['s3:B', 's3:A'], ['b', 'a'])],
    [
      'conditions',
      allow('s3:*', '*', tagged),
      allow('s3:*', '*', { Condition: { stringequals: { 'AWS:ResourceTag/a': ['2', '1'] } } }),
    ],
  ])('are found: %s', (_, first, second) => {
    const [finding, ...more] = roles(first, second);
    expect(more).toEqual([]);
    expect(finding?.locations.map(({ label }) => label)).toEqual([undefined, "the same in '1'"]);
  });

  it.each([
    ['the effect', allow('s3:*'), { ...allow('s3:*'), Effect: 'Deny' }],
    ['the resource', allow('s3:*', 'arn:aws:s3:::A'), allow('s3:*', 'arn:aws:s3:::a')],
    ['NotAction', allow('s3:*'), { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }],
    ['a condition', allow('s3:*'), allow('s3:*', '*', tagged)],
  ])('are none where they differ in %s', (_, first, second) => {
    expect(roles(first, second)).toEqual([]);
  });

  it('are one finding for all of them, and none of IAM Identity Center', () => {
    expect(roles(allow('s3:*'), allow('s3:*'), allow('s3:*'), allow('sqs:*'))).toHaveLength(1);
    const reserved = ['A', 'B'].map((name) => ({
      Arn: arn(`role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${name}_0`),
      RolePolicyList: [embedded('AwsSSOInlinePolicy', allow('s3:*'))],
    }));
    expect(lintAccount({ RoleDetailList: reserved }, noCopiedInlinePolicy)).toEqual([]);
  });

  it('are not compared where they are empty or no policies', () => {
    const broken = [
      { PolicyName: 'a', PolicyDocument: 'no policy' },
      { PolicyName: 'b', PolicyDocument: { Statement: [] } },
    ];
    const example = {
      RoleDetailList: ['A', 'B'].map((name) => ({ Arn: arn(`role/${name}`), RolePolicyList: broken })),
    };
    expect(lintAccount(example, noCopiedInlinePolicy)).toEqual([]);
  });
});

describe('a copy of an AWS managed policy', () => {
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const inUse = { RoleDetailList: [{ Arn: arn('role/R'), ...attached(awsManaged('AdministratorAccess')) }] };

  it('is found once the original is in use, under whatever name', () => {
    const example = { ...inUse, Policies: [managed('Mine', { ...everything, Sid: 'All' })] };
    const [finding] = lintAccount(example, noCopyOfAwsManagedPolicy);
    expect(finding?.subject).toBe(arn('policy/Mine'));
    expect(finding?.message).toContain("'AdministratorAccess'");
  });

  it('is found in an account that does not use the original, beside one that does', () => {
    const copy = { ...managed('Mine', everything), Arn: 'arn:aws:iam::444455556666:policy/Mine' };
    expect(lintAccount({ ...inUse, Policies: [copy] }, noCopyOfAwsManagedPolicy)).toHaveLength(1);
  });

  it.each<[string, AccountExample]>([
    ['the original is not at hand', { Policies: [managed('Mine', everything)] }],
    ['it says less', { ...inUse, Policies: [managed('Mine', { ...everything, Action: 's3:*' })] }],
    ['it was not read', { ...inUse, Policies: [{ Arn: arn('policy/Mine') }] }],
    [
      'it is no policy',
      { ...inUse, Policies: [{ Arn: arn('policy/Mine'), PolicyVersionList: [{ Document: 'x' }] }] },
    ],
    [
      'the original was not read',
      { ...inUse, Policies: [{ Arn: awsManaged('AdministratorAccess') }, managed('Mine', everything)] },
    ],
  ])('is none where %s', (_, example) => {
    expect(lintAccount(example, noCopyOfAwsManagedPolicy)).toEqual([]);
  });
});

describe('a policy that is attached twice', () => {
  const example = (direct: string, inGroup: string): AccountExample => ({
    UserDetailList: [{ Arn: arn('user/ann'), GroupList: ['G', 'unread'], ...attached(direct) }],
    GroupDetailList: [{ Arn: arn('group/G'), ...attached(inGroup) }],
  });

  it('is found at the user, with the place in the group', () => {
    const [finding] = lintAccount(example(AUDIT, AUDIT), noPolicyAttachedTwice);
    expect(finding?.locations.map(({ location, label }) => [location.path.at(-1), label])).toEqual([
      ['PolicyArn', undefined],
      ['PolicyArn', 'attached to the group'],
    ]);
  });

  it('is none where the policies differ', () => {
    expect(lintAccount(example(AUDIT, awsManaged('ReadOnlyAccess')), noPolicyAttachedTwice)).toEqual([]);
  });
});

describe('ReadOnlyAccess', () => {
  const role = (principal: StatementExample | string, policy: string, more: AccountExample = {}) =>
    lintAccount(
      {
        RoleDetailList: [
          {
            Arn: arn('role/R'),
            AssumeRolePolicyDocument: document({
              Effect: 'Allow',
              Principal: principal,
              Action: 'sts:AssumeRole',
            }),
            ...attached(policy),
          },
        ],
        ...more,
      },
      noReadOnlyAccess,
    );
  const READ_ONLY = awsManaged('ReadOnlyAccess');

  it('for an external account is found at that account', () => {
    const [finding] = role({ AWS: [arn('root'), '555566667777'] }, READ_ONLY);
    expect(finding?.confidence).toBe('high');
    expect(finding?.locations[0].location.path.at(-1)).toBe(1);
  });

  it('is found with less confidence where the organization was not read', () => {
    expect(role({ AWS: '555566667777' }, READ_ONLY, { Organization: 'unread' })[0]?.confidence).toBe(
      'medium',
    );
  });

  it.each<[string, StatementExample, string, AccountExample]>([
    ['for the own account', { AWS: arn('root') }, READ_ONLY, {}],
    ['for a service', { Service: 'lambda.amazonaws.com' }, READ_ONLY, {}],
    ['for a trusted account', { AWS: '555566667777' }, READ_ONLY, { TrustedAccounts: ['555566667777'] }],
    [
      'for an account of the organization',
      { AWS: '555566667777' },
      READ_ONLY,
      { Organization: { MasterAccountId: '555566667777', Accounts: ['111122223333'] } },
    ],
    ['that is another policy', { AWS: '555566667777' }, AUDIT, {}],
  ])('%s is none', (_, principal, policy, more) => {
    expect(role(principal, policy, more)).toEqual([]);
  });

  it('of a user, or of a role whose trust policy was not read, is none', () => {
    const example: AccountExample = {
      UserDetailList: [{ Arn: arn('user/ann'), ...attached(READ_ONLY) }],
      RoleDetailList: [{ Arn: arn('role/R'), ...attached(READ_ONLY) }],
    };
    expect(lintAccount(example, noReadOnlyAccess)).toEqual([]);
  });
});
