import { describe, expect, it } from 'vitest';
import long from '../../../lint-rules/roles/no-long-privileged-session.js';
import unusable from '../../../lint-rules/roles/no-unusable-session-duration.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount } from '../../support/rules.js';

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const user = { AWS: arn('user/A-san') };
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const account = (principal: object, statement: object = everything, more: object = {}): AccountExample => ({
  RoleDetailList: [
    {
      Arn: arn('role/Admin'),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] as never,
      },
      RolePolicyList: [
        { PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statement as never } },
      ],
      MaxSessionDuration: 7200,
      ...more,
    },
  ],
  Policies: [
    {
      Arn: arn('policy/Boundary'),
      PolicyVersionList: [
        {
          Document: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } },
        },
      ],
    },
  ],
});

describe('no-long-privileged-session', () => {
  it('is about administrators with more than an hour', () => {
    expect(lintAccount(account(user), long)).toMatchObject([
      { messageId: 'long', message: expect.stringContaining('2 hours') as string },
    ]);
    expect(lintAccount(account(user, everything, { MaxSessionDuration: 3600 }), long)).toEqual([]);
    expect(lintAccount(account(user, everything, { MaxSessionDuration: undefined }), long)).toEqual([]);
  });

  it.each([
    ['a boundary', everything, { PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/Boundary') } }],
    ['one service', { ...everything, Action: 's3:*' }, {}],
    ['all but one service', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, {}],
    ['a condition', { ...everything, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, {}],
    ['a trust policy that was not read', everything, { AssumeRolePolicyDocument: undefined }],
  ])('%s silences it', (_, statement, more) => {
    expect(lintAccount(account(user, statement, more), long)).toEqual([]);
  });

  it('a deny of one action does not', () => {
    const denied = [everything, { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }];
    expect(lintAccount(account(user, denied), long)).toHaveLength(1);
  });

  it('users have no sessions of a role, and Identity Center has its own setting', () => {
    expect(lintAccount({ UserDetailList: [{ Arn: arn('user/A-san') }] }, long)).toEqual([]);
    const provider = { Federated: arn('saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE') };
    const Arn = arn('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef');
    expect(lintAccount(account(provider, everything, { Arn }), long)).toEqual([]);
  });
});

describe('no-unusable-session-duration', () => {
  const found = (principal: object, more?: object) =>
    lintAccount(account(principal, everything, more), unusable).length;

  it('is about roles that only roles can assume', () => {
    expect(found({ AWS: arn('role/Pipeline') })).toBe(1);
    expect(found({ AWS: ['arn:aws:sts::111122223333:assumed-role/Pipeline/x', arn('role/ops/Run')] })).toBe(
      1,
    );
  });

  it.each([
    ['a user', user],
    ['the account, which has users', { AWS: arn('root') }],
    ['a service', { Service: 'ec2.amazonaws.com' }],
    ['an identity provider', { Federated: arn('saml-provider/Okta') }],
    ['a role and a user', { AWS: [arn('role/Pipeline'), arn('user/A-san')] }],
  ])('%s can ask for more', (_, principal) => {
    expect(found(principal)).toBe(0);
  });

  it('an hour is what they get', () => {
    expect(found({ AWS: arn('role/Pipeline') }, { MaxSessionDuration: 3600 })).toBe(0);
    expect(found({ AWS: arn('role/Pipeline') }, { AssumeRolePolicyDocument: undefined })).toBe(0);
    expect(found({ AWS: arn('role/Pipeline') }, { AssumeRolePolicyDocument: { Statement: [{}] } })).toBe(0);
  });
});
