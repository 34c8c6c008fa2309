import { describe, expect, it } from 'vitest';
import lacking from '../../../lint-rules/condition/no-action-without-condition-key.js';
import allowByTag from '../../../lint-rules/condition/no-allow-by-unsupported-tag.js';
import denyByTag from '../../../lint-rules/condition/no-deny-by-unsupported-tag.js';
import withoutMfa from '../../../lint-rules/condition/no-allow-without-mfa.js';
import needless from '../../../lint-rules/condition/no-if-exists-on-present-key.js';
import bypassed from '../../../lint-rules/condition/no-if-exists-on-security-key.js';
import neverSent from '../../../lint-rules/condition/no-key-never-sent.js';
import oneType from '../../../lint-rules/condition/no-key-of-one-resource-type.js';
import negated from '../../../lint-rules/condition/no-negated-operator-in-allow.js';
import nullCheck from '../../../lint-rules/condition/require-null-check.js';
import withDefault from '../../../lint-rules/condition/require-variable-default.js';
import type { JsonValue, PolicyType } from '../../../src/model/index.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';
import { allow, allowAllBut, deny, document } from '../../support/identities.js';
import { lintPolicy } from '../../support/rules.js';

type Conditions = Parameters<typeof allowIf>[0];

const ORG = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };
const MFA = { 'aws:MultiFactorAuthPresent': 'true' };

describe('a key that the callers never send', () => {
  const found = (
    Principal: JsonValue | undefined,
    key: string,
    type: PolicyType,
    operator = 'StringEquals',
  ) =>
    underlined(
      neverSent,
      allowIf(
        { [operator]: { [key]: 'x' } },
        {
          ...(Principal !== undefined && { Principal }),
          ...(type === 'role-trust' && { Action: 'sts:AssumeRole' }),
        },
      ),
      type,
    );
  const service = { Service: 'sqs.amazonaws.com' };
  const role = { AWS: 'arn:aws:iam::111122223333:role/r' };

  it.each<[string, JsonValue | undefined, PolicyType]>([
    ['aws:SourceArn', undefined, 'identity-based'],
    ['AWS:SourceAccount', undefined, 'service-control'],
    ['aws:PrincipalServiceName', undefined, 'permissions-boundary'],
    ['aws:SourceOrgID', undefined, 'session'],
    ['aws:PrincipalOrgID', service, 'resource-based'],
    ['aws:PrincipalTag/team', service, 'resource-based'],
    ['aws:SourceArn', role, 'resource-based'],
    ['aws:username', role, 'resource-based'],
    ['aws:SourceArn', { AWS: ['111122223333', 'arn:aws:iam::444455556666:root'] }, 'resource-based'],
    ['aws:SourceArn', { CanonicalUser: 'abc' }, 'resource-based'],
    ['aws:SourceArn', { AWS: 'arn:aws:sts::111122223333:federated-user/Bob' }, 'resource-based'],
  ])('%s from %j', (key, principal, type) => {
    expect(found(principal, key, type)).toEqual([`never ${key}`]);
  });

  const trust = (Principal: JsonValue, key: string) =>
    underlined(
      neverSent,
      { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition: { StringEquals: { [key]: 'x' } } },
      'role-trust',
    );

  it.each<[string, JsonValue, number]>([
    ['sts:ExternalId', service, 1],
    ['sts:ExternalId', { Federated: 'arn:aws:iam::111122223333:saml-provider/p' }, 1],
    ['sts:ExternalId', { Federated: 'cognito-identity.amazonaws.com' }, 1],
    ['sts:ExternalId', { AWS: '111122223333' }, 0],
    ['sts:ExternalId', { AWS: '*' }, 0],
    ['aws:SourceArn', role, 1],
    ['aws:SourceArn', { ...role, ...service }, 0],
    ['aws:SourceArn', { AWS: 'AROAEXAMPLEID' }, 0],
    ['aws:MultiFactorAuthPresent', { Federated: 'arn:aws:iam::111122223333:saml-provider/p' }, 1],
  ])('in a trust policy: %s from %j', (key, principal, count) => {
    expect(trust(principal, key)).toHaveLength(count);
  });

  it('is not looked for under NotPrincipal, for everybody, or under Null', () => {
    const statement = { ...denyIf({ StringEquals: { 'aws:SourceArn': 'x' } }), NotPrincipal: role };
    expect(underlined(neverSent, statement, 'resource-based')).toEqual([]);
    expect(found('*', 'aws:SourceArn', 'resource-based')).toEqual([]);
    expect(found(undefined, 'aws:SourceArn', 'identity-based', 'Null')).toEqual([]);
  });
});

