import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/trust/no-external-account-root.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const FOREIGN = 'arn:aws:iam::444455556666:root';
const statement = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: FOREIGN },
  Action: 'sts:AssumeRole',
  ...more,
});
const account = (statements: readonly object[], more: AccountExample = {}): AccountExample => ({
  RoleDetailList: [
    {
      Arn: 'arn:aws:iam::111122223333:role/Audit',
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements as never },
    },
  ],
  ...more,
});
const organization = { MasterAccountId: '999900001111', Accounts: ['111122223333'] };
const messagesFor = (...args: Parameters<typeof account>) =>
  lintAccount(account(...args), rule).map(({ messageId }) => messageId);

it('an account is foreign unless something vouches for it', () => {
  expect(messagesFor([statement()])).toEqual(['foreign']);
  expect(messagesFor([statement()], { Organization: organization })).toEqual(['foreign']);
  expect(messagesFor([statement()], { TrustedAccounts: ['444455556666'] })).toEqual([]);
  expect(messagesFor([statement()], { Accounts: [{ AccountId: '444455556666' }] })).toEqual([]);
  const wider = { ...organization, Accounts: [...organization.Accounts, '444455556666'] };
  expect(messagesFor([statement()], { Organization: wider })).toEqual([]);
});

it('an organization that was not read lowers the confidence', () => {
  expect(lintAccount(account([statement()], { Organization: 'unread' }), rule)).toMatchObject([
    { messageId: 'organizationUnread', confidence: 'low' },
  ]);
});

describe('conditions', () => {
  it.each([
    [
      'single out a role there',
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/Auditor' } },
    ],
    ['ask for an external id', { StringEquals: { 'sts:ExternalId': '12345' } }],
    ['ask for the own organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } }],
    ['ask for a part of it', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-example/r-root/*' } }],
  ])('that %s silence the rule', (_, condition) => {
    expect(messagesFor([statement({ Condition: condition })], { Organization: organization })).toEqual([]);
  });

  it.each([
    ['take any role there', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } }],
    ['take any external id', { StringLike: { 'sts:ExternalId': '*' } }],
    ['take requests without an external id', { StringEqualsIfExists: { 'sts:ExternalId': '12345' } }],
    ['ask for another organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }],
    ['ask for a tag, which that account gives', { StringEquals: { 'aws:PrincipalTag/team': 'blue' } }],
  ])('that %s do not', (_, condition) => {
    expect(messagesFor([statement({ Condition: condition })], { Organization: organization })).toEqual([
      'foreign',
    ]);
  });
});

describe('a Deny', () => {
  const deny = (condition: object) => ({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sts:AssumeRole',
    Condition: condition,
  });

  it('of everybody outside the organization silences the rule', () => {
    const outside = deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } });
    expect(messagesFor([statement(), outside], { Organization: organization })).toEqual([]);
  });

  it('that spares this very account does not', () => {
    const others = deny({
      StringNotEquals: { 'aws:PrincipalOrgID': 'o-example', 'aws:PrincipalAccount': '444455556666' },
    });
    expect(messagesFor([statement(), others], { Organization: organization })).toEqual(['foreign']);
  });
});

it('named roles, the own account and policy files are not its business', () => {
  const role = 'arn:aws:iam::444455556666:role/Auditor';
  expect(messagesFor([statement({ Principal: { AWS: [role, '111122223333'] } })])).toEqual([]);
  expect(lintPolicy({ Statement: [statement()] }, 'role-trust', rule)).toEqual([]);
});
