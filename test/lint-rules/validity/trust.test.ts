import { describe, expect, it } from 'vitest';
import noForeignAction from '../../../lint-rules/validity/no-foreign-action.js';
import noForeignResource from '../../../lint-rules/validity/no-foreign-resource.js';
import noInvalidExternalId from '../../../lint-rules/validity/no-invalid-external-id.js';
import noMismatchedTrustAction from '../../../lint-rules/validity/no-mismatched-trust-action.js';
import requireActionForSessionKey from '../../../lint-rules/validity/require-action-for-session-key.js';
import type { Rule } from '../../../src/linter/index.js';
import type { JsonValue } from '../../../src/model/index.js';
import { allow, document, type StatementExample } from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';
import { told } from '../../support/told.js';

const SAML = 'arn:aws:iam::111122223333:saml-provider/Login';
const OIDC = 'arn:aws:iam::111122223333:oidc-provider/login.example.com';

const trust = (Principal: JsonValue, Action: JsonValue, more: StatementExample = {}) => ({
  Effect: 'Allow',
  Principal,
  Action,
  ...more,
});
const toldOfTrust = (rule: Rule, ...statements: readonly StatementExample[]) =>
  told(rule, statements, 'role-trust');

describe('who assumes a role by which action', () => {
  it.each([
    [{ AWS: '111122223333' }, 'sts:AssumeRole', []],
    [{ AWS: '*' }, 'sts:assumerole', []],
    [{ Federated: SAML }, ['sts:AssumeRoleWithSAML', 'sts:TagSession'], []],
    [{ Federated: OIDC }, 'sts:AssumeRoleWithWebIdentity', []],
    [{ Federated: [SAML, OIDC] }, 'sts:AssumeRole*', []],
    [{ Federated: [SAML, OIDC], Service: 'ec2.amazonaws.com' }, 'sts:*', []],
    [{ Federated: 'unknown' }, 'sts:AssumeRole', []],
    [{ CanonicalUser: 'a1' }, 'sts:AssumeRoleWithSAML', []],
    [{ AWS: '111122223333' }, 'sts:TagSession', []],
    [{ Federated: SAML }, 'sts:AssumeRoleWithWebIdentity', [`principal "${SAML}"`]],
    [{ Federated: SAML }, 'sts:AssumeRole', [`principal "${SAML}"`]],
    [{ Federated: OIDC }, 'sts:AssumeRoleWithSAML', [`principal "${OIDC}"`]],
    [{ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity', ['principal "ec2.amazonaws.com"']],
    [{ Federated: SAML, AWS: '111122223333' }, 'sts:AssumeRoleWithSAML', ['principal "111122223333"']],
    [{ Federated: SAML }, ['sts:AssumeRoleWithSAML', 'sts:AssumeRole'], ['action "sts:AssumeRole"']],
  ])('%j by %j', (principal, action, expected) => {
    expect(toldOfTrust(noMismatchedTrustAction, trust(principal, action))).toEqual(expected);
  });

  it('does not matter to a Deny, nor to the Not- forms', () => {
    expect(
      toldOfTrust(noMismatchedTrustAction, {
        ...trust({ Federated: SAML }, 'sts:AssumeRole'),
        Effect: 'Deny',
      }),
    ).toEqual([]);
    const notAction = { Effect: 'Allow', Principal: { Federated: SAML }, NotAction: 'sts:AssumeRole' };
    const notPrincipal = { Effect: 'Allow', NotPrincipal: { Federated: SAML }, Action: 'sts:AssumeRole' };
    expect(toldOfTrust(noMismatchedTrustAction, notAction, notPrincipal)).toEqual([]);
  });
});

describe('the actions of a role trust policy', () => {
  it.each([
    'sts:AssumeRole',
    'STS:assumerole',
    'sts:*',
    'sts:AssumeRole*',
    'sts:SetContext',
    '*',
    'sts:${aws:username}',
  ])('can be %s', (action) => {
    expect(toldOfTrust(noForeignAction, trust({ AWS: '111122223333' }, action))).toEqual([]);
  });

  it.each(['s3:GetObject', 'sts:GetCallerIdentity', 'iam:*', 'AssumeRole'])('cannot be %s', (action) => {
    expect(toldOfTrust(noForeignAction, trust({ AWS: '111122223333' }, action))).toEqual([
      `trust "${action}"`,
    ]);
  });
});

describe('the policy of a bucket', () => {
  const found = (rule: Rule, action: readonly string[], resource: readonly string[]) =>
    lintAccount(
      {
        Buckets: [
          {
            Name: 'exampleorg-builds',
            Policy: document({ ...allow(action, resource), Principal: { AWS: '111122223333' } }),
          },
        ],
      },
      rule,
    ).length;
  const OWN = 'arn:aws:s3:::exampleorg-builds';

  it('has actions of S3', () => {
    expect(found(noForeignAction, ['s3:GetObject', 'S3:*', '*'], [OWN])).toBe(0);
    expect(found(noForeignAction, ['s3:GetObject', 'kms:Decrypt', 's3-object-lambda:GetObject'], [OWN])).toBe(
      2,
    );
  });

  it('has the bucket and what is in it for its resources', () => {
    expect(
      found(noForeignResource, ['s3:*'], [OWN, `${OWN}/*`, `${OWN}/a/b`, `${OWN}*`, '*', 'arn:aws:s3:::*']),
    ).toBe(0);
    expect(
      found(
        noForeignResource,
        ['s3:*'],
        [`${OWN}-old/*`, 'arn:aws:s3:::other', 'arn:aws:sqs:::exampleorg-builds'],
      ),
    ).toBe(3);
  });

  it('is not guessed from a file', () => {
    const statement = { ...allow('kms:Decrypt', OWN), Principal: '*' };
    expect(told(noForeignAction, statement, 'resource-based')).toEqual([]);
    expect(told(noForeignResource, statement, 'resource-based')).toEqual([]);
  });
});

describe('a condition on what a session is given', () => {
  const asking = (Condition: JsonValue, Action: JsonValue = 'sts:AssumeRole') =>
    trust({ AWS: '111122223333' }, Action, { Condition });

  it.each([
    [{ StringEquals: { 'aws:RequestTag/team': 'web' } }, ['missing "aws:RequestTag/team"']],
    [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } }, ['missing "aws:TagKeys"']],
    [{ StringEquals: { 'aws:requesttag/a': '1', 'aws:RequestTag/b': '2' } }, ['missing "aws:requesttag/a"']],
    [{ StringLike: { 'sts:SourceIdentity': '*' } }, ['missing "sts:SourceIdentity"']],
    [{ StringEqualsIfExists: { 'aws:RequestTag/team': 'web' } }, []],
    [{ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } }, []],
    [{ Null: { 'aws:RequestTag/team': 'true' } }, []],
    [{ StringNotEquals: { 'aws:RequestTag/team': 'web' } }, []],
    [{ StringEquals: { 'aws:PrincipalTag/team': 'web' } }, []],
  ])('%j', (condition, expected) => {
    expect(toldOfTrust(requireActionForSessionKey, asking(condition))).toEqual(expected);
  });

  const tagged = { StringEquals: { 'aws:RequestTag/team': 'web' } };

  it('is met where the policy allows to send it, be it in another statement', () => {
    expect(
      toldOfTrust(requireActionForSessionKey, asking(tagged, ['sts:AssumeRole', 'sts:TagSession'])),
    ).toEqual([]);
    const tagging = trust({ AWS: '111122223333' }, 'sts:TagSession');
    expect(toldOfTrust(requireActionForSessionKey, asking(tagged), tagging)).toEqual([]);
    expect(
      toldOfTrust(requireActionForSessionKey, asking(tagged), { ...tagging, Effect: 'Deny' }),
    ).toHaveLength(1);
  });

  it('does not matter to a Deny', () => {
    expect(toldOfTrust(requireActionForSessionKey, { ...asking(tagged), Effect: 'Deny' })).toEqual([]);
  });
});

