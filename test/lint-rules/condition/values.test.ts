import { describe, expect, it } from 'vitest';
import contradictory from '../../../lint-rules/condition/no-contradictory-conditions.js';
import epoch from '../../../lint-rules/condition/no-epoch-date.js';
import fixed from '../../../lint-rules/condition/no-fixed-key-in-bucket-policy.js';
import hostBits from '../../../lint-rules/condition/no-host-bits-in-block.js';
import literal from '../../../lint-rules/condition/no-literal-wildcard.js';
import mixed from '../../../lint-rules/condition/no-needless-private-address.js';
import prefix from '../../../lint-rules/condition/no-negated-prefix.js';
import qualifiedNull from '../../../lint-rules/condition/no-null-with-set-operator.js';
import sensitive from '../../../lint-rules/condition/no-pattern-in-sensitive-key.js';
import privateOnly from '../../../lint-rules/condition/no-private-source-address.js';
import bounds from '../../../lint-rules/condition/no-redundant-bound.js';
import singleValue from '../../../lint-rules/condition/no-set-operator-on-single-value.js';
import stringOnArn from '../../../lint-rules/condition/no-string-pattern-on-arn.js';
import untrustworthy from '../../../lint-rules/condition/no-untrustworthy-key.js';
import everywhere from '../../../lint-rules/condition/no-whole-internet.js';
import anything from '../../../lint-rules/condition/no-wildcard-only-value.js';
import select from '../../../lint-rules/condition/require-dynamodb-select.js';
import setOperator from '../../../lint-rules/condition/require-set-operator.js';
import vpc from '../../../lint-rules/condition/require-vpc-with-vpc-source-ip.js';
import type { Rule } from '../../../src/linter/index.js';
import type { JsonValue } from '../../../src/model/index.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';
import { document } from '../../support/identities.js';
import { lintPolicy } from '../../support/rules.js';

type Conditions = Readonly<Record<string, JsonValue>>;
type Row = readonly [Rule, Conditions, ...(readonly string[])];

const addresses = (...values: readonly string[]) => ({ IpAddress: { 'aws:SourceIp': values } });

