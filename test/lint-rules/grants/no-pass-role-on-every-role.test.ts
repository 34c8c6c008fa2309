import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/grants/no-pass-role-on-every-role.js';
import {
  allow,
  allowAllBut,
  arn,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const pass = (resource: string | readonly string[], Condition?: StatementExample) =>
  allow('iam:PassRole', resource, Condition && { Condition });
const found = (statement: StatementExample) =>
  lintPolicy(document(statement), 'identity-based', rule).map(({ messageId }) => messageId);

describe('every role can be passed', () => {
  it.each([
    ['on *', pass('*'), 'everyRole'],
    ['by a pattern', allow(['iam:P*'], '*'), 'everyRole'],
    ['with all of IAM', allow('iam:*'), 'everyRole'],
    ['on all of IAM', pass('arn:aws:iam::*:*'), 'everyRole'],
    ['on every role of the account', pass([arn('role/Web'), arn('role/*')]), 'everyRole'],
    ['in another partition', pass('arn:aws-us-gov:iam::111122223333:role/*'), 'everyRole'],
    ['on an incomplete ARN', pass('arn:aws:iam'), 'incompleteArn'],
    [
      'on all but one',
      { Effect: 'Allow', Action: 'iam:PassRole', NotResource: arn('role/Admin') },
      'everyRoleBut',
    ],
    ['for callers with MFA', pass('*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), 'everyRole'],
    [
      'by tags, which services do not send',
      pass('*', { StringEquals: { 'iam:ResourceTag/team': 'web' } }),
      'everyRole',
    ],
    ['to every service', pass('*', { StringLike: { 'iam:PassedToService': '*' } }), 'everyService'],
    [
      'to all services but one',
      pass('*', { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
      'everyService',
    ],
    [
      'to one service or every one',
      pass('*', { StringLike: { 'iam:PassedToService': ['ec2.amazonaws.com', '*.amazonaws.com'] } }),
      'everyService',
    ],
  ])('%s', (_, statement, messageId) => {
    expect(found(statement)).toEqual([messageId]);
  });
});

describe('roles are limited', () => {
  it.each([
    ['by name', pass(arn('role/web-*'))],
    ['by path', pass(arn('role/web/*'))],
    [
      'to a service',
      pass('*', { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ecs.amazonaws.com'] } }),
    ],
    [
      'to the services of a pattern',
      pass('*', { StringLike: { 'iam:PassedToService': 'ecs*.amazonaws.com' } }),
    ],
    [
      'to a resource',
      pass('*', { ArnLike: { 'iam:AssociatedResourceArn': 'arn:aws:ec2:*:111122223333:instance/*' } }),
    ],
    ['since none can be passed', allow(['iam:GetRole', 'iam:List*'])],
    ['by a deny', deny('iam:PassRole')],
  ])('%s', (_, statement) => {
    expect(found(statement)).toEqual([]);
  });

  it('or reported by another rule', () => {
    expect(found(allow('*'))).toEqual([]);
    expect(found(allowAllBut('s3:*'))).toEqual([]);
  });
});

describe('in an account', () => {
  const passRoles = embedded('pass', pass('*'));
  const role = { Arn: arn('role/Work'), RolePolicyList: [passRoles] };
  const beside = (statement: StatementExample) =>
    lintAccount(
      { RoleDetailList: [{ ...role, RolePolicyList: [passRoles, embedded('d', statement)] }] },
      rule,
    );

  it('a deny of every role silences it, one of some roles does not', () => {
    expect(beside(deny('iam:Pass*'))).toEqual([]);
    expect(beside(deny('iam:PassRole', arn('role/Admin')))).toHaveLength(1);
  });

  it('a permissions boundary that names the roles silences it', () => {
    const Policies = [managed('limit', pass(arn('role/web/*')), allow('s3:*'))];
    expect(lintAccount({ RoleDetailList: [{ ...role, ...boundedBy('limit') }], Policies }, rule)).toEqual([]);
  });
});
