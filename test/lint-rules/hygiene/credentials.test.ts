import { describe, expect, it } from 'vitest';
import noAdministrator from '../../../lint-rules/hygiene/no-administrator-without-mfa.js';
import noInitialKey from '../../../lint-rules/hygiene/no-initial-access-key.js';
import noOldKey from '../../../lint-rules/hygiene/no-old-access-key.js';
import noSecondKey from '../../../lint-rules/hygiene/no-second-access-key.js';
import noUnusedKey from '../../../lint-rules/hygiene/no-unused-access-key.js';
import noUnusedPassword from '../../../lint-rules/hygiene/no-unused-password.js';
import requireMfa from '../../../lint-rules/hygiene/require-mfa.js';
import { PolicyGraph } from '../../../src/graph/index.js';
import { lint, type Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  denyAllBut,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { inventory, lintAccount } from '../../support/rules.js';

type Row = Readonly<Record<string, string>>;

const account = (row: Row, GeneratedTime = '2026-03-01T06:00:00Z'): AccountExample => ({
  UserDetailList: [{ Arn: arn('user/ann') }],
  Activity: { CredentialReport: [{ user: 'ann', arn: arn('user/ann'), ...row }], GeneratedTime },
});
const messages = (rule: Rule, row: Row, time?: string) =>
  lintAccount(account(row, time), rule).map(({ messageId }) => messageId);

const days = (count: number) =>
  new Date(Date.parse('2026-03-01T06:00:00Z') - count * 86_400_000).toISOString();
const key = (number: 1 | 2, changed: string, used: string): Row => ({
  [`access_key_${number}_active`]: 'true',
  [`access_key_${number}_last_rotated`]: changed,
  [`access_key_${number}_last_used_date`]: used,
});
const password = (changed: string, used: string): Row => ({
  password_enabled: 'true',
  password_last_changed: changed,
  password_last_used: used,
});

describe('an access key is old', () => {
  it.each([
    [91, ['old']],
    [90, []],
    [1, []],
  ])('of %i days: %j', (age, expected) => {
    expect(messages(noOldKey, key(2, days(age), days(1)))).toEqual(expected);
  });

  it('at its date in the report', () => {
    const [finding] = lintAccount(account(key(1, days(91), days(1))), noOldKey);
    expect(finding?.locations[0].location.path).toEqual(['CredentialReport', 0, 'access_key_1_last_rotated']);
  });

  it('by the age that the configuration sets', () => {
    const graph = new PolicyGraph(inventory(account(key(1, days(91), days(1)))));
    const found = (most: number) =>
      lint(graph, [noOldKey], { ruleOptions: { 'hygiene/no-old-access-key': { days: most } } });
    expect(found(180)).toEqual([]);
    expect(found(30)).toHaveLength(1);
  });
});

describe('nothing is said of a key', () => {
  const old = key(1, days(1000), days(1000));
  it.each([
    ['that is inactive', { ...old, access_key_1_active: 'false' }, undefined],
    ['without a date', { access_key_1_active: 'true' }, undefined],
    [
      'whose date is none',
      { ...old, access_key_1_last_rotated: 'N/A', access_key_1_last_used_date: 'N/A' },
      undefined,
    ],
    ['where the time of the report is not known', old, 'unknown'],
  ])('%s', (_, row, time) => {
    expect(messages(noOldKey, row, time)).toEqual([]);
    expect(messages(noUnusedKey, row, time)).toEqual([]);
  });

  it('of a user who is not in the report', () => {
    const example = { ...account({}), Activity: { CredentialReport: [{ ...old }], GeneratedTime: days(0) } };
    for (const rule of [noOldKey, noUnusedKey, noSecondKey, noInitialKey, noUnusedPassword, requireMfa])
      expect(lintAccount(example, rule)).toEqual([]);
  });
});

describe('a key is unused', () => {
  it.each([
    ['since its last use', key(1, days(400), days(46)), ['unused']],
    ['since it was made', key(1, days(46), 'N/A'), ['neverUsed']],
    ['neither', key(1, days(400), days(44)), []],
    ['not yet', key(1, days(44), 'N/A'), []],
    [
      'each by itself',
      { ...key(1, days(99), 'N/A'), ...key(2, days(99), days(99)) },
      ['neverUsed', 'unused'],
    ],
  ])('%s', (_, row, expected) => {
    expect(messages(noUnusedKey, row).sort()).toEqual(expected);
  });
});

describe('a password is unused', () => {
  it.each([
    ['since the last sign-in', password(days(400), days(46)), ['unused']],
    ['since it was set', password(days(46), 'no_information'), ['neverUsed']],
    ['neither', password(days(400), days(44)), []],
    ['nor where there is none', { ...password('N/A', 'N/A'), password_enabled: 'FALSE' }, []],
    ['nor where the report does not say', { password_enabled: 'true' }, []],
  ])('%s', (_, row, expected) => {
    expect(messages(noUnusedPassword, row)).toEqual(expected);
  });
});

describe('a second key', () => {
  it('is found at the user, with the ages of both', () => {
    const [finding] = lintAccount(
      account({ ...key(1, days(99), days(1)), ...key(2, days(9), days(1)) }),
      noSecondKey,
    );
    expect(finding?.locations.map(({ location }) => location.path.at(-1))).toEqual([
      'Arn',
      'access_key_1_last_rotated',
      'access_key_2_last_rotated',
    ]);
  });

  it('counts without its age', () => {
    expect(messages(noSecondKey, { access_key_1_active: 'true', access_key_2_active: 'true' })).toEqual([
      'two',
    ]);
  });

  it('that is inactive is none', () => {
    expect(messages(noSecondKey, { ...key(1, days(9), days(1)), access_key_2_active: 'false' })).toEqual([]);
  });
});

describe('a key of the first day', () => {
  const made = '2026-02-10T09:00:00+00:00';
  const user = { user_creation_time: made, password_enabled: 'true' };
  it.each([
    ['is unused', { ...user, ...key(1, '2026-02-10T09:00:07+00:00', 'N/A') }, ['initial']],
    ['is used', { ...user, ...key(1, made, days(1)) }, []],
    ['was made later', { ...user, ...key(1, '2026-02-12T09:00:07+00:00', 'N/A') }, []],
    ['belongs to a program', { ...user, password_enabled: 'false', ...key(1, made, 'N/A') }, []],
    ['of a user whose age is not known', { password_enabled: 'true', ...key(1, made, 'N/A') }, []],
    ['of which nothing is known', { ...user, access_key_1_active: 'true' }, []],
    [
      'whose age is not known',
      { ...user, access_key_1_active: 'true', access_key_1_last_used_date: 'N/A' },
      [],
    ],
  ])('%s', (_, row, expected) => {
    expect(messages(noInitialKey, row)).toEqual(expected);
  });
});

describe('a password without MFA', () => {
  it.each([
    ['is found', { password_enabled: 'true', mfa_active: 'false' }, ['missing']],
    ['has a device beside it', { password_enabled: 'true', mfa_active: 'TRUE' }, []],
    ['is none', { password_enabled: 'false', mfa_active: 'false' }, []],
    ['is not judged where the report does not speak of MFA', { password_enabled: 'true' }, []],
  ])('%s', (_, row, expected) => {
    expect(messages(requireMfa, row)).toEqual(expected);
  });
});

describe('an administrator without MFA', () => {
  const withoutMfa = { password_enabled: 'true', mfa_active: 'false' };
  const both = (row: Row, own: object, more: AccountExample = {}) => {
    const example = { ...account(row), ...more, UserDetailList: [{ Arn: arn('user/ann'), ...own }] };
    return [noAdministrator, requireMfa].map((rule) =>
      lintAccount(example, rule).map(({ messageId }) => messageId),
    );
  };
  const own = (...statements: readonly StatementExample[]) => ({
    UserPolicyList: [embedded('own', ...statements)],
  });
  const administrator = attached(awsManaged('AdministratorAccess'));

  it('is found instead of a user without MFA', () => {
    expect(both(withoutMfa, administrator)).toEqual([['password'], []]);
    expect(both(withoutMfa, own(allow('*')))).toEqual([['password'], []]);
  });

  it('is found by access keys alone', () => {
    const row = { password_enabled: 'false', mfa_active: 'false', access_key_1_active: 'true' };
    expect(both(row, administrator)).toEqual([['accessKey'], []]);
  });

  it('is no danger without credentials, or with a device', () => {
    expect(both({ password_enabled: 'false', mfa_active: 'false' }, administrator)).toEqual([[], []]);
    expect(both({ password_enabled: 'true', mfa_active: 'true' }, administrator)).toEqual([[], []]);
    expect(both({ password_enabled: 'true' }, administrator)).toEqual([[], []]);
  });

  const ifNoMfa = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
  it.each<[string, object, AccountExample]>([
    [
      'everything is denied without MFA',
      own(allow('*'), { ...denyAllBut('iam:EnableMFADevice'), ...ifNoMfa }),
      {},
    ],
    ['IAM is denied without MFA', own(allow('*'), deny('iam:*', '*', ifNoMfa)), {}],
    [
      'MFA is a condition of the grant',
      own(allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
      {},
    ],
    [
      'a permissions boundary allows less',
      { ...own(allow('*')), ...boundedBy('Less') },
      { Policies: [managed('Less', allow('s3:*'))] },
    ],
    ['the grant is less', own(allow('s3:*')), {}],
  ])('is an ordinary user where %s', (_, user, more) => {
    expect(both(withoutMfa, user, more)).toEqual([[], ['missing']]);
  });

  it('stays one where a deny is about something else', () => {
    const region = { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } };
    expect(both(withoutMfa, own(allow('*'), deny('*', '*', region)))).toEqual([['password'], []]);
    expect(both(withoutMfa, own(allow('*'), deny('s3:*', '*', ifNoMfa)))).toEqual([['password'], []]);
  });
});