const IN_AN_ALLOW: readonly Row[] = [
  [setOperator, { StringLike: { 'aws:PrincipalOrgPaths': 'o-a/*' } }, 'missing StringLike'],
  [setOperator, { StringEquals: { 'AWS:tagkeys': 'a' } }, 'missing StringEquals'],
  [setOperator, { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a/*' } }],
  [setOperator, { StringLike: { 'aws:PrincipalOrgID': 'o-a' }, Null: { 'aws:TagKeys': 'true' } }],
  [singleValue, { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'a' } }, 'all ForAllValues:StringEquals'],
  [singleValue, { 'ForAnyValue:StringLike': { 'ec2:InstanceType': 'a' } }, 'any ForAnyValue:StringLike'],
  [
    singleValue,
    {
      'ForAnyValue:StringLike': {
        'aws:TagKeys': 'a',
        'example:Unknown': 'b',
        'saml:edupersonaffiliation': 'c',
        'saml:aud': 'd',
      },
    },
  ],
  [singleValue, { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'a' } }],
  [
    singleValue,
    { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:aud': 'a' } },
    'any ForAnyValue:StringLike',
  ],
  [qualifiedNull, { 'ForAllValues:Null': { 'aws:TagKeys': 'true' } }, 'qualified ForAllValues:Null'],
  [qualifiedNull, { Null: { 'aws:TagKeys': 'true' }, 'ForAnyValue:StringLike': { 'aws:TagKeys': 'a' } }],
  [literal, { StringEquals: { 's3:prefix': ['a', 'b*', 'c?'] } }, 'literal b*', 'literal c?'],
  [literal, { StringNotEqualsIgnoreCase: { 's3:prefix': '*' } }, 'literal *'],
  [
    literal,
    {
      StringEquals: {
        's3:prefix': ['${*}', "${aws:PrincipalTag/a, '*'}"],
        'aws:UserAgent': '*',
        'aws:Referer': '*',
      },
    },
  ],
  [literal, { StringLike: { 's3:prefix': '*' }, ArnEquals: { 'aws:PrincipalArn': '*' } }],
  [
    stringOnArn,
    {
      StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/r', 'arn:aws:iam::111122223333:role/*', '*'] },
    },
    'pattern arn:aws:iam::*:role/r',
  ],
  [stringOnArn, { StringNotLike: { 'iam:PolicyARN': 'arn:aws:*' } }, 'pattern arn:aws:*'],
  [
    stringOnArn,
    {
      StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/r' },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/r' },
    },
  ],
  [prefix, { StringNotLike: { 's3:prefix': ['a/*', '', '*'] } }, 'bypassed a/*'],
  [
    prefix,
    {
      StringLike: { 's3:prefix': 'a/*' },
      StringNotEquals: { 's3:delimiter': '/' },
      Null: { 's3:prefix': 'false' },
    },
  ],
  [
    untrustworthy,
    { StringLike: { 'aws:Referer': 'a', 'aws:useragent': 'b' } },
    'spoofable aws:Referer',
    'spoofable aws:useragent',
  ],
  [untrustworthy, { StringNotLike: { 'aws:UserAgent': 'a' }, StringLike: { 'aws:SourceVpc': 'a' } }],
  [vpc, { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }, 'unpaired aws:VpcSourceIp'],
  [vpc, { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' }, StringEquals: { 'aws:VpceOrgID': 'o-a' } }],
  [vpc, { NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
  [privateOnly, addresses('10.0.0.0/8', '192.168.1.1', 'fd00::/8', '100.64.1.0/24'), 'private 10.0.0.0/8'],
  [privateOnly, { NotIpAddress: { 'aws:SourceIp': '172.31.0.0/16' } }, 'private 172.31.0.0/16'],
  [privateOnly, addresses('10.0.0.0/8', '203.0.113.0/24')],
  [privateOnly, addresses('10.0.0.0/7')],
  [privateOnly, { ...addresses('frobnicate'), StringEquals: { 'aws:SourceIp': '10.0.0.1' } }],
  [privateOnly, { ...addresses(), NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
  [mixed, addresses('10.0.0.0/8', '203.0.113.0/24', '127.0.0.1'), 'private 10.0.0.0/8', 'private 127.0.0.1'],
  [mixed, addresses('10.0.0.0/8')],
  [mixed, { IpAddress: { 'aws:VpcSourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } }],
  [
    hostBits,
    addresses('203.0.113.7/24', '10.1.2.3/12', '203.0.113.1/31'),
    'bits 203.0.113.7/24',
    'bits 10.1.2.3/12',
    'bits 203.0.113.1/31',
  ],
  [
    hostBits,
    addresses(
      '203.0.113.0/24',
      '203.0.113.7',
      '203.0.113.7/32',
      '0.0.0.0/0',
      '2001:db8::1/32',
      '203.0.113.0/40',
    ),
  ],
  [hostBits, { StringEquals: { 'aws:SourceIp': '203.0.113.7/24' } }],
  [everywhere, addresses('0.0.0.0/0'), 'everywhere 0.0.0.0/0'],
  [everywhere, addresses('203.0.113.0/24', '::/0'), 'everywhere 203.0.113.0/24'],
  [everywhere, addresses('0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/2'), 'everywhere 0.0.0.0/1'],
  [everywhere, addresses('203.0.113.7/0'), 'everywhere 203.0.113.7/0'],
  [everywhere, addresses('0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3')],
  [everywhere, addresses('8000::/1', 'frobnicate')],
  [everywhere, { StringEquals: { 'aws:SourceIp': '0.0.0.0/0' }, NotIpAddress: { 'aws:SourceIp': [] } }],
  [anything, { StringLike: { 'aws:PrincipalOrgID': ['o-a', '**'] } }, 'any **'],
  [anything, { ArnLike: { 'aws:PrincipalArn': 'arn:*:*:*:*:*' } }, 'any arn:*:*:*:*:*'],
  [anything, { StringLike: { 's3:prefix': '*' } }, 'any *'],
  [anything, { StringLikeIfExists: { 'aws:SourceVpc': '*' } }, 'always *'],
  [anything, { 'ForAllValues:StringLike': { 'aws:TagKeys': '*' } }, 'always *'],
  [anything, { StringLike: { 'aws:userid': '*' } }, 'always *'],
  [anything, { StringNotLike: { 'aws:SourceVpc': '*' } }, 'none *'],
  [anything, { StringNotLike: { 'aws:userid': '*' } }, 'never *'],
  [anything, { 'ForAnyValue:StringNotLike': { 'aws:TagKeys': '*' } }, 'never *'],
  [
    anything,
    {
      StringEquals: { 's3:prefix': '*' },
      StringLike: { 's3:prefix': 'a*' },
      ArnLike: { 'aws:PrincipalArn': 'arn:aws:*:*:*:*' },
    },
  ],
  [
    contradictory,
    { StringEquals: { 'aws:SourceVpc': 'a' }, StringLike: { 'aws:SourceVpc': ['b*', 'c'] } },
    'apart StringLike',
  ],
  [
    contradictory,
    { StringEquals: { 'aws:SourceVpc': 'a' }, StringEqualsIfExists: { 'AWS:sourcevpc': 'b' } },
    'apart StringEqualsIfExists',
  ],
  [
    contradictory,
    { Bool: { 'aws:SecureTransport': true }, BoolIfExists: { 'aws:SecureTransport': false } },
    'apart BoolIfExists',
  ],
  [
    contradictory,
    { Null: { 'aws:SourceVpc': true }, StringEquals: { 'aws:SourceVpc': 'b' } },
    'absent StringEquals',
  ],
  [contradictory, { StringEquals: { 'aws:SourceVpc': 'b' }, Null: { 'aws:SourceVpc': true } }, 'absent Null'],
  [contradictory, { Null: { 'aws:SourceVpc': true }, null: { 'aws:SourceVpc': false } }, 'absent null'],
  [contradictory, { Null: { 'aws:SourceVpc': false }, StringEquals: { 'aws:SourceVpc': 'b' } }],
  [contradictory, { Null: { 'aws:SourceVpc': [] }, null: { 'aws:SourceVpc': true } }],
  [contradictory, { Null: { 'aws:SourceVpc': true }, StringNotEquals: { 'aws:SourceVpc': 'b' } }],
  [contradictory, { StringEquals: { 'aws:SourceVpc': 'ab' }, StringLike: { 'aws:SourceVpc': ['c', 'a*'] } }],
  [
    contradictory,
    { StringEquals: { 'aws:SourceVpc': 'A' }, StringEqualsIgnoreCase: { 'aws:SourceVpc': 'a' } },
  ],
  [
    contradictory,
    { StringEqualsIfExists: { 'aws:SourceVpc': 'a' }, StringLikeIfExists: { 'aws:SourceVpc': 'b' } },
  ],
  [
    contradictory,
    { StringEquals: { 'aws:SourceVpc': '${aws:PrincipalTag/a}' }, StringLike: { 'aws:SourceVpc': 'b' } },
  ],
  [contradictory, { StringEquals: { 'aws:SourceVpc': 'a' }, StringLike: { 'aws:SourceVpc': [] } }],
  [contradictory, { StringEquals: { 'aws:SourceVpc': 'a' }, StringNotEquals: { 'aws:SourceVpc': 'b' } }],
  [
    contradictory,
    { StringEquals: { 'aws:SourceVpc': ['a', 'b'] }, StringNotEquals: { 'aws:SourceVpc': ['b', 'a', 'c'] } },
    'apart StringNotEquals',
  ],
  [
    contradictory,
    { StringLike: { 'aws:PrincipalTag/a': 'red-*' }, StringNotLike: { 'aws:PrincipalTag/a': 'red*' } },
    'apart StringNotLike',
  ],
  [contradictory, { StringLike: { 's3:prefix': 'a*' }, StringNotLike: { 's3:prefix': 'a?*' } }],
  [
    contradictory,
    { NumericLessThan: { 's3:max-keys': '10' }, NumericGreaterThanEquals: { 's3:max-keys': '10' } },
    'apart NumericGreaterThanEquals',
  ],
  [
    contradictory,
    { NumericLessThanEquals: { 's3:max-keys': '10' }, NumericGreaterThanEquals: { 's3:max-keys': '10' } },
  ],
  [
    contradictory,
    { NumericLessThanIfExists: { 's3:max-keys': '1' }, NumericGreaterThanIfExists: { 's3:max-keys': '9' } },
  ],
  [
    contradictory,
    {
      DateLessThan: { 'aws:CurrentTime': '2026-01-01' },
      DateGreaterThan: { 'aws:CurrentTime': '2026-02-01' },
    },
    'apart DateGreaterThan',
  ],
  [
    contradictory,
    {
      DateGreaterThan: { 'aws:CurrentTime': '2026-01-01' },
      DateLessThan: { 'aws:CurrentTime': '2026-02-01' },
    },
  ],
  [
    contradictory,
    {
      IpAddress: { 'aws:SourceIp': '203.0.113.0/25' },
      NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/26', '203.0.113.64/26'] },
    },
    'apart NotIpAddress',
  ],
  [
    contradictory,
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.7' } },
  ],
  [contradictory, { NumericLessThan: { 's3:max-keys': 'few' }, NumericGreaterThan: { 's3:max-keys': '1' } }],
  [
    contradictory,
    {
      ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' },
      StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' },
    },
  ],
  [
    contradictory,
    {
      'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['b', 'c'] },
    },
    'apart ForAllValues:StringEquals',
  ],
  [
    contradictory,
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, 'ForAnyValue:StringLike': { 'aws:TagKeys': 'b' } },
  ],
  [contradictory, { StringEquals: { 'aws:SourceVpc': 'a' }, StringLike: { 'aws:SourceVpce': 'b' } }],
  [sensitive, { StringLike: { 'aws:ResourceAccount': ['1111*', '111122223333', '*'] } }, 'wildcard 1111*'],
  [
    sensitive,
    { StringEquals: { 'aws:SourceVpce': '${aws:PrincipalTag/vpce}' } },
    'variable ${aws:PrincipalTag/vpce}',
  ],
  [sensitive, { StringLike: { 'aws:userid': ['*:admin', 'AROA*:i-*'] } }, 'session *:admin'],
  [
    sensitive,
    { StringLike: { 'aws:userid': ['AROAEXAMPLEID:*', '*:*', '*'], 'aws:PrincipalOrgPaths': 'o-a/*' } },
  ],
  [
    sensitive,
    {
      StringEquals: {
        'aws:ResourceAccount': ['${aws:PrincipalAccount}', '1*'],
        's3:prefix': '${aws:PrincipalTag/a}',
      },
    },
  ],
  [
    epoch,
    { DateLessThan: { 'aws:CurrentTime': ['1798761600', '2026', '2026-01-01'] } },
    'seconds 1798761600',
    'seconds 2026',
  ],
  [
    epoch,
    { DateLessThan: { 'aws:EpochTime': '1798761600' }, NumericLessThan: { 'aws:CurrentTime': '1798761600' } },
  ],
  [bounds, { NumericLessThan: { 's3:max-keys': ['5', '10', 'x', 1] } }, 'redundant 5', 'redundant 1'],
  [
    bounds,
    { DateGreaterThanEquals: { 'aws:CurrentTime': ['2026-01-01', '2025-01-01'] } },
    'redundant 2026-01-01',
  ],
  [
    bounds,
    {
      NumericLessThan: { 's3:max-keys': ['x'] },
      NumericEquals: { 's3:max-keys': ['5', '6'] },
      StringLike: { 's3:prefix': ['a', 'b'] },
    },
  ],
  [select, { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': 'a' } }],
];

describe('in an Allow', () => {
  it.each(IN_AN_ALLOW.map(([rule, conditions, ...found]) => ({ rule, id: rule.meta.id, conditions, found })))(
    '$id: $conditions',
    ({ rule, conditions, found }) => {
      expect(underlined(rule, allowIf(conditions))).toEqual(found);
    },
  );
});

const IN_A_DENY: readonly Row[] = [
  [prefix, { StringLike: { 's3:prefix': 'a/*' } }, 'bypassed a/*'],
  [prefix, { StringNotLike: { 's3:prefix': 'a/*' } }],
  [untrustworthy, { StringNotLike: { 'aws:UserAgent': 'a' } }, 'spoofable aws:UserAgent'],
  [untrustworthy, { StringLike: { 'aws:UserAgent': 'a' } }],
  [vpc, { NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }, 'unpaired aws:VpcSourceIp'],
  [vpc, { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
  [select, { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': 'a' } }],
];

describe('in a Deny', () => {
  it.each(IN_A_DENY.map(([rule, conditions, ...found]) => ({ rule, id: rule.meta.id, conditions, found })))(
    '$id: $conditions',
    ({ rule, conditions, found }) => {
      expect(underlined(rule, denyIf(conditions))).toEqual(found);
    },
  );
});

it('the confidence tells what may be meant', () => {
  const confidence = (rule: Rule, conditions: Conditions) =>
    lintPolicy(document(allowIf(conditions)), 'identity-based', rule)[0]?.confidence;
  expect(confidence(anything, { StringLike: { 'sts:ExternalId': '*' } })).toBe('high');
  expect(confidence(anything, { StringLike: { 'aws:PrincipalTag/team': '*' } })).toBe('low');
  expect(confidence(literal, { StringEquals: { 's3:prefix': 'a*?' } })).toBe('high');
  expect(confidence(literal, { StringEquals: { 's3:prefix': 'a?' } })).toBe('medium');
  expect(confidence(setOperator, { StringEquals: { 'aws:TagKeys': 'a' } })).toBe('high');
  expect(confidence(setOperator, { StringEquals: { 'events:source': 'a' } })).toBe('medium');
});

describe('the attributes of DynamoDB', () => {
  const attributes = { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': 'a' } };
  const bySelect = (value: JsonValue) => ({
    ...attributes,
    StringEqualsIfExists: { 'dynamodb:Select': value },
  });

  it.each<[string, Conditions, number]>([
    ['dynamodb:Query', attributes, 1],
    ['dynamodb:*', attributes, 1],
    ['dynamodb:PutItem', attributes, 0],
    ['dynamodb:Query', bySelect('SPECIFIC_ATTRIBUTES'), 0],
    ['dynamodb:Query', bySelect(['SPECIFIC_ATTRIBUTES', 'COUNT']), 1],
  ])('%s %j', (Action, conditions, count) => {
    expect(underlined(select, allowIf(conditions, { Action }))).toHaveLength(count);
  });
});

describe('in a resource-based policy', () => {
  const found = (rule: Rule, conditions: Conditions, Principal: JsonValue) =>
    underlined(rule, allowIf(conditions, { Principal }), 'resource-based');

  it.each<[Conditions, number]>([
    [{ StringEquals: { 'aws:ResourceAccount': '111122223333' } }, 1],
    [{ StringNotEquals: { 's3:ResourceAccount': '111122223333' } }, 1],
    [{ StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }, 0],
    [
      { StringEquals: { 'aws:PrincipalAccount': '111122223333' }, Null: { 'aws:ResourceAccount': 'false' } },
      0,
    ],
  ])('the account of the resource: %j', (conditions, count) => {
    expect(found(fixed, conditions, '*')).toHaveLength(count);
    expect(underlined(fixed, allowIf(conditions))).toEqual([]);
  });

  it('a service that says by its referer for whom it acts', () => {
    const referer = { StringEquals: { 'aws:Referer': '111122223333' } };
    expect(found(untrustworthy, referer, { Service: 'ses.amazonaws.com' })).toEqual(['service aws:Referer']);
    expect(found(untrustworthy, referer, { Service: 'ses.amazonaws.com', AWS: '*' })).toEqual([
      'spoofable aws:Referer',
    ]);
  });
});
