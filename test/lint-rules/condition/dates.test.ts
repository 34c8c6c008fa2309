import { describe, expect, it } from 'vitest';
import expired from '../../../lint-rules/condition/no-expired-date.js';
import future from '../../../lint-rules/deny/no-future-revocation.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';
import { arn, document, embedded } from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

type Conditions = Parameters<typeof allowIf>[0];

const Activity = { GeneratedTime: '2026-06-01T08:00:00Z' };
const NOW = 'aws:CurrentTime';
const ISSUED = 'aws:TokenIssueTime';

const found = (rule: Rule, conditions: Conditions, more: AccountExample = { Activity }) =>
  lintAccount(
    {
      RoleDetailList: [{ Arn: arn('role/R'), RolePolicyList: [embedded('own', denyIf(conditions))] }],
      ...more,
    },
    rule,
  ).map(({ messageId }) => messageId);

describe('a date in the past', () => {
  it.each<[Conditions, readonly string[]]>([
    [{ DateLessThan: { [NOW]: '2026-05-30' } }, ['past']],
    [{ datelessthanequals: { 'AWS:currenttime': '2026-05-30T12:00:00+02:00' } }, ['past']],
    [{ DateEquals: { [NOW]: ['2025-01-01', '2025-01-02'] } }, ['past']],
    [{ DateLessThanIfExists: { [NOW]: '2026-05-30' } }, ['past']],
    [{ NumericLessThan: { 'aws:EpochTime': '1700000000' } }, ['past']],
    [{ DateLessThan: { 'aws:EpochTime': '1700000000' } }, ['past']],
    [{ DateLessThan: { [ISSUED]: '2026-05-30T07:59:00Z' } }, ['sessions']],
    [{ DateLessThan: { [ISSUED]: '2026-05-30T08:01:00Z' } }, []],
    [{ DateLessThanIfExists: { [ISSUED]: '2025-01-01' } }, []],
    [{ DateLessThan: { [NOW]: ['2025-01-01', '2027-01-01'] } }, []],
    [{ DateLessThan: { [NOW]: '2026-05-31T20:00:00Z' } }, []],
    [{ DateGreaterThan: { [NOW]: '2025-01-01' } }, []],
    [{ DateNotEquals: { [NOW]: '2025-01-01' } }, []],
    [{ 'ForAllValues:DateLessThan': { [NOW]: '2025-01-01' } }, []],
    [{ DateLessThan: { [NOW]: 'yesterday' } }, []],
    [{ DateLessThan: { [NOW]: [] } }, []],
    [{ StringEquals: { [NOW]: '2025-01-01' } }, []],
    [{ DateLessThan: { 'saml:example': '2025-01-01' } }, []],
  ])('%j', (conditions, expected) => {
    expect(found(expired, conditions)).toEqual(expected);
  });

  it('ends an Allow as well', () => {
    const RolePolicyList = [embedded('own', allowIf({ DateLessThan: { [NOW]: '2025-01-01' } }))];
    const [finding] = lintAccount(
      { Activity, RoleDetailList: [{ Arn: arn('role/R'), RolePolicyList }] },
      expired,
    );
    expect(finding?.message).toContain('the statement allows nothing any more');
  });
});

describe('a revocation of sessions to come', () => {
  it.each<[Conditions, readonly string[]]>([
    [{ DateLessThan: { [ISSUED]: '2026-06-03' } }, ['future']],
    [{ DateLessThanEqualsIfExists: { [ISSUED]: ['2025-01-01', '2062-01-01'] } }, ['future']],
    [{ DateLessThan: { [ISSUED]: '2026-06-02T07:00:00Z' } }, []],
    [{ DateLessThan: { [ISSUED]: 'tomorrow' } }, []],
    [{ DateGreaterThan: { [ISSUED]: '2027-01-01' } }, []],
    [{ DateLessThan: { [NOW]: '2027-01-01' } }, []],
  ])('%j', (conditions, expected) => {
    expect(found(future, conditions)).toEqual(expected);
  });

  it('is no deny in an Allow', () => {
    expect(underlined(future, allowIf({ DateLessThan: { [ISSUED]: '2062-01-01' } }))).toEqual([]);
  });
});

describe('the time is that of the credential report', () => {
  const PAST = { DateLessThan: { [NOW]: '2025-01-01' } };
  const LATER = { DateLessThan: { [ISSUED]: '2062-01-01' } };

  it('without one nothing is said', () => {
    expect(found(expired, PAST, {})).toEqual([]);
    expect(found(future, LATER, { Activity: {} })).toEqual([]);
    expect(underlined(expired, denyIf(PAST))).toEqual([]);
  });

  it('of any account for a policy of the organization', () => {
    const example = (more: AccountExample): AccountExample => ({
      ...more,
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333'],
        Policies: [{ Name: 'Freeze', TargetIds: ['r-root'], Content: document(denyIf(PAST)) }],
      },
    });
    expect(lintAccount(example({ Activity }), expired)).toHaveLength(1);
    expect(lintAccount(example({}), expired)).toEqual([]);
  });
});
