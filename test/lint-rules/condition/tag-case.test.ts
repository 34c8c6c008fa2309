import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/condition/no-other-case-of-tag.js';
import type { JsonValue } from '../../../src/model/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { allowIf, denyIf } from '../../support/conditions.js';
import {
  arn,
  attached,
  boundedBy,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

type Conditions = Parameters<typeof allowIf>[0];

const Tags = [{ Key: 'Team', Value: 'Red' }];
const red = { 'aws:PrincipalTag/team': 'red' };

const values = (example: AccountExample) =>
  lintAccount(example, rule).map(({ message }) => /^'([^']*)' is not/.exec(message)?.[1]);
const outcome = (example: AccountExample) =>
  lintAccount(example, rule).map(({ message }) => /case, and (.*)\.$/.exec(message)?.[1]);

describe('a value of a tag of the principal', () => {
  const user = (...statements: ReturnType<typeof denyIf>[]): AccountExample => ({
    UserDetailList: [{ Arn: arn('user/U'), Tags, UserPolicyList: [embedded('own', ...statements)] }],
  });

  it.each<[string, Conditions, readonly string[]]>([
    ['in another case', { StringEquals: red }, ['red']],
    ['whatever the case of the key', { StringEquals: { 'AWS:principaltag/TEAM': 'RED' } }, ['RED']],
    ['where the key may be absent', { StringEqualsIfExists: red }, ['red']],
    ['as a pattern', { StringLike: { 'aws:PrincipalTag/Team': 'r*' } }, ['r*']],
    ['as an exception', { StringNotEquals: red }, ['red']],
    ['beside others', { StringEquals: { 'aws:PrincipalTag/Team': ['blue', 'red'] } }, ['red']],
    ['in the case of the tag', { StringEquals: { 'aws:PrincipalTag/team': 'Red' } }, []],
    ['beside the tag', { StringEquals: { 'aws:PrincipalTag/team': ['red', 'Red'] } }, []],
    ['beside a pattern of the tag', { StringLike: { 'aws:PrincipalTag/team': ['red', 'R*'] } }, []],
    ['without regard to case', { StringEqualsIgnoreCase: red }, []],
    ['of another tag', { StringEquals: { 'aws:PrincipalTag/teams': 'red' } }, []],
    ['of the request', { StringEquals: { 'aws:RequestTag/team': 'red' } }, []],
    ['that is another', { StringEquals: { 'aws:PrincipalTag/team': 'reds' } }, []],
    ['that is no pattern to the operator', { StringEquals: { 'aws:PrincipalTag/team': 'r*' } }, []],
    ['from a variable', { StringLike: { 'aws:PrincipalTag/team': 'r*${aws:username}' } }, []],
    ['that is there at all', { Null: { 'aws:PrincipalTag/team': 'true' } }, []],
    ['under an operator for ARNs', { ArnLike: red }, []],
  ])('%s', (_, conditions, found) => {
    expect(values(user(denyIf(conditions)))).toEqual(found);
  });

  it('says what becomes of the statement', () => {
    expect(outcome(user(denyIf({ StringEquals: red })))).toEqual(['the deny misses it']);
    expect(outcome(user(denyIf({ StringNotEquals: red })))).toEqual(['the deny hits it']);
    expect(outcome(user(allowIf({ StringEquals: red })))).toEqual(['the statement is not met']);
    expect(outcome(user(allowIf({ StringNotEquals: red })))).toEqual(['the statement is met all the same']);
  });

  it('is not known of a policy file', () => {
    expect(lintPolicy(document(denyIf({ StringEquals: red })), 'identity-based', rule)).toEqual([]);
  });
});

