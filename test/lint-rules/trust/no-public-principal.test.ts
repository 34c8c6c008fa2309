import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/trust/no-public-principal.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const ROLE = 'arn:aws:iam::111122223333:role/App';
const allow = (condition?: object) => ({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'sts:AssumeRole',
  ...(condition && { Condition: condition }),
});
const trust = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const messagesFor = (...statements: object[]) =>
  lintPolicy(trust(...statements), 'role-trust', rule).map(({ messageId }) => messageId);

describe('a condition on who calls', () => {
  it.each([
    ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['a key in other letters', { StringEquals: { 'AWS:principalorgid': 'o-a1b2c3d4e5' } }],
    [
      'a part of an organization',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } },
    ],
    ['accounts', { StringEquals: { 'aws:PrincipalAccount': ['111122223333', '444455556666'] } }],
    [
      'an account, by a key that is always there',
      { StringEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' } },
    ],
    ['roles of one account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
    ['a wildcard that is none under the operator', { StringEquals: { 'aws:PrincipalOrgID': 'o-*' } }],
    [
      'a set operator, with the key asked for',
      {
        'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        Null: { 'aws:PrincipalOrgID': 'false' },
      },
    ],
    ['addresses', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ])('keeps strangers out by %s', (_, condition) => {
    expect(messagesFor(allow(condition))).toEqual([]);
  });

  it.each([
    ['…IfExists, without the key', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    [
      'ForAllValues, without the key',
      { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    ],
    ['a negated operator', { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } }],
    ['every organization', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['a role of this name in any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Deploy' } }],
    ['one fixed value among others', { StringLike: { 'aws:PrincipalAccount': ['111122223333', '*'] } }],
    ['a policy variable', { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalTag/home}' } }],
    ['a tag that strangers give themselves', { StringEquals: { 'aws:PrincipalTag/team': 'blue' } }],
    ['the whole internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ])('does not by %s', (_, condition) => {
    expect(messagesFor(allow(condition))).toEqual(['condition']);
  });

  it('and an external id is enough, an external id alone is not', () => {
    const externalId = { 'sts:ExternalId': 'example' };
    expect(messagesFor(allow({ StringEquals: externalId }))).toEqual(['externalId']);
    expect(
      messagesFor(allow({ StringEquals: { ...externalId, 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })),
    ).toEqual([]);
  });
});

describe('a Deny of everybody else', () => {
  const deny = (condition: object, changes: object = {}) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:*',
    Condition: condition,
    ...changes,
  });

  it.each([
    ['outside the organization', deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })],
    [
      'but services',
      deny({
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ],
    ['but named ones', { Effect: 'Deny', NotPrincipal: { AWS: ROLE }, Action: '*' }],
    ['at all', { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }],
  ])('%s silences the rule', (_, denied) => {
    expect(messagesFor(allow(), denied)).toEqual([]);
  });

  it.each([
    [
      'whose ForAnyValue is not met without the key',
      deny({
        'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      }),
    ],
    [
      'who also lack MFA',
      deny({
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
      }),
    ],
    [
      'of another action',
      deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, { Action: 'sts:TagSession' }),
    ],
    [
      'of another principal',
      deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, { Principal: { AWS: ROLE } }),
    ],
  ])('%s does not', (_, denied) => {
    expect(messagesFor(allow(), denied)).toEqual(['open']);
  });
});

describe('a resource control policy', () => {
  const accountWith = (condition: object, master = '999900001111') => ({
    RoleDetailList: [{ Arn: ROLE, AssumeRolePolicyDocument: { Statement: [allow() as never] } }],
    Organization: {
      MasterAccountId: master,
      Accounts: master === '111122223333' ? [] : ['111122223333'],
      Policies: [
        {
          Name: 'Perimeter',
          Type: 'RESOURCE_CONTROL_POLICY',
          TargetIds: ['r-root'],
          Content: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Deny',
                Principal: '*',
                Action: 'sts:AssumeRole',
                Resource: '*',
                Condition: condition as never,
              },
            ],
          },
        },
      ],
    },
  });
  const perimeter = {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  };

  it('keeps strangers out of the roles of member accounts', () => {
    expect(lintAccount(accountWith(perimeter), rule)).toEqual([]);
  });

  it('does not bind the management account', () => {
    expect(lintAccount(accountWith(perimeter, '111122223333'), rule)).toHaveLength(1);
  });
});

it('leaves alone what lets in nobody: a Deny, another action, named principals', () => {
  expect(messagesFor({ ...allow(), Effect: 'Deny' })).toEqual([]);
  expect(messagesFor({ ...allow(), Action: 'sts:TagSession' })).toEqual([]);
  expect(messagesFor({ ...allow(), Principal: { AWS: ROLE } })).toEqual([]);
});

it('sees NotPrincipal in an Allow, and NotAction', () => {
  const { Effect, Action } = allow();
  expect(messagesFor({ Effect, Action, NotPrincipal: { AWS: ROLE } })).toEqual(['notPrincipal']);
  expect(messagesFor({ Effect, Principal: '*', NotAction: 'sts:TagSession' })).toEqual(['open']);
});
