import { describe, expect, it } from 'vitest';
import conditional from '../../../lint-rules/grants/no-conditional-administrator.js';
import rule from '../../../lint-rules/grants/no-full-administrator.js';
import type { JsonValue } from '../../../src/model/index.js';
import {
  allow,
  arn,
  attached,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const everything = embedded('everything', allow('*'));
const subjects = (example: Parameters<typeof lintAccount>[0]) =>
  lintAccount(example, rule).map(({ subject, confidence }) => `${subject} ${confidence}`);

describe('a policy is that of an administrator', () => {
  it.each([
    ['with every action of every service', allow('*:*')],
    ['with other values beside', allow(['s3:GetObject', '*'], ['arn:aws:s3:::a', '*'])],
    ['where NotAction excepts nothing', { Effect: 'Allow', NotAction: [], Resource: '*' }],
  ])('%s', (_, statement) => {
    expect(lintPolicy(document(statement), 'identity-based', rule)).toHaveLength(1);
  });

  it.each([
    ['where it denies', deny('*')],
    [
      'where a condition has to be met',
      allow('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ],
    ['on the resources of one service', allow('*', 'arn:aws:s3:::*')],
    [
      'on all resources but some',
      { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:iam::111122223333:role/Admin' },
    ],
    ['with every action of one service', allow('iam:*')],
    ['where NotAction excepts something', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
  ])('not %s', (_, statement) => {
    expect(lintPolicy(document(statement), 'identity-based', rule)).toEqual([]);
  });

  it('not as a permissions boundary, which grants nothing', () => {
    expect(lintPolicy(document(allow('*')), 'permissions-boundary', rule)).toEqual([]);
  });
});

describe('an administrator', () => {
  const role = { Arn: arn('role/Admin'), RolePolicyList: [everything] };

  it('is whoever has the policy, a group included', () => {
    const Policies = [managed('everything', allow('*')), managed('unattached', allow('*'))];
    expect(
      subjects({
        UserDetailList: [{ Arn: arn('user/A-san'), GroupList: ['Admins'] }],
        GroupDetailList: [{ Arn: arn('group/Admins'), ...attached(arn('policy/everything')) }],
        RoleDetailList: [{ Arn: arn('role/Admin'), ...attached(arn('policy/everything')) }],
        Policies,
      }),
    ).toEqual([`${arn('group/Admins')} high`, `${arn('role/Admin')} high`]);
  });

  it('is none within a permissions boundary that allows less', () => {
    const Policies = [managed('limit', allow('s3:*'))];
    expect(subjects({ RoleDetailList: [{ ...role, ...boundedBy('limit') }], Policies })).toEqual([]);
  });

  it('is one within a permissions boundary that denies some actions', () => {
    const Policies = [managed('limit', allow('*'), deny('iam:DeleteRolePermissionsBoundary'))];
    expect(subjects({ RoleDetailList: [{ ...role, ...boundedBy('limit') }], Policies })).toEqual([
      `${role.Arn} high`,
    ]);
  });

  it('is one with less confidence where the permissions boundary was not read', () => {
    expect(subjects({ RoleDetailList: [{ ...role, ...boundedBy('limit') }] })).toEqual([
      `${role.Arn} medium`,
    ]);
  });

  it('is none whom another policy denies everything', () => {
    const RolePolicyList = [everything, embedded('closed', deny('*'))];
    expect(subjects({ RoleDetailList: [{ ...role, RolePolicyList }] })).toEqual([]);
  });

  it('is reported once where AWS wrote the policy, by the rule about its policies', () => {
    expect(
      subjects({
        RoleDetailList: [{ Arn: role.Arn, ...attached('arn:aws:iam::aws:policy/AdministratorAccess') }],
      }),
    ).toEqual([]);
  });
});

describe('a policy of an administrator with a condition', () => {
  const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const found = (
    Condition: Readonly<Record<string, JsonValue>>,
    Action: string | string[] = '*',
    more: object = {},
  ) =>
    lintPolicy(document({ ...allow(Action), Condition, ...more }), 'identity-based', conditional).map(
      ({ locations: [{ location }] }) => location.span.start.line,
    );

  it.each([
    ['MFA', withMfa],
    ['an address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['a Region and a date', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, ...withMfa }],
    ['tags of the principal', { StringEquals: { 'aws:PrincipalTag/team': 'platform' } }],
  ])('on %s is reported once', (_, Condition) => {
    expect(found(Condition)).toHaveLength(1);
  });

  it.each([
    ['the resource', { StringEquals: { 'aws:ResourceTag/team': 'web' } }],
    ['MFA and the resource', { ...withMfa, StringEquals: { 'aws:ResourceAccount': '111122223333' } }],
    ['what is passed on', { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }],
  ])('on %s is not', (_, Condition) => {
    expect(found(Condition)).toEqual([]);
  });

  it('is left alone where it allows less, denies, or comes without a condition', () => {
    expect(found(withMfa, 's3:*')).toEqual([]);
    expect(found(withMfa, '*', { Resource: 'arn:aws:s3:::*' })).toEqual([]);
    expect(found(withMfa, '*', { Effect: 'Deny' })).toEqual([]);
    expect(lintPolicy(document(allow('*')), 'identity-based', conditional)).toEqual([]);
  });

  it('is not that of an administrator within a permissions boundary', () => {
    const Policies = [managed('limit', allow('s3:*'))];
    const RolePolicyList = [embedded('mfa', allow('*', '*', { Condition: withMfa }))];
    const role = { Arn: arn('role/Admin'), RolePolicyList };
    expect(lintAccount({ RoleDetailList: [role] }, conditional)).toHaveLength(1);
    expect(
      lintAccount({ RoleDetailList: [{ ...role, ...boundedBy('limit') }], Policies }, conditional),
    ).toEqual([]);
  });

  it('is judged where AWS did not write it', () => {
    const role = { Arn: arn('role/Admin'), ...attached('arn:aws:iam::aws:policy/AdministratorAccess') };
    expect(lintAccount({ RoleDetailList: [role] }, conditional)).toEqual([]);
  });
});