describe('IfExists', () => {
  it.each<[string, Conditions, readonly string[]]>([
    ['on MFA', { BoolIfExists: MFA }, ['bypassed BoolIfExists']],
    ['on the organization', { StringEqualsIfExists: ORG }, ['bypassed StringEqualsIfExists']],
    [
      'on two addresses',
      { IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24', 'aws:VpcSourceIp': '10.0.0.0/8' } },
      [],
    ],
    [
      'on a network and MFA',
      { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' }, BoolIfExists: MFA },
      ['bypassed StringEqualsIfExists', 'bypassed BoolIfExists'],
    ],
    ['beside a strict control', { BoolIfExists: MFA, StringEquals: ORG }, []],
    [
      'beside a Null that asks for the key',
      { BoolIfExists: MFA, Null: { 'aws:MultiFactorAuthPresent': false } },
      [],
    ],
    ['on a key that is no control', { StringEqualsIfExists: { 'ec2:InstanceType': 't3.micro' } }, []],
    ['not there', { Bool: MFA }, []],
  ])('in an Allow: %s', (_, conditions, found) => {
    expect(underlined(bypassed, allowIf(conditions))).toEqual(found);
    expect(underlined(bypassed, denyIf(conditions))).toEqual([]);
  });

  it.each<[Conditions, readonly string[]]>([
    [{ BoolIfExists: MFA }, []],
    [{ StringEqualsIfExists: ORG }, ['bypassed StringEqualsIfExists']],
    [{ StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } }, []],
  ])('in a role trust policy: %j', (Condition, found) => {
    const Principal = { AWS: '111122223333' };
    const trust = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition };
    expect(underlined(bypassed, trust, 'role-trust')).toEqual(found);
  });

  it.each([
    ['aws:SecureTransport', 1],
    ['AWS:CurrentTime', 1],
    ['aws:PrincipalIsAWSService', 0],
    ['aws:SourceIp', 0],
  ])('on %s', (key, count) => {
    expect(
      underlined(needless, denyIf({ BoolIfExists: { [key]: 'false' }, Bool: { [key]: 'true' } })),
    ).toHaveLength(count);
  });
});