describe('the principals that count are', () => {
  const statement = denyIf({ StringEquals: red });
  const policy = managed('P', statement);
  const other = { Arn: arn('user/Other') };

  it('those that have the policy, members of a group among them', () => {
    const example = (has: object, group: object): AccountExample => ({
      UserDetailList: [
        { Arn: arn('user/U'), Tags, ...has },
        { ...other, ...attached(arn('policy/P')) },
      ],
      GroupDetailList: [{ Arn: arn('group/G'), ...group }],
      Policies: [policy],
    });
    expect(values(example(attached(arn('policy/P')), {}))).toHaveLength(2);
    expect(values(example({ GroupList: ['G'] }, attached(arn('policy/P'))))).toHaveLength(2);
    expect(values(example({}, {}))).toEqual([]);
  });

  it('those whose permissions boundary it is', () => {
    const example = (Arn: string): AccountExample => ({
      UserDetailList: [{ ...other, ...boundedBy('P') }],
      RoleDetailList: [
        {
          Arn: arn('role/R'),
          Tags,
          ...boundedBy(Arn),
          AssumeRolePolicyDocument: document({
            Effect: 'Allow',
            Principal: { Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
          }),
        },
      ],
      Policies: [policy, managed('Q', allowIf({}))],
    });
    expect(values(example('P'))).toEqual(['red']);
    expect(values(example('Q'))).toEqual([]);
  });

  it('no roles whose sessions may bring another value', () => {
    const example = (Action: JsonValue): AccountExample => ({
      RoleDetailList: [
        {
          Arn: arn('role/R'),
          Tags,
          RolePolicyList: [embedded('own', statement)],
          AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action }),
        },
      ],
    });
    expect(values(example('sts:AssumeRole'))).toEqual(['red']);
    expect(values(example(['sts:AssumeRole', 'sts:TagSession']))).toEqual([]);
  });

  it('those of the accounts that a service control policy governs', () => {
    const example = (target: string, more: object = {}): AccountExample => ({
      UserDetailList: [{ Arn: arn('user/U'), Tags }],
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333', '444455556666'],
        ...more,
        Policies: [{ Name: 'Guard', TargetIds: [target], Content: document(statement) }],
      },
    });
    expect(values(example('111122223333'))).toEqual(['red']);
    expect(values(example('444455556666'))).toEqual([]);
    expect(values(example('111122223333', { EnabledPolicyTypes: [] }))).toEqual([]);
  });

  it.each<[JsonValue, number]>([
    ['*', 1],
    [{ AWS: '111122223333' }, 1],
    [{ AWS: arn('root') }, 1],
    [{ AWS: arn('user/U') }, 1],
    [{ AWS: arn('user/Other') }, 0],
    [{ Service: 'ec2.amazonaws.com' }, 0],
  ])('those whom a bucket policy names: %j', (Principal, count) => {
    const Resource = 'arn:aws:s3:::exampleorg-data/*';
    expect(
      values({
        UserDetailList: [{ Arn: arn('user/U'), Tags }, other],
        Buckets: [{ Name: 'exampleorg-data', Policy: document({ ...statement, Principal, Resource }) }],
      }),
    ).toHaveLength(count);
  });

  it('all but some, as far as NotPrincipal tells', () => {
    const { Resource, ...rest } = statement;
    const policyOf = {
      ...rest,
      NotPrincipal: { AWS: arn('user/Other') },
      Resource: `arn:aws:s3:::b/${Resource}`,
    };
    expect(
      values({
        UserDetailList: [{ Arn: arn('user/U'), Tags }],
        Buckets: [{ Name: 'b', Policy: document(policyOf) }],
      }),
    ).toHaveLength(1);
  });
});

describe('a value of a tag of the resource', () => {
  const found = (
    more: StatementExample,
    condition: Conditions = { StringEquals: { 'aws:ResourceTag/team': 'red' } },
  ) =>
    values({
      UserDetailList: [{ Arn: arn('user/U'), UserPolicyList: [embedded('own', denyIf(condition, more))] }],
      RoleDetailList: [
        { Arn: arn('role/R'), Tags },
        { Arn: 'arn:aws:iam::444455556666:role/R', Tags: [{ Key: 'Team', Value: 'RED' }] },
      ],
    });

  it('is compared with the tags of the users and roles that the statement is about', () => {
    expect(found({ Action: ['iam:PassRole', 'STS:AssumeRole'] })).toEqual(['red']);
    expect(found({ Action: 'iam:*', Resource: arn('role/*') })).toEqual(['red']);
    expect(found({ Action: 'iam:*' }, { StringEquals: { 'iam:ResourceTag/Team': 'red' } })).toEqual(['red']);
  });

  it('is not known of others', () => {
    expect(found({ Action: 'iam:*', Resource: arn('user/*') })).toEqual([]);
    expect(found({ Action: ['iam:*', 'ec2:*'] })).toEqual([]);
    expect(found({ Action: '*' })).toEqual([]);
    expect(found({ Action: 'iam:*' }, { StringEquals: { 'aws:ResourceTag/owner': 'red' } })).toEqual([]);
  });

  it('is that of the role itself in its trust policy, and of every account that the organization governs', () => {
    const trust = (Value: string) => ({
      Tags: [{ Key: 'team', Value }],
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } },
      }),
    });
    expect(values({ RoleDetailList: [{ Arn: arn('role/R'), ...trust('Red') }] })).toEqual(['red']);
    expect(
      values({
        RoleDetailList: [
          { Arn: arn('role/R'), ...trust('red') },
          { Arn: arn('role/S'), Tags },
        ],
      }),
    ).toEqual([]);
    expect(
      values({
        RoleDetailList: [{ Arn: arn('role/R'), Tags }],
        Organization: {
          MasterAccountId: '999900001111',
          Accounts: ['111122223333'],
          Policies: [
            {
              Name: 'Guard',
              TargetIds: ['r-root'],
              Content: document(
                denyIf({ StringEquals: { 'aws:ResourceTag/team': 'red' } }, { Action: 'iam:*' }),
              ),
            },
          ],
        },
      }),
    ).toEqual(['red']);
  });
});
