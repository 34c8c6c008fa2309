import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/condition/no-exclusive-keys.js';
import type { JsonValue, PolicyType } from '../../../src/model/index.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';
import { arn, embedded } from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

type Conditions = Parameters<typeof allowIf>[0];
type Row = readonly [string, Conditions, ...(readonly string[])];

const IP = { 'aws:SourceIp': '203.0.113.0/24' };
const VPC = { 'aws:SourceVpc': 'vpc-1' };
const AGE = { 'aws:MultiFactorAuthAge': '3600' };
const PRESENT = 'aws:MultiFactorAuthPresent';

const OF_A_CALLER: readonly Row[] = [
  ['an address and a VPC', { IpAddress: IP, StringEquals: VPC }, 'apart aws:SourceVpc'],
  [
    'keys in any case',
    { StringLike: { 'AWS:SOURCEVPCE': 'vpce-*' }, IpAddress: { 'aws:sourceip': '203.0.113.0/24' } },
    'apart aws:sourceip',
  ],
  ['two addresses', { IpAddress: { ...IP, 'aws:VpcSourceIp': '10.0.0.0/8' } }, 'apart aws:VpcSourceIp'],
  [
    'an address and the owner of an endpoint',
    { IpAddress: IP, StringEquals: { 'aws:VpceAccount': '111122223333' } },
    'apart aws:VpceAccount',
  ],
  [
    'an address and the presence of a VPC',
    { IpAddress: IP, Null: { 'aws:SourceVpc': 'false' } },
    'apart aws:SourceVpc',
  ],
  [
    'the VPC of what a service does for the caller',
    { StringEquals: VPC, Bool: { 'aws:ViaAWSService': 'true' } },
    'apart aws:ViaAWSService',
  ],
  [
    'a service between that is none',
    {
      'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' },
      Bool: { 'aws:ViaAWSService': false },
    },
    'apart aws:ViaAWSService',
  ],
  ['the age of no MFA', { NumericGreaterThan: AGE, Bool: { [PRESENT]: 'false' } }, `apart ${PRESENT}`],
  [
    'the age of MFA where the key says no',
    { BoolIfExists: { [PRESENT]: 'false' }, NumericLessThan: AGE },
    'apart aws:MultiFactorAuthAge',
  ],
  [
    'the age of MFA where nothing says so',
    { Null: { [PRESENT]: 'true' }, NumericLessThan: AGE },
    'apart aws:MultiFactorAuthAge',
  ],
  [
    'a false MFA as a text',
    { StringEquals: { [PRESENT]: 'false' }, NumericLessThan: AGE },
    'apart aws:MultiFactorAuthAge',
  ],
  [
    'a service as the caller',
    { Bool: { 'aws:PrincipalIsAWSService': 'TRUE' } },
    'never aws:PrincipalIsAWSService',
  ],
  ['no principal', { Null: { 'aws:PrincipalArn': 'true' } }, 'never aws:PrincipalArn'],
  [
    'only the first of several',
    { IpAddress: IP, StringEquals: { ...VPC, 'aws:SourceVpce': 'vpce-1' } },
    'apart aws:SourceVpc',
  ],
  ['everything but two networks', { NotIpAddress: IP, StringNotEquals: VPC }],
  ['one network where it is said', { IpAddressIfExists: IP, StringEquals: VPC }],
  ['an address and no VPC', { IpAddress: IP, Null: { 'aws:SourceVpc': 'true' } }],
  ['a VPC and its endpoint', { StringEquals: { ...VPC, 'aws:SourceVpce': 'vpce-1' } }],
  ['a VPC and MFA', { StringEquals: VPC, Bool: { [PRESENT]: 'true' }, NumericLessThan: AGE }],
  ['the age of MFA, if any', { Bool: { [PRESENT]: 'false' }, NumericLessThanIfExists: AGE }],
  ['an address of what a service does', { IpAddress: IP, Bool: { 'aws:ViaAWSService': 'true' } }],
  ['either answer', { NumericLessThan: AGE, Bool: { [PRESENT]: ['true', 'false'] } }],
  ['a variable', { NumericLessThan: AGE, Bool: { [PRESENT]: '${aws:PrincipalTag/mfa}' } }],
  ['a pattern', { NumericLessThan: AGE, StringLike: { [PRESENT]: 'f*' } }],
  ['what MFA is not', { NumericLessThan: AGE, StringNotEquals: { [PRESENT]: 'false' } }],
  ['no value', { IpAddress: IP, StringEquals: { 'aws:SourceVpc': [] } }],
  ['one key twice', { IpAddress: IP, Null: { 'aws:SourceIp': 'true' } }],
  ['what no caller sends', { StringEquals: { 'aws:SourceAccount': '111122223333' }, IpAddress: IP }],
];

describe('in a policy of a caller', () => {
  const rows = OF_A_CALLER.map(([title, conditions, ...found]) => ({ title, conditions, found }));
  it.each(rows)('$title', ({ conditions, found }) => {
    expect(underlined(rule, denyIf(conditions))).toEqual(found);
    expect(underlined(rule, allowIf(conditions), 'service-control')).toEqual(found);
  });
});

describe('in a policy of a resource', () => {
  const found = (Principal: JsonValue, conditions: Conditions, type: PolicyType = 'resource-based') =>
    underlined(rule, allowIf(conditions, { Principal }), type);
  const SOURCE = { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:orders' };
  const ORG = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };

  it.each<[string, JsonValue, Conditions, readonly string[]]>([
    [
      'the source of a service and the organization of a user',
      '*',
      { ArnLike: SOURCE, StringEquals: ORG },
      ['apart aws:PrincipalOrgID'],
    ],
    [
      'a service with an organization',
      '*',
      { Bool: { 'aws:PrincipalIsAWSService': 'true' }, StringEquals: ORG },
      ['apart aws:PrincipalOrgID'],
    ],
    [
      'the source of a service and a user',
      { AWS: '*' },
      { ArnLike: SOURCE, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      ['apart aws:PrincipalIsAWSService'],
    ],
    [
      'a service that is none',
      { Service: 'sns.amazonaws.com' },
      { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      ['never aws:PrincipalIsAWSService'],
    ],
    ['a service by its source', '*', { ArnLike: SOURCE, Bool: { 'aws:PrincipalIsAWSService': 'true' } }, []],
    ['either of them', '*', { ArnLikeIfExists: SOURCE, StringEqualsIfExists: ORG }, []],
    ['an anonymous caller', '*', { Null: { 'aws:PrincipalArn': 'true' } }, []],
  ])('%s', (_, principal, conditions, expected) => {
    expect(found(principal, conditions)).toEqual(expected);
  });
});

describe('a policy that only roles have', () => {
  const name = { 'aws:username': 'Bob' };
  const messages = (conditions: Conditions) => {
    const own = [embedded('own', denyIf(conditions))];
    return lintAccount(
      {
        UserDetailList: [{ Arn: arn('user/Bob'), UserPolicyList: own }],
        RoleDetailList: [{ Arn: arn('role/Build'), RolePolicyList: own }],
      },
      rule,
    ).map(({ message }) => message);
  };

  it('is not met by the name of a user', () => {
    expect(messages({ StringEquals: name })).toEqual([
      "No request of a role meets StringEquals on 'aws:username': the statement denies nothing.",
    ]);
    expect(messages({ StringNotEquals: name })).toEqual([]);
  });
});
