import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/grants/no-allow-not-action.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  denyAllBut,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const found = (statement: StatementExample) => lintPolicy(document(statement), 'identity-based', rule);

describe('an Allow with NotAction', () => {
  it.each([
    ['on every resource', allowAllBut('iam:*')],
    ['on every resource but some', { Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::a' }],
    [
      'for callers with MFA',
      { ...allowAllBut('iam:*'), Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
    ],
  ])('%s is a finding at its key', (_, statement) => {
    expect(found(statement).map(({ locations: [{ location }] }) => location.path.at(-1))).toEqual([
      'NotAction',
    ]);
  });

  it.each([
    ['within one service', { Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: 'arn:aws:s3:::*' }],
    [
      'on resources with a tag',
      { ...allowAllBut('iam:*'), Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } },
    ],
    ['that excepts nothing, which is an administrator', allowAllBut([])],
  ])('%s is none', (_, statement) => {
    expect(found(statement)).toEqual([]);
  });

  it('is none as a Deny, nor where the element is Action', () => {
    expect(found(denyAllBut('iam:*'))).toEqual([]);
    expect(found(allow('*'))).toEqual([]);
  });
});

describe('in an account', () => {
  const role = { Arn: arn('role/Work'), RolePolicyList: [embedded('most', allowAllBut(['iam:*', 'sts:*']))] };
  const under = (...limit: StatementExample[]) =>
    lintAccount(
      { RoleDetailList: [{ ...role, ...boundedBy('limit') }], Policies: [managed('limit', ...limit)] },
      rule,
    ).map(({ subject }) => subject);

  it('a permissions boundary with a list silences it', () => {
    expect(under(allow(['s3:*', 'ec2:*']))).toEqual([]);
    expect(under(allowAllBut('iam:*'))).toEqual([role.Arn]);
  });

  it('PowerUserAccess is left to the rule about policies of AWS', () => {
    expect(
      lintAccount({ RoleDetailList: [{ Arn: role.Arn, ...attached(awsManaged('PowerUserAccess')) }] }, rule),
    ).toEqual([]);
  });
});