describe('an Allow of what lacks the key', () => {
  it.each<[string, Conditions, readonly string[]]>([
    ['by StringNotEquals', { StringNotEquals: ORG }, ['negated StringNotEquals']],
    [
      'by ArnNotLikeIfExists',
      { ArnNotLikeIfExists: { 'aws:PrincipalArn': 'x' } },
      ['negated ArnNotLikeIfExists'],
    ],
    ['by a tag', { StringNotEquals: { 'aws:ResourceTag/a': 'b' } }, ['negated StringNotEquals']],
    ['not by ForAnyValue', { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'a' } }, []],
    ['not by a key that is always there', { StringNotEquals: { 'aws:PrincipalAccount': 'x' } }, []],
    ['not by a key that is never there', { StringNotEquals: { 'aws:SourceAccount': 'x' } }, []],
    ['not by the account of the resource', { StringNotEquals: { 'aws:ResourceAccount': 'x' } }, []],
    ['not by an empty value', { StringNotEquals: { 'aws:PrincipalTag/a': '' } }, []],
    ['not with Null', { StringNotEquals: ORG, Null: { 'aws:PrincipalOrgID': 'false' } }, []],
    ['not with another operator', { StringNotEquals: ORG, StringLike: { 'aws:principalorgid': 'o-*' } }, []],
    ['not by a positive one', { StringEquals: ORG }, []],
  ])('%s', (_, conditions, found) => {
    expect(underlined(negated, allowIf(conditions))).toEqual(found);
    expect(underlined(negated, denyIf(conditions))).toEqual([]);
  });

  it('has less confidence where the key does not say who calls', () => {
    const confidence = (key: string) =>
      lintPolicy(document(allowIf({ StringNotEquals: { [key]: 'x' } })), 'identity-based', negated)[0]
        ?.confidence;
    expect([confidence('aws:PrincipalTag/a'), confidence('aws:ResourceTag/a')]).toEqual(['medium', 'low']);
  });

  it.each<[string, Conditions, number]>([
    ['an empty list', { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'x' } }, 1],
    ['of organization paths', { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a/*' } }, 1],
    [
      'but for a Null',
      {
        'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a/*' },
        Null: { 'aws:PrincipalOrgPaths': 'false' },
      },
      0,
    ],
    [
      'but for ForAnyValue',
      {
        'ForAllValues:StringLike': { 'aws:CalledVia': 'a' },
        'ForAnyValue:StringLike': { 'aws:CalledVia': '*' },
      },
      0,
    ],
    [
      'not of tags that it adds',
      {
        'ForAllValues:StringEquals': {
          'aws:TagKeys': 'x',
          's3:RequestObjectTagKeys': 'x',
          'kms:EncryptionContextKeys': 'x',
        },
      },
      0,
    ],
    ['not of one value', { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'x' } }, 0],
    ['not under ForAnyValue', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'x' } }, 0],
  ])('by ForAllValues: %s', (_, conditions, count) => {
    expect(underlined(nullCheck, allowIf(conditions))).toHaveLength(count);
    expect(underlined(nullCheck, denyIf(conditions))).toEqual([]);
  });

  it.each([
    ['${aws:PrincipalTag/team}', 1],
    ['${aws:username}', 1],
    ["${aws:username, 'none'}", 0],
    ['${aws:PrincipalAccount}', 0],
    ['${aws:username', 0],
    ['${*}', 0],
    ['red', 0],
  ])('by a variable: %s', (value, count) => {
    const NotResource = `arn:aws:s3:::b/${value}`;
    const negative = allowIf({ StringNotEquals: { 'aws:ResourceTag/a': value } });
    expect(underlined(withDefault, { Effect: 'Allow', Action: 's3:GetObject', NotResource })).toHaveLength(
      count,
    );
    expect(underlined(withDefault, negative)).toHaveLength(count);
    expect(underlined(withDefault, allowIf({ StringEquals: { 'aws:ResourceTag/a': value } }))).toEqual([]);
    expect(underlined(withDefault, { ...negative, Effect: 'Deny' })).toEqual([]);
    expect(lintPolicy({ Version: '2008-10-17', Statement: negative }, 'identity-based', withDefault)).toEqual(
      [],
    );
  });

  it('by a variable, where the key is asked for', () => {
    const Condition = {
      Null: { 'aws:username': 'false' },
      StringNotEquals: { 's3:prefix': '${aws:username}' },
    };
    expect(underlined(withDefault, allowIf(Condition))).toEqual([]);
  });
});

describe('an action that has no such key', () => {
  const both = ['s3:ListBucket', 's3:GetObject'];
  it.each<[string, object, readonly string[]]>([
    [
      'StringLike in an Allow',
      allowIf({ StringLike: { 's3:prefix': 'a' } }, { Action: both }),
      ['allow s3:GetObject'],
    ],
    [
      'StringLike in a Deny',
      denyIf({ StringLike: { 's3:prefix': 'a' } }, { Action: both }),
      ['deny s3:GetObject'],
    ],
    [
      'StringNotLike in a Deny',
      denyIf({ StringNotLike: { 's3:prefix': 'a' } }, { Action: both }),
      ['always s3:GetObject'],
    ],
    ['StringNotLike in an Allow', allowIf({ StringNotLike: { 's3:prefix': 'a' } }, { Action: both }), []],
    ['IfExists', allowIf({ StringLikeIfExists: { 's3:prefix': 'a' } }, { Action: both }), []],
    ['ForAllValues', denyIf({ 'ForAllValues:StringLike': { 's3:prefix': 'a' } }, { Action: both }), []],
    ['a pattern', allowIf({ StringLike: { 's3:prefix': 'a' } }, { Action: ['s3:List*', 's3:Get*'] }), []],
    ['no action that has it', allowIf({ StringLike: { 's3:prefix': 'a' } }, { Action: 's3:GetObject' }), []],
    ['a key of any request', allowIf({ StringLike: { 'aws:SourceVpc': 'a' } }, { Action: both }), []],
  ])('%s', (_, statement, found) => {
    expect(underlined(lacking, statement as ReturnType<typeof allowIf>)).toEqual(found);
  });

  it.each<[string | readonly string[], Conditions, number]>([
    ['polly:DeleteLexicon', { StringEquals: { 'aws:ResourceTag/a': 'b' } }, 1],
    [['polly:*', 'ec2:*', 'polly:DeleteLexicon'], { StringLike: { 'aws:resourcetag/a': 'b' } }, 1],
    ['ec2:StopInstances', { StringEquals: { 'aws:ResourceTag/a': 'b' } }, 0],
    ['frobnicate:It', { StringEquals: { 'aws:ResourceTag/a': 'b' } }, 0],
    ['*', { StringEquals: { 'aws:ResourceTag/a': 'b' } }, 0],
    ['polly:*', { StringNotEquals: { 'aws:ResourceTag/a': 'b' } }, 0],
    ['polly:*', { StringEquals: { 'aws:RequestTag/a': 'b' } }, 0],
  ])('by the tag of a resource: %j %j', (Action, conditions, count) => {
    expect(underlined(allowByTag, allowIf(conditions, { Action }))).toHaveLength(count);
    expect(underlined(denyByTag, denyIf(conditions, { Action }))).toHaveLength(count);
    expect(underlined(denyByTag, allowIf(conditions, { Action }))).toEqual([]);
    expect(underlined(allowByTag, denyIf(conditions, { Action }))).toEqual([]);
  });

  it('is not looked for under NotAction', () => {
    const Condition = { StringEquals: { 'aws:ResourceTag/a': 'b' } };
    expect(underlined(allowByTag, { ...allowAllBut('polly:*'), Condition })).toEqual([]);
  });
});

describe('a key that one of several resources has', () => {
  const onType = { StringEquals: { 'ec2:InstanceType': 't3.micro' } };
  const launch = { Action: 'ec2:RunInstances' };

  it.each<[string, readonly object[], number]>([
    ['alone', [allowIf(onType, launch)], 1],
    ['among actions', [allowIf(onType, { Action: ['ec2:StopInstances', 'ec2:runinstances'] })], 1],
    ['with IfExists', [allowIf({ StringEqualsIfExists: { 'ec2:InstanceType': 't3.micro' } }, launch)], 0],
    [
      'with the rest in another statement',
      [allowIf(onType, launch), allow('ec2:RunInstances', 'arn:aws:ec2:*:*:subnet/*')],
      0,
    ],
    [
      'with a deny of the rest',
      [allowIf(onType, launch), deny('ec2:RunInstances', 'arn:aws:ec2:*:*:subnet/*')],
      1,
    ],
    ['in a Deny', [denyIf(onType, launch)], 0],
    ['of the action itself', [allowIf({ StringEquals: { 'ec2:Region': 'eu-west-1' } }, launch)], 0],
    [
      'of an action with one resource',
      [allowIf({ StringEquals: { 'ec2:InstanceType': 'x' } }, { Action: 'ec2:StopInstances' })],
      0,
    ],
    ['of any request', [allowIf({ StringEquals: { 'aws:SourceVpc': 'x' } }, launch)], 0],
    ['that nobody knows', [allowIf({ StringEquals: { 'ec2:Frobnicate': 'x' } }, launch)], 0],
    ['of a pattern', [allowIf(onType, { Action: 'ec2:Run*' })], 0],
    ['without conditions', [allow('ec2:RunInstances')], 0],
    ['under NotAction', [{ ...allowAllBut('ec2:RunInstances'), Condition: onType }], 0],
  ])('%s', (_, statements, count) => {
    expect(underlined(oneType, statements as ReturnType<typeof allow>[])).toHaveLength(count);
  });
});

describe('an Allow that callers with MFA do not get', () => {
  const PRESENT = 'aws:MultiFactorAuthPresent';

  it.each([
    [{ Bool: { [PRESENT]: 'false' } }, 'reversed false'],
    [{ bool: { 'AWS:multifactorauthpresent': false } }, 'reversed false'],
    [{ BoolIfExists: { [PRESENT]: ['false'] } }, 'reversed false'],
    [{ Null: { [PRESENT]: 'true' } }, 'reversed true'],
  ])('by %j', (conditions, expected) => {
    expect(underlined(withoutMfa, allowIf(conditions))).toEqual([expected]);
    expect(underlined(withoutMfa, denyIf(conditions))).toEqual([]);
  });

  it.each([
    [{ Bool: { [PRESENT]: 'true' } }],
    [{ Bool: { [PRESENT]: ['true', 'false'] } }],
    [{ Bool: { [PRESENT]: [] } }],
    [{ Null: { [PRESENT]: 'false' } }],
    [{ Bool: { 'aws:SecureTransport': 'false' } }],
    [{ StringEquals: { [PRESENT]: 'false' } }],
  ])('not by %j', (conditions) => {
    expect(underlined(withoutMfa, allowIf(conditions))).toEqual([]);
  });

  it('is right for who has no device yet, and for nothing beside', () => {
    const conditions = { BoolIfExists: { [PRESENT]: 'false' } };
    const of = (...Action: readonly string[]) => underlined(withoutMfa, allowIf(conditions, { Action }));
    expect(of('iam:*MFADevice', 'sts:GetSessionToken')).toEqual([]);
    expect(of('iam:EnableMFADevice', 's3:GetObject')).toEqual(['reversed false']);
    expect(of('iam:CreateUser')).toEqual(['reversed false']);
    expect(of('*')).toEqual(['reversed false']);
    expect(underlined(withoutMfa, { ...allowAllBut('s3:*'), Condition: conditions })).toEqual([
      'reversed false',
    ]);
  });
});
