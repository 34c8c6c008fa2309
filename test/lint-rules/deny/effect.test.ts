import { describe, expect, it } from 'vitest';
import incompleteNotPrincipal from '../../../lint-rules/deny/no-incomplete-not-principal.js';
import ineffective from '../../../lint-rules/deny/no-ineffective-deny.js';
import networkDeny from '../../../lint-rules/deny/no-network-deny-of-services.js';
import quarantine from '../../../lint-rules/deny/no-leftover-quarantine.js';
import otherCase from '../../../lint-rules/deny/no-other-case.js';
import lockOut from '../../../lint-rules/deny/no-owner-lock-out.js';
import enrolment from '../../../lint-rules/deny/require-mfa-enrolment.js';
import mfaOfKeys from '../../../lint-rules/deny/require-mfa-of-access-keys.js';
import type { Rule } from '../../../src/linter/index.js';
import type { PolicyType } from '../../../src/model/index.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  denyAllBut,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const on = (Condition: StatementExample): StatementExample => ({ Condition });
const ids = (example: AccountExample, rule: Rule) =>
  lintAccount(example, rule).map(({ messageId, subject }) => [
    messageId,
    subject.slice(subject.lastIndexOf('/') + 1),
  ]);
const placesIn = (rule: Rule, type: PolicyType, ...statements: StatementExample[]) =>
  lintPolicy(document(...statements), type, rule).map(({ locations: [{ location }] }) =>
    location.path.slice(1).join('/'),
  );

describe('no-ineffective-deny', () => {
  const role = (...own: StatementExample[]) => ({
    Arn: arn('role/A'),
    RolePolicyList: [embedded('own', ...own)],
  });

  it.each<[string, StatementExample[], string[]]>([
    ['what nothing allows', [allow('s3:*'), deny('iam:*')], ['nothing']],
    [
      'what is allowed on other resources',
      [allow('s3:Get*', 'arn:aws:s3:::a/*'), deny('s3:*', 'arn:aws:s3:::b/*')],
      ['nothing'],
    ],
    ['everything but what is allowed', [allow('s3:*'), denyAllBut(['s3:*', 'sts:*'])], ['nothing']],
    ['a part of what is allowed', [allow('s3:*'), deny('s3:GetObject')], []],
    ['what a wildcard shares', [allow('s3:*Object'), deny('s3:Get*')], []],
    ['everything but a part of what is allowed', [allow('s3:*'), denyAllBut('s3:Get*')], []],
    [
      'everything but some, where all but some is allowed',
      [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, denyAllBut('s3:*')],
      [],
    ],
  ])('%s', (_, own, expected) => {
    expect(
      lintAccount({ RoleDetailList: [role(...own)] }, ineffective).map(({ messageId }) => messageId),
    ).toEqual(expected);
  });

  it('another policy that denies it to everybody who has the first', () => {
    const example = (...names: string[]): AccountExample => ({
      RoleDetailList: [
        { ...role(allow('s3:*')), ...attached(arn('policy/Some'), arn('policy/All')) },
        {
          Arn: arn('role/B'),
          RolePolicyList: [embedded('own', allow('s3:*'))],
          ...attached(...names.map((name) => arn(`policy/${name}`))),
        },
      ],
      Policies: [managed('Some', deny('s3:DeleteBucket')), managed('All', deny('s3:Delete*'))],
    });
    expect(ids(example('All'), ineffective)).toEqual([['covered', 'Some']]);
    expect(ids(example('Some'), ineffective)).toEqual([]);
    expect(lintAccount(example('All'), ineffective)[0]).toMatchObject({ confidence: 'high' });
  });

  it('counts the members of a group, and says nothing of what it does not know', () => {
    const group = { Arn: arn('group/G'), GroupPolicyList: [embedded('deny', deny('iam:*'))] };
    const user = (own: StatementExample) => ({
      Arn: arn('user/U'),
      GroupList: ['G'],
      UserPolicyList: [embedded('own', own)],
    });
    const users = (own: StatementExample) => ({ GroupDetailList: [group], UserDetailList: [user(own)] });
    expect(ids(users(allow('s3:*')), ineffective)).toEqual([['nothing', 'G']]);
    expect(ids(users(allow('iam:Get*')), ineffective)).toEqual([]);
    expect(ids({ GroupDetailList: [group] }, ineffective)).toEqual([]);
    expect(
      ids({ RoleDetailList: [{ ...role(deny('iam:*')), ...attached(arn('policy/Unread')) }] }, ineffective),
    ).toEqual([]);
    expect(placesIn(ineffective, 'identity-based', deny('iam:*'))).toEqual([]);
  });

  it('leaves the policies of AWS to AWS', () => {
    const Policies = [{ ...managed('X', deny('iam:*')), Arn: awsManaged('X') }];
    expect(
      ids(
        { RoleDetailList: [{ ...role(allow('s3:*')), ...attached(awsManaged('X')) }], Policies },
        ineffective,
      ),
    ).toEqual([]);
  });
});

