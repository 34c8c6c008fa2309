import { describe, expect, it } from 'vitest';
import noBoundaryWithoutLimit from '../../../lint-rules/boundary/no-boundary-without-limit.js';
import noEditableBoundary from '../../../lint-rules/boundary/no-editable-boundary.js';
import noGrantsOutsideBoundary from '../../../lint-rules/boundary/no-grants-outside-boundary.js';
import noRemovableBoundary from '../../../lint-rules/boundary/no-removable-boundary.js';
import requireBoundaryForNewIdentities from '../../../lint-rules/boundary/require-boundary-for-new-identities.js';
import requireIdentityPolicy from '../../../lint-rules/boundary/require-identity-policy.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

type Statements = readonly StatementExample[];

const role = (name: string, ...statements: Statements) => ({
  Arn: arn(`role/${name}`),
  RolePolicyList: statements.length === 0 ? [] : [embedded('own', ...statements)],
});
const found = (rule: Rule, example: AccountExample) =>
  lintAccount(example, rule).map(({ subject }) => subject.slice(subject.lastIndexOf('/') + 1));

const limit = managed('limit', allow('s3:*'));
const App = { ...role('App', allow('s3:GetObject', 'arn:aws:s3:::app/*')), ...boundedBy('limit') };
const keeping = (...statements: Statements) => ({
  RoleDetailList: [App, role('Keeper', ...statements)],
  Policies: [limit],
});

describe('the permissions boundary of others', () => {
  const replace = (boundary: string) =>
    allow('iam:PutRolePermissionsBoundary', '*', {
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } },
    });

  it.each([
    ['can be deleted', [allow('iam:DeleteRolePermissionsBoundary')], ['Keeper']],
    ['can be replaced by any', [allow('iam:Put*', arn('role/*'))], ['Keeper']],
    ['can be replaced by AdministratorAccess', [replace(awsManaged('AdministratorAccess'))], ['Keeper']],
    ['can be set to what it is', [replace(arn('policy/limit'))], []],
    ['is of another path', [allow('iam:DeleteRolePermissionsBoundary', arn('role/x/*'))], []],
    ['is a user’s', [allow('iam:DeleteUserPermissionsBoundary')], []],
    ['is denied', [allow('iam:*Boundary'), deny('iam:*PermissionsBoundary')], []],
    ['is left to an administrator', [allow('*')], []],
  ])('%s', (_, statements, expected) => {
    expect(found(noRemovableBoundary, keeping(...statements))).toEqual(expected);
  });

  it('can be edited', () => {
    expect(found(noEditableBoundary, keeping(allow('iam:CreatePolicyVersion')))).toEqual(['Keeper']);
    expect(found(noEditableBoundary, keeping(allow('iam:CreatePolicyVersion', arn('policy/app/*'))))).toEqual(
      [],
    );
    const PermissionsBoundary = { PermissionsBoundaryArn: awsManaged('PowerUserAccess') };
    expect(
      found(noEditableBoundary, {
        RoleDetailList: [
          { ...role('App', allow('s3:GetObject')), PermissionsBoundary },
          role('Keeper', allow('iam:CreatePolicyVersion')),
        ],
      }),
    ).toEqual([]);
  });

  it('has to be set on what is made', () => {
    const rule = requireBoundaryForNewIdentities;
    expect(found(rule, keeping(allow(['iam:CreateUser', 'iam:CreateRole'])))).toEqual(['Keeper']);
    expect(found(rule, keeping(allow('iam:CreateRole', arn('role/app/*'))))).toEqual(['Keeper']);
    expect(found(rule, keeping(allow('iam:CreateRole'), allow('iam:AttachRolePolicy')))).toEqual([]);
    expect(found(rule, keeping(allow('iam:GetRole')))).toEqual([]);
    expect(found(rule, keeping(allow('iam:CreateRole'), deny('iam:CreateRole')))).toEqual([]);
    expect(found(rule, { RoleDetailList: [role('Keeper', allow('iam:CreateRole'))] })).toEqual([]);
  });
});

describe('a permissions boundary', () => {
  const bounding = (...statements: Statements) => ({
    RoleDetailList: [App],
    Policies: [managed('limit', ...statements)],
  });

  it.each([
    ['of everything', [allow('*')], ['App']],
    ['of everything but nothing', [{ Effect: 'Allow', NotAction: [], Resource: '*' }], ['App']],
    ['with a deny', [allow('*'), deny('organizations:*')], []],
    ['under a condition', [allow('*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })], []],
    ['of all but some', [allowAllBut('iam:*')], []],
    ['on some resources', [allow('*', 'arn:aws:s3:::*')], []],
  ])('%s', (_, statements, expected) => {
    expect(found(noBoundaryWithoutLimit, bounding(...statements))).toEqual(expected);
  });

  it('grants nothing', () => {
    const bare = { Arn: arn('role/Bare'), ...boundedBy('limit') };
    const denied = { ...role('Denied', deny('s3:*')), ...boundedBy('limit') };
    const unread = { Arn: arn('role/Unread'), ...boundedBy('limit'), ...attached(arn('policy/gone')) };
    const RoleDetailList = [bare, denied, unread, App];
    expect(found(requireIdentityPolicy, { RoleDetailList, Policies: [limit] })).toEqual(['Bare', 'Denied']);
  });

  it.each([
    ['another service', [allow('dynamodb:*')], ['App']],
    ['other resources', [allow('s3:*', 'arn:aws:s3:::other/*')], ['App']],
    ['other actions', [allow('s3:Put*')], ['App']],
    ['some of it', [allow(['s3:Put*', 's3:Get*'])], []],
    ['all but some', [allowAllBut('s3:*')], []],
    ['nothing', [deny('*')], ['App']],
  ])('that allows %s', (_, statements, expected) => {
    expect(found(noGrantsOutsideBoundary, bounding(...statements))).toEqual(expected);
  });

  it('is not judged by what could not be read', () => {
    const other = managed('limit', allow('dynamodb:*'));
    const unread = { ...App, ...attached(arn('policy/gone')) };
    expect(found(noGrantsOutsideBoundary, { RoleDetailList: [unread], Policies: [other] })).toEqual([]);
    const partly = managed('limit', allow('dynamodb:*'), { Effect: 'Perhaps' });
    expect(found(noGrantsOutsideBoundary, { RoleDetailList: [App], Policies: [partly] })).toEqual([]);
    const open = managed('limit', allow('*'), { Effect: 'Perhaps' });
    expect(found(noBoundaryWithoutLimit, { RoleDetailList: [App], Policies: [open] })).toEqual([]);
  });
});