describe('an external id', () => {
  it.each([
    ['StringEquals', 'customer-17', 0],
    ['StringEquals', 'A=b+c,d.e@f:g/h-i_j', 0],
    ['StringEquals', 'x', 1],
    ['StringEquals', '', 1],
    ['StringEquals', 'x'.repeat(1225), 1],
    ['StringEquals', 'customer 17', 1],
    ['StringEquals', 'customer-*', 1],
    ['StringLike', 'customer-*', 0],
    ['StringLike', '*', 0],
    ['StringLike', 'customer *', 1],
    ['StringLike', 'x', 1],
    ['StringEquals', '${aws:PrincipalTag/id here}', 0],
    ['Null', 'false', 0],
  ])('%s %s', (operator, id, count) => {
    const Condition = { [operator]: { 'sts:externalid': id } };
    expect(
      toldOfTrust(noInvalidExternalId, trust({ AWS: '1' }, 'sts:AssumeRole', { Condition })),
    ).toHaveLength(count);
  });

  it('is not what other keys hold', () => {
    const Condition = { StringEquals: { 'sts:RoleSessionName': 'two words' } };
    expect(toldOfTrust(noInvalidExternalId, trust({ AWS: '1' }, 'sts:AssumeRole', { Condition }))).toEqual(
      [],
    );
  });
});
