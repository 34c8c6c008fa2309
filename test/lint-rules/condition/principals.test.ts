import { describe, expect, it } from 'vitest';
import impossible from '../../../lint-rules/condition/no-impossible-principal-arn.js';
import mfa from '../../../lint-rules/condition/no-mfa-of-federated-role.js';
import root from '../../../lint-rules/condition/no-root-principal-arn.js';
import tag from '../../../lint-rules/condition/no-tag-that-principal-lacks.js';
import userName from '../../../lint-rules/condition/no-user-name-of-role.js';
import type { JsonValue } from '../../../src/model/index.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  deny,
  document,
  embedded,
  managed,
} from '../../support/identities.js';
import type { StatementExample } from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

describe('the root in aws:PrincipalArn', () => {
  const ROOT = arn('root');
  const on = (operator: string, ...values: readonly string[]) => ({
    [operator]: { 'aws:PrincipalArn': values },
  });

  it.each<[string, StatementExample, readonly string[]]>([
    ['allowed', allowIf(on('ArnEquals', ROOT)), [`allow ${ROOT}`]],
    ['excepted from a deny', denyIf(on('StringNotEquals', ROOT)), [`deny ${ROOT}`]],
    ['denied', denyIf(on('ArnLike', ROOT)), []],
    ['of any account', denyIf(on('ArnNotLike', 'arn:aws:iam::*:root')), []],
    ['as a role', allowIf(on('ArnLike', arn('role/root'))), []],
    ['under another key', allowIf({ ArnLike: { 'aws:SourceArn': ROOT } }), []],
  ])('%s', (_, statement, found) => {
    expect(underlined(root, statement)).toEqual(found);
  });

  it('may be meant beside others', () => {
    const statement = denyIf(on('ArnNotEquals', ROOT, arn('role/Admin')));
    expect(lintPolicy(document(statement), 'identity-based', root)).toMatchObject([{ confidence: 'low' }]);
  });
});

describe('what aws:PrincipalArn never is', () => {
  it.each([
    ['arn:aws:sts::111122223333:assumed-role/R/s', 'session'],
    ['arn:aws:sts::*:assumed-role', 'session'],
    [arn('group/g'), 'form'],
    [arn('instance-profile/p'), 'form'],
    [arn('policy/*'), 'form'],
    ['arn:aws:s3:::b', 'form'],
    ['lambda.amazonaws.com', 'form'],
    ['111122223333', 'form'],
    ['arn:aws:iam::111122223333', 'form'],
    ['arn:aws:sts::111122223333:session/x', 'form'],
  ])('%s', (value, found) => {
    expect(underlined(impossible, denyIf({ ArnNotLike: { 'aws:PrincipalArn': value } }))).toEqual([
      `${found} ${value}`,
    ]);
  });

  it.each([
    arn('role/r'),
    arn('user/teams/*'),
    arn('root'),
    arn('*'),
    'arn:aws:sts::111122223333:federated-user/Bob',
    'arn:aws:*::111122223333:role/r',
    'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*',
    '*',
    'arn:aws:iam::${aws:PrincipalAccount}:role/r',
  ])('but not %s', (value) => {
    expect(underlined(impossible, denyIf({ StringNotLike: { 'aws:PrincipalArn': value } }))).toEqual([]);
  });

  it('is not looked for under other keys and operators', () => {
    const conditions = { ArnLike: { 'aws:SourceArn': arn('group/g') }, Null: { 'aws:PrincipalArn': 'true' } };
    expect(underlined(impossible, denyIf(conditions))).toEqual([]);
  });

  it.each([
    ['role/Deploy', ['path']],
    ['role/red/Deploy', []],
    ['role/blue/Deploy', []],
    ['role/Other', []],
    ['user/Deploy', []],
  ])('without its path: %s', (value, found) => {
    const statement = denyIf({ ArnNotLike: { 'aws:PrincipalArn': arn(value) } });
    const example = {
      RoleDetailList: [{ Arn: arn('role/red/Deploy'), RolePolicyList: [embedded('P', statement)] }],
    };
    expect(lintAccount(example, impossible).map(({ messageId }) => messageId)).toEqual(found);
  });
});

const trusting = (
  Principal: JsonValue,
  Action: string | readonly string[] = 'sts:AssumeRole',
  Effect = 'Allow',
) => ({
  Effect,
  Principal,
  Action,
});
const SAML = { Federated: arn('saml-provider/Office') };
const SERVICE = { Service: 'ec2.amazonaws.com' };

const role = (
  trust: readonly StatementExample[] | undefined,
  ...statements: readonly StatementExample[]
) => ({
  Arn: arn('role/R'),
  ...(trust && { AssumeRolePolicyDocument: document(...trust) }),
  RolePolicyList: [embedded('P', ...statements)],
});

