import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/deny/require-mfa-with-age.js';
import type { PolicyType } from '../../../src/model/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { underlined } from '../../support/conditions.js';
import {
  allow,
  arn,
  attached,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

const on = (Condition: StatementExample): StatementExample => ({ Condition });
const AGE = { 'aws:MultiFactorAuthAge': '3600' };
const WITHOUT = { 'aws:MultiFactorAuthPresent': 'false' };
const OLD = deny('ec2:*', '*', on({ NumericGreaterThan: AGE }));

describe('a deny of old MFA', () => {
  it.each<[string, StatementExample, readonly string[]]>([
    ['alone', OLD, ['missed NumericGreaterThan']],
    [
      'of a certain age',
      deny('*', '*', on({ numericgreaterthanequals: { 'AWS:multifactorauthage': '3600' } })),
      ['missed numericgreaterthanequals'],
    ],
    ['or of none', deny('*', '*', on({ NumericGreaterThanIfExists: AGE })), []],
    [
      'or of none, under two operators',
      deny('*', '*', on({ NumericGreaterThan: AGE, Null: { ...AGE, 'aws:MultiFactorAuthAge': 'true' } })),
      [],
    ],
    ['with a word on MFA itself', deny('*', '*', on({ NumericGreaterThan: AGE, Bool: WITHOUT })), []],
    ['that is young', deny('*', '*', on({ NumericLessThan: AGE })), []],
    ['under another key', deny('*', '*', on({ NumericGreaterThan: { 's3:max-keys': '9' } })), []],
    ['in an Allow', allow('*', '*', on({ NumericGreaterThan: AGE })), []],
  ])('%s', (_, statement, found) => {
    expect(underlined(rule, statement)).toEqual(found);
  });

  it.each<[string, StatementExample, number, PolicyType]>([
    ['an Allow', allow('ec2:*'), 1, 'identity-based'],
    [
      'an Allow with MFA',
      allow('ec2:*', '*', on({ BoolIfExists: { 'aws:MultiFactorAuthPresent': true } })),
      0,
      'identity-based',
    ],
    ['an Allow with young MFA', allow('*', '*', on({ NumericLessThan: AGE })), 0, 'identity-based'],
    ['an Allow of something else', allow('s3:*'), 1, 'identity-based'],
    ['an Allow that grants nothing', allow('*', '*', on({ NumericLessThan: AGE })), 1, 'service-control'],
    ['a deny without MFA', deny('*', '*', on({ BoolIfExists: WITHOUT })), 0, 'identity-based'],
    [
      'a deny without an age',
      deny('ec2:*', '*', on({ Null: { 'aws:MultiFactorAuthAge': true } })),
      0,
      'identity-based',
    ],
    [
      'a deny without MFA of something else',
      deny('s3:*', '*', on({ BoolIfExists: WITHOUT })),
      1,
      'identity-based',
    ],
    [
      'a deny of something else',
      deny('ec2:*', '*', on({ Bool: { 'aws:SecureTransport': false } })),
      1,
      'permissions-boundary',
    ],
  ])('beside %s', (_, other, count, type) => {
    expect(underlined(rule, [OLD, other], type)).toHaveLength(count);
  });
});

describe('in an account', () => {
  const strict = deny('*', '*', on({ BoolIfExists: WITHOUT }));
  const found = (example: AccountExample) => lintAccount(example, rule).map(({ subject }) => subject);
  const user = (more: object) => ({ Arn: arn('user/U'), ...more });
  const own = { UserPolicyList: [embedded('own', OLD)] };

  it('the other policies of each user count', () => {
    expect(found({ UserDetailList: [user(own)] })).toEqual([arn('user/U')]);
    const Policies = [managed('Strict', strict), managed('Limit', allow('*'), strict)];
    expect(
      found({ UserDetailList: [user({ ...own, ...attached(arn('policy/Strict')) })], Policies }),
    ).toEqual([]);
    expect(found({ UserDetailList: [user({ ...own, ...boundedBy('Limit') })], Policies })).toEqual([]);
    const organization = (...statements: StatementExample[]): AccountExample => ({
      UserDetailList: [user(own)],
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333'],
        Policies: [{ Name: 'Guard', TargetIds: ['r-root'], Content: document(...statements) }],
      },
    });
    expect(found(organization(strict))).toEqual([]);
    expect(found(organization(deny('s3:*')))).toEqual([arn('user/U')]);
  });

  it('one member of a group without another policy is enough, and roles have no access keys', () => {
    const GroupDetailList = [{ Arn: arn('group/G'), GroupPolicyList: [embedded('own', OLD)] }];
    const member = (name: string, ...denies: StatementExample[]) => ({
      Arn: arn(`user/${name}`),
      GroupList: ['G'],
      UserPolicyList: [embedded('more', ...denies)],
    });
    expect(
      found({ GroupDetailList, UserDetailList: [member('A', strict), member('B', allow('s3:*'))] }),
    ).toEqual([arn('group/G')]);
    expect(found({ GroupDetailList, UserDetailList: [member('A', strict)] })).toEqual([]);
    expect(
      found({ RoleDetailList: [{ Arn: arn('role/R'), RolePolicyList: [embedded('own', OLD)] }] }),
    ).toEqual([]);
  });
});