describe('no-owner-lock-out', () => {
  const everybody = (
    action: string | string[],
    Resource: string | string[],
    more: StatementExample = {},
  ) => ({
    ...deny(action, Resource, more),
    Principal: '*',
  });
  const BUCKET = 'arn:aws:s3:::exampleorg-archive';

  it.each<[string, StatementExample, string[]]>([
    ['the whole service', everybody('s3:*', BUCKET), ['0/Action']],
    [
      'both actions',
      everybody(['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'], [`${BUCKET}/*`, BUCKET]),
      ['0/Action/0'],
    ],
    [
      'NotAction',
      { Effect: 'Deny', Principal: { AWS: '*' }, NotAction: 's3:GetObject', Resource: BUCKET },
      ['0/NotAction'],
    ],
    ['one of the actions', everybody('s3:PutBucketPolicy', BUCKET), []],
    ['the objects alone', everybody('s3:*', `${BUCKET}/*`), []],
    ['under a condition', everybody('s3:*', BUCKET, on({ Bool: { 'aws:SecureTransport': 'false' } })), []],
    ['for one account', { ...deny('s3:*', BUCKET), Principal: { AWS: '444455556666' } }, []],
    ['all but one', { ...deny('s3:*', BUCKET), NotPrincipal: { AWS: arn('role/Admin') } }, []],
    ['an Allow', { ...allow('s3:*', BUCKET), Principal: '*' }, []],
    ['a key', everybody('kms:*', '*'), ['0/Action']],
    ['the use of a key', everybody('kms:Decrypt', '*'), []],
    ['a key under a condition', everybody('kms:*', '*', on({ Null: { 'aws:SourceVpce': 'true' } })), []],
    ['all but nothing', { Effect: 'Deny', Principal: '*', NotAction: [], Resource: BUCKET }, ['0']],
    ['a statement without action', { Effect: 'Deny', Principal: '*', Resource: BUCKET }, []],
    ['a statement without resource', { Effect: 'Deny', Principal: '*', Action: 's3:*' }, []],
  ])('%s', (_, statement, expected) => {
    expect(placesIn(lockOut, 'resource-based', statement)).toEqual(expected);
  });

  it('asks whether one of those who administer the bucket is spared', () => {
    const example = (condition: StatementExample, ...actions: string[]): AccountExample => ({
      RoleDetailList: actions.map((action, index) => ({
        Arn: arn(`role/R${index}`),
        RolePolicyList: [embedded('own', allow(action))],
      })),
      Buckets: [
        {
          Name: 'exampleorg-archive',
          AccountId: '111122223333',
          Policy: document(everybody('s3:*', BUCKET, on(condition))),
        },
      ],
    });
    const except = (name: string) => ({ ArnNotEquals: { 'aws:PrincipalArn': arn(`role/${name}`) } });
    expect(ids(example(except('Gone'), 's3:*', 's3:PutBucketPolicy'), lockOut)).toEqual([['bucket', BUCKET]]);
    expect(ids(example(except('R1'), 's3:*', 's3:PutBucketPolicy'), lockOut)).toEqual([]);
    expect(ids(example(except('R1'), 's3:*', 'sqs:*'), lockOut)).toEqual([['bucket', BUCKET]]);
    expect(ids(example({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }, 's3:*'), lockOut)).toEqual([]);
    expect(ids(example({ Bool: { 'aws:SecureTransport': 'false' } }, 's3:*'), lockOut)).toEqual([]);
    expect(ids(example(except('Gone'), 'sqs:*'), lockOut)).toEqual([]);
    const { Buckets = [], ...identities } = example(except('Gone'), 's3:*');
    const other = { Name: 'exampleorg-logs', AccountId: '111122223333' };
    const Policy = document(everybody('s3:*', 'arn:aws:s3:::exampleorg-logs', on(except('Gone'))));
    expect(ids({ ...identities, Buckets: [...Buckets, { ...other, Policy }] }, lockOut)).toHaveLength(2);
  });
});

