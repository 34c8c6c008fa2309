import { describe, expect, it } from 'vitest';
import noUnscopedCredentials from '../../../lint-rules/grants/no-unscoped-credentials.js';
import noUnscopedDataAccess from '../../../lint-rules/grants/no-unscoped-data-access.js';
import noUnscopedDecryption from '../../../lint-rules/grants/no-unscoped-decryption.js';
import noUnscopedPermissions from '../../../lint-rules/grants/no-unscoped-permissions.js';
import noUnscopedSharing from '../../../lint-rules/grants/no-unscoped-sharing.js';
import type { Rule } from '../../../src/linter/index.js';
import {
  allow,
  arn,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const underlined = (rule: Rule, ...statements: readonly StatementExample[]) =>
  lintPolicy(document(...statements), 'identity-based', rule).map(({ locations: [{ excerpt, location }] }) =>
    excerpt.join('').slice(location.span.start.column, location.span.end.column),
  );
const onTag = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } };
const withMFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

describe.each([
  ['credentials', noUnscopedCredentials, 'iam:CreateAccessKey', 'iam:CreateLogin*', 'arn:aws:iam::*:user/*'],
  ['data', noUnscopedDataAccess, 'secretsmanager:GetSecretValue', 's3:Get*', 'arn:aws:s3:::*/*'],
  ['decryption', noUnscopedDecryption, 'kms:Decrypt', 'kms:ReEnc*', 'arn:aws:kms:*:*:key/*'],
  ['sharing', noUnscopedSharing, 'kms:CreateGrant', 'ec2:Modify*', 'arn:aws:ec2:*::snapshot/*'],
  ['permissions', noUnscopedPermissions, 's3:PutBucketPolicy', 'sns:*Permission', 'arn:aws:sns:*:*:*'],
])('%s', (_, rule, exact, pattern, everyOfType) => {
  it('on every resource, by name and by wildcard', () => {
    expect(underlined(rule, allow(exact))).toEqual(['"*"']);
    expect(underlined(rule, allow([exact.toUpperCase().replace(/^[^:]*/, (s) => s.toLowerCase())]))).toEqual([
      '"*"',
    ]);
    expect(underlined(rule, allow(pattern, ['arn:aws:s3:::builds', '*']))).toEqual(['"*"']);
    expect(underlined(rule, allow(exact, '*', withMFA))).toEqual(['"*"']);
  });

  it('on every resource of a type', () => {
    expect(underlined(rule, allow(pattern, everyOfType))).toEqual([`"${everyOfType}"`]);
  });

  it('not on some resources', () => {
    const [service = ''] = exact.split(':');
    expect(underlined(rule, allow(exact, `arn:aws:${service}:eu-west-1:111122223333:thing/one`))).toEqual([]);
    expect(underlined(rule, allow(exact, `arn:aws:${service}:eu-west-1:111122223333:*/*`))).toEqual([]);
    expect(underlined(rule, allow(exact, '*', onTag))).toEqual([]);
  });

  it('not where something else says it', () => {
    expect(underlined(rule, allow('*'))).toEqual([]);
    expect(underlined(rule, { Effect: 'Allow', NotAction: 'sqs:*', Resource: '*' })).toEqual([]);
    expect(underlined(rule, { Effect: 'Allow', Action: exact, NotResource: arn('user/x') })).toEqual([]);
    expect(underlined(rule, deny(exact))).toEqual([]);
  });

  it('not where a deny or the permissions boundary takes it', () => {
    const role = { Arn: arn('role/R'), RolePolicyList: [embedded('own', allow(exact))] };
    expect(lintAccount({ RoleDetailList: [role] }, rule)).toHaveLength(1);
    const Policies = [managed('limit', allow('logs:*'))];
    expect(lintAccount({ RoleDetailList: [{ ...role, ...boundedBy('limit') }], Policies }, rule)).toEqual([]);
    const RolePolicyList = [...role.RolePolicyList, embedded('no', deny(exact))];
    expect(lintAccount({ RoleDetailList: [{ ...role, RolePolicyList }] }, rule)).toEqual([]);
  });
});

it('whole services are another rule’s, but for decryption, which hides in kms:*', () => {
  expect(underlined(noUnscopedDataAccess, allow('s3:*'))).toEqual([]);
  expect(underlined(noUnscopedDecryption, allow('kms:*'))).toEqual(['"*"']);
});

it('what takes no resource cannot be limited', () => {
  expect(
    underlined(noUnscopedCredentials, allow(['ecr:GetAuthorizationToken', 'sts:GetSessionToken'])),
  ).toEqual([]);
});