describe('MFA', () => {
  const WITH_MFA = allowIf({ Bool: { 'aws:MultiFactorAuthPresent': 'true', 'aws:SecureTransport': 'true' } });
  const count = (trust: readonly StatementExample[] | undefined, statement: StatementExample = WITH_MFA) =>
    lintAccount({ RoleDetailList: [role(trust, statement)] }, mfa).length;

  it('is never shown by sessions of services and identity providers', () => {
    expect(count([trusting(SAML, 'sts:AssumeRoleWithSAML')])).toBe(1);
    expect(count([trusting(SERVICE), trusting({ Federated: 'accounts.google.com' })])).toBe(1);
    expect(count([trusting(SERVICE)], denyIf({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': 1 } }))).toBe(
      1,
    );
  });

  it('may be where a user or role can assume the role', () => {
    expect(count([trusting({ ...SAML, AWS: '111122223333' })])).toBe(0);
    expect(count([trusting(SERVICE), trusting({ AWS: arn('user/u') })])).toBe(0);
  });

  it('is not judged where the trust is not known', () => {
    expect(count(undefined)).toBe(0);
    expect(count([trusting(SERVICE, 'sts:AssumeRole', 'deny')])).toBe(0);
    expect(count([trusting(SERVICE, 'sts:AssumeRole', 'Deny')])).toBe(0);
  });

  it('of a user is another matter', () => {
    const example = { UserDetailList: [{ Arn: arn('user/u'), UserPolicyList: [embedded('P', WITH_MFA)] }] };
    expect(lintAccount(example, mfa)).toEqual([]);
  });
});

describe('a tag that a principal does not have', () => {
  const BY_TAG = allowIf({ StringEquals: { 'aws:PrincipalTag/Team': 'red' } });
  const ofRole = (trust: readonly StatementExample[] | undefined, tags: readonly string[] = []) =>
    lintAccount(
      { RoleDetailList: [{ ...role(trust, BY_TAG), Tags: tags.map((Key) => ({ Key, Value: 'x' })) }] },
      tag,
    ).length;
  const ofUser = (statement: StatementExample, more: object = {}) =>
    lintAccount(
      { UserDetailList: [{ Arn: arn('user/u'), UserPolicyList: [embedded('P', statement)], ...more }] },
      tag,
    );

  it('nor can bring', () => {
    expect(ofRole([trusting(SERVICE)])).toBe(1);
    expect(ofRole([trusting(SERVICE), trusting(SERVICE, 'sts:TagSession', 'Deny')])).toBe(1);
    expect(ofUser(BY_TAG).map(({ subject }) => subject)).toEqual([arn('user/u')]);
  });

  it('but may bring', () => {
    expect(ofRole([trusting(SAML, ['sts:AssumeRoleWithSAML', 'sts:TagSession'])])).toBe(0);
    expect(ofRole([trusting(SAML, 'sts:*')])).toBe(0);
    expect(ofRole(undefined)).toBe(0);
    expect(ofRole([trusting(SERVICE, 'sts:AssumeRole', 'allow')])).toBe(0);
  });

  it('but has, in any case', () => {
    expect(ofRole([trusting(SERVICE)], ['a', 'team'])).toBe(0);
  });

  it('is not asked for in a Deny, nor by an operator that holds without it', () => {
    expect(ofUser(denyIf({ StringEquals: { 'aws:PrincipalTag/team': 'red' } }))).toEqual([]);
    expect(
      ofUser(allowIf({ StringNotEquals: { 'aws:PrincipalTag/team': 'red', 'aws:ResourceTag/a': 'b' } })),
    ).toEqual([]);
    expect(ofUser(allowIf({ StringEquals: { 'aws:ResourceTag/team': 'red' } }))).toEqual([]);
  });

  it('is not judged where a policy could not be read', () => {
    expect(ofUser(BY_TAG, attached(arn('policy/Unread')))).toEqual([]);
  });
});

describe('the user name of a role', () => {
  const HOME = 'arn:aws:s3:::home/${aws:username}/*';
  const count = (statement: StatementExample) =>
    lintAccount({ RoleDetailList: [role([trusting(SERVICE)], statement)] }, userName).length;

  it.each<[string, StatementExample, number]>([
    ['in a resource', allow('s3:*', [HOME, 'arn:aws:s3:::home/x', HOME]), 2],
    ['with a default', allow('s3:*', "arn:aws:s3:::home/${aws:username, 'x'}"), 0],
    ['of another key', allow('s3:*', 'arn:aws:s3:::home/${aws:userid}'), 0],
    ['in a Deny', deny('s3:*', HOME), 0],
    ['in a NotResource', { Effect: 'Allow', Action: 's3:*', NotResource: HOME }, 0],
  ])('%s', (_, statement, found) => {
    expect(count(statement)).toBe(found);
  });

  it('is there for users, and no matter in a policy of AWS', () => {
    const user = {
      UserDetailList: [{ Arn: arn('user/u'), UserPolicyList: [embedded('P', allow('s3:*', HOME))] }],
    };
    const Policies = [{ ...managed('P', allow('s3:*', HOME)), Arn: awsManaged('P') }];
    expect(lintAccount(user, userName)).toEqual([]);
    expect(
      lintAccount(
        { RoleDetailList: [{ Arn: arn('role/R'), ...attached(awsManaged('P')) }], Policies },
        userName,
      ),
    ).toEqual([]);
  });
});