describe('MFA', () => {
  const without = (operator: string, value = 'false') =>
    on({ [operator]: { 'aws:MultiFactorAuthPresent': value } });
  const held = (kind: 'user' | 'role', ...own: StatementExample[]): AccountExample =>
    kind === 'user'
      ? { UserDetailList: [{ Arn: arn('user/U'), UserPolicyList: [embedded('own', ...own)] }] }
      : { RoleDetailList: [{ Arn: arn('role/R'), RolePolicyList: [embedded('own', ...own)] }] };

  it.each([
    ['Bool', 'false', ['0/Condition/Bool']],
    ['ForAnyValue:Bool', 'false', ['0/Condition/ForAnyValue:Bool']],
    ['BoolIfExists', 'false', []],
    ['ForAllValues:Bool', 'false', []],
    ['Bool', 'true', []],
    ['Null', 'true', []],
    ['Null', 'false', []],
  ])('require-mfa-of-access-keys: %s %s', (operator, value, expected) => {
    expect(placesIn(mfaOfKeys, 'identity-based', deny('*', '*', without(operator, value)))).toEqual(expected);
  });

  it('require-mfa-of-access-keys: another deny makes up for it, an Allow is no deny, a role has no keys', () => {
    const loose = deny('*', '*', without('Bool'));
    expect(placesIn(mfaOfKeys, 'identity-based', loose, deny('*', '*', without('Null', 'true')))).toEqual([]);
    expect(placesIn(mfaOfKeys, 'identity-based', loose, deny('*', '*', without('BoolIfExists')))).toEqual([]);
    expect(
      placesIn(mfaOfKeys, 'identity-based', loose, allow('*', '*', without('Null', 'true'))),
    ).toHaveLength(1);
    expect(placesIn(mfaOfKeys, 'identity-based', allow('*', '*', without('Bool')))).toEqual([]);
    expect(ids(held('user', loose), mfaOfKeys)).toEqual([['missed', 'U']]);
    expect(ids(held('role', loose), mfaOfKeys)).toEqual([]);
  });

  it.each<[string, StatementExample, string[]]>([
    ['everything', deny('*', '*', without('BoolIfExists')), ['0/Action']],
    [
      'all but a part of the way',
      { ...denyAllBut('iam:EnableMFADevice'), ...without('BoolIfExists') },
      ['0/NotAction'],
    ],
    ['where the key is absent', deny('*', '*', without('Null', 'true')), []],
    ['all but the way', { ...denyAllBut(['iam:*MFADevice', 'sts:*']), ...without('BoolIfExists') }, []],
    ['one service', deny('s3:*', '*', without('BoolIfExists')), []],
    ['some resources', deny('*', 'arn:aws:s3:::a', without('BoolIfExists')), []],
    [
      'all resources but some',
      { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:iam::*:mfa/*', ...without('BoolIfExists') },
      [],
    ],
    ['in the console alone', deny('*', '*', without('Bool')), []],
    [
      'under one more condition',
      deny(
        '*',
        '*',
        on({
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
          StringEquals: { 'aws:PrincipalTag/a': 'b' },
        }),
      ),
      [],
    ],
    ['an Allow', allow('*', '*', without('BoolIfExists')), []],
    ['no action', deny([], '*', without('BoolIfExists')), []],
  ])('require-mfa-enrolment: %s', (_, statement, expected) => {
    expect(placesIn(enrolment, 'identity-based', statement)).toEqual(expected);
  });

  it('require-mfa-enrolment: a role sets up no MFA', () => {
    const all = deny('*', '*', without('BoolIfExists'));
    expect(ids(held('user', all), enrolment)).toEqual([['denied', 'U']]);
    expect(ids(held('role', all), enrolment)).toEqual([]);
  });
});

describe('no-network-deny-of-services', () => {
  const ip = { 'aws:SourceIp': '203.0.113.0/24' };
  it.each<[string, StatementExample, string[]]>([
    ['by address', { NotIpAddress: ip }, ['0/Condition/NotIpAddress/aws:SourceIp']],
    [
      'by endpoint',
      { StringNotEqualsIfExists: { 'AWS:sourcevpce': 'vpce-1' } },
      ['0/Condition/StringNotEqualsIfExists/AWS:sourcevpce'],
    ],
    [
      'by either',
      { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' }, NotIpAddress: ip },
      ['0/Condition/StringNotEquals/aws:SourceVpc'],
    ],
    ['services spared', { NotIpAddress: ip, Bool: { 'aws:ViaAWSService': 'false' } }, []],
    ['requests without the key spared', { NotIpAddress: ip, Null: { 'aws:SourceIp': 'false' } }, []],
    ['from an address', { IpAddress: ip }, []],
    ['another key', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, []],
  ])('%s', (_, condition, expected) => {
    expect(placesIn(networkDeny, 'identity-based', deny('*', '*', on(condition)))).toEqual(expected);
  });

  it('an Allow is no deny', () => {
    expect(placesIn(networkDeny, 'identity-based', allow('*', '*', on({ NotIpAddress: ip })))).toEqual([]);
  });
});

describe('no-leftover-quarantine', () => {
  it.each([
    [awsManaged('AWSCompromisedKeyQuarantine'), 1],
    [awsManaged('AWSCompromisedKeyQuarantineV2'), 1],
    [awsManaged('AWSDenyAll'), 0],
    [arn('policy/AWSCompromisedKeyQuarantineV2'), 0],
  ])('%s', (policy, expected) => {
    expect(
      lintAccount({ UserDetailList: [{ Arn: arn('user/U'), ...attached(policy) }] }, quarantine),
    ).toHaveLength(expected);
  });
});

describe('no-incomplete-not-principal', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/R/S';
  it.each<[string[], string[]]>([
    [[arn('user/U')], ['account']],
    [[arn('user/U'), arn('root')], []],
    [[arn('user/U'), '111122223333'], []],
    [[arn('role/path/R'), arn('root')], ['session']],
    [[arn('role/path/R'), arn('root'), session], []],
    [[arn('role/R'), session], ['account']],
    [[arn('root')], []],
  ])('%j', (AWS, expected) => {
    const statement = { ...deny('s3:*', 'arn:aws:s3:::a/*'), NotPrincipal: { AWS } };
    expect(
      lintPolicy(document(statement), 'resource-based', incompleteNotPrincipal).map(
        ({ messageId }) => messageId,
      ),
    ).toEqual(expected);
  });

  it('is about Deny with NotPrincipal, and about AWS principals', () => {
    const other = (statement: StatementExample) =>
      placesIn(incompleteNotPrincipal, 'resource-based', statement);
    expect(other({ ...allow('s3:*'), NotPrincipal: { AWS: arn('user/U') } })).toEqual([]);
    expect(other({ ...deny('s3:*'), Principal: { AWS: arn('user/U') } })).toEqual([]);
    expect(other({ ...deny('s3:*'), NotPrincipal: { Service: 'ec2.amazonaws.com' } })).toEqual([]);
  });

  it('a permissions boundary makes the list useless', () => {
    const statement = {
      ...deny('s3:*', 'arn:aws:s3:::a/*'),
      NotPrincipal: { AWS: [arn('root'), arn('user/U')] },
    };
    const example = {
      UserDetailList: [{ Arn: arn('user/U'), ...boundedBy('B') }],
      Policies: [managed('B', allow('*'))],
      Buckets: [{ Name: 'a', Policy: document(statement) }],
    };
    expect(lintAccount(example, incompleteNotPrincipal).map(({ messageId }) => messageId)).toEqual([
      'boundary',
    ]);
  });
});

describe('no-other-case', () => {
  const found = (statement: StatementExample) =>
    lintAccount(
      {
        UserDetailList: [{ Arn: arn('user/Bob'), UserPolicyList: [embedded('own', statement)] }],
        RoleDetailList: [{ Arn: arn('role/Ops/A') }, { Arn: arn('role/ops/a') }],
      },
      otherCase,
    ).map(({ locations: [{ location }] }) => location.path.slice(5).join('/'));
  const by = (operator: string, value: string) => on({ [operator]: { 'aws:PrincipalArn': value } });

  it.each<[string, StatementExample, string[]]>([
    ['a resource', deny('iam:*', [arn('user/BOB'), arn('user/Bob')]), ['Resource/0']],
    [
      'an exemption',
      deny('iam:*', '*', by('ArnNotEquals', arn('user/bob'))),
      ['Condition/ArnNotEquals/aws:PrincipalArn'],
    ],
    [
      'where the case does not matter',
      deny('iam:*', '*', by('StringNotEqualsIgnoreCase', arn('user/bob'))),
      [],
    ],
    ['either of two that differ by their paths', deny('iam:*', [arn('role/Ops/A'), arn('role/ops/a')]), []],
    ['neither of the two', deny('iam:*', arn('role/OPS/A')), ['Resource']],
    ['nothing like it', deny('iam:*', arn('user/Alice')), []],
    ['an Allow', allow('iam:*', arn('user/bob')), []],
  ])('%s', (_, statement, expected) => {
    expect(found(statement)).toEqual(expected);
  });
});
