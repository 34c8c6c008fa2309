import { describe, expect, it } from 'vitest';
import empty from '../../../lint-rules/validity/no-empty-value-list.js';
import impossible from '../../../lint-rules/validity/no-impossible-condition-value.js';
import booleans from '../../../lint-rules/validity/no-multiple-boolean-values.js';
import unreadable from '../../../lint-rules/validity/no-unreadable-condition-value.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';

describe('a value that its operator cannot read', () => {
  const readable = (operator: string, value: string | number | boolean) =>
    underlined(unreadable, allowIf({ [operator]: { 'example:Key': value } })).length === 0;

  it.each([
    ['NumericLessThan', 10],
    ['NumericLessThanIfExists', '-1.5e3'],
    ['DateGreaterThan', '2026-01-31'],
    ['DateGreaterThan', '2028-02-29T23:59:59Z'],
    ['DateGreaterThan', '2026'],
    ['DateLessThan', '1767225600'],
    ['Bool', true],
    ['Bool', 'TRUE'],
    ['Null', 'false'],
    ['BinaryEquals', 'QmluYXJ5'],
    ['BinaryEquals', 'QmluYXI='],
    ['IpAddress', '203.0.113.7'],
    ['IpAddress', '203.0.113.7/24'],
    ['NotIpAddress', '2001:db8::/32'],
    ['IpAddress', '::ffff:203.0.113.7'],
    ['ArnLike', 'arn:aws:s3:::bucket'],
    ['ArnEquals', 'arn:*:iam::*:role/a:b'],
    ['ArnLike', '*:aws:iam::111122223333:role/x'],
    ['ArnLike', '*'],
    ['ArnLike', 'arn:aws:iam::${aws:PrincipalAccount}:role/x'],
    ['NumericLessThan', '${aws:PrincipalTag/age}'],
    ['StringEquals', 'anything'],
  ])('is not: %s %s', (operator, value) => {
    expect(readable(operator, value)).toBe(true);
  });

  it.each([
    ['NumericLessThan', 'ten'],
    ['NumericLessThan', '1*'],
    ['NumericEquals', ''],
    ['DateLessThan', 'tomorrow'],
    ['DateLessThan', '01/31/2026'],
    ['DateLessThan', '2026-13-01'],
    ['DateLessThan', '2026-02-30'],
    ['Bool', '1'],
    ['Null', 'yes'],
    ['BinaryEquals', 'abc'],
    ['BinaryEquals', 'ab!?'],
    ['IpAddress', '203.0.113.256'],
    ['IpAddress', '203.0.113.0/33'],
    ['IpAddress', '*'],
    ['IpAddress', '203.0.113.0-203.0.113.9'],
    ['IpAddress', '2001:db8::1/32'],
    ['IpAddress', '2001:db8::g/32'],
    ['ArnEquals', 'arn:aws:iam:role/x'],
    ['ArnLike', '111122223333'],
  ])('is: %s %s', (operator, value) => {
    expect(readable(operator, value)).toBe(false);
  });

  it('is underlined among others', () => {
    const statement = denyIf({ 'ForAnyValue:NumericEquals': { 'example:Key': [1, 'two', '3', 'four'] } });
    expect(underlined(unreadable, statement)).toEqual(['unreadable two', 'unreadable four']);
  });
});

describe('a value that the key never has', () => {
  const isImpossible = (operator: string, key: string, value: string | boolean) =>
    underlined(impossible, allowIf({ [operator]: { [key]: value } })).length > 0;

  it.each([
    ['StringEquals', 'aws:PrincipalAccount', '1234'],
    ['StringEquals', 'aws:SourceAccount', 'arn:aws:iam::111122223333:root'],
    ['StringLike', 'aws:SourceAccount', '12*x'],
    ['StringEquals', 'aws:PrincipalOrgID', 'r-ab12'],
    ['StringLike', 'aws:PrincipalOrgID', 'ou-*'],
    ['ForAnyValue:StringEquals', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5'],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'r-ab12/*'],
    ['StringEquals', 'aws:SourceVpc', 'vpce-0a1b2c3d'],
    ['StringNotEquals', 'aws:SourceVpce', 'vpce-0A1B2C3D'],
    ['StringEquals', 'aws:RequestedRegion', 'eu-west-1a'],
    ['StringEquals', 'iam:PassedToService', 'lambda'],
    ['StringEquals', 'kms:ViaService', 's3.amazonaws.com'],
    ['StringEquals', 'kms:CallerAccount', 'arn:aws:iam::111122223333:root'],
    ['StringLike', 'aws:userid', 'arn:aws:sts::111122223333:assumed-role/r/*'],
    ['StringEquals', 'aws:userid', 'alice'],
    ['StringEquals', 'aws:PrincipalType', 'Role'],
    ['StringEquals', 's3:x-amz-acl', 'public'],
    ['StringNotEquals', 's3:x-amz-server-side-encryption', 'AWS:KMS'],
    ['StringEquals', 's3:x-amz-server-side-encryption-aws-kms-key-id', 'alias/mine'],
    ['StringEquals', 'aws:SecureTransport', 'False'],
    ['StringEquals', 'ec2:MetadataHttpTokens', 'enabled'],
  ])('%s %s %s', (operator, key, value) => {
    expect(isImpossible(operator, key, value)).toBe(true);
  });

  it.each([
    ['StringEquals', 'aws:PrincipalAccount', '111122223333'],
    ['StringLike', 'aws:PrincipalAccount', '1111*'],
    ['StringEquals', 'aws:PrincipalAccount', '*'],
    ['StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}'],
    ['StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*'],
    ['ForAnyValue:StringEquals', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/r-ab12/'],
    ['StringEquals', 'aws:SourceVpc', 'vpc-0a1b2c3d4e5f60718'],
    ['StringLike', 'aws:SourceVpce', 'vpce-*'],
    ['StringEquals', 'aws:RequestedRegion', 'us-gov-west-1'],
    ['StringLike', 'aws:RequestedRegion', 'eu-*'],
    ['StringEquals', 'kms:ViaService', 's3.us-gov-east-1.amazonaws.com'],
    ['StringLike', 'kms:ViaService', 's3.*.amazonaws.com'],
    ['StringEquals', 'aws:userid', 'AIDAEXAMPLEID'],
    ['StringLike', 'aws:userid', 'AROAEXAMPLEID:*'],
    ['StringLike', 'aws:userid', '*:i-*'],
    ['StringEquals', 'aws:userid', '111122223333:Bob'],
    ['StringEqualsIgnoreCase', 's3:x-amz-server-side-encryption', 'AWS:KMS'],
    ['StringEqualsIgnoreCase', 's3:x-amz-server-side-encryption', 'aes256'],
    ['StringEqualsIgnoreCase', 'aws:SecureTransport', 'False'],
    ['StringEquals', 's3:prefix', 'anything'],
    ['Bool', 'aws:SecureTransport', 'yes'],
    ['Null', 'aws:SourceVpc', 'true'],
  ])('but not %s %s %s', (operator, key, value) => {
    expect(isImpossible(operator, key, value)).toBe(false);
  });
});

describe('values that no request can have', () => {
  it.each<[Parameters<typeof allowIf>[0], readonly string[]]>([
    [{ Bool: { 'aws:SecureTransport': ['true', 'False'] } }, ['both False']],
    [{ BoolIfExists: { 'aws:SecureTransport': [true, 'true'] } }, ['repeated true']],
    [{ Null: { 'aws:SourceVpc': [true, false] } }, ['both false']],
    [{ Bool: { 'aws:SecureTransport': ['true'] }, StringEquals: { 'aws:SourceVpc': ['a', 'b'] } }, []],
  ])('two booleans: %j', (conditions, found) => {
    expect(underlined(booleans, allowIf(conditions))).toEqual(found);
  });

  it.each([
    ['StringEquals', 'never'],
    ['ForAnyValue:StringEquals', 'never'],
    ['ForAnyValue:StringNotEquals', 'never'],
    ['Null', 'never'],
    ['StringNotEquals', 'always'],
    ['ForAllValues:StringNotEquals', 'always'],
    ['ForAnyValue:StringNotEqualsIfExists', 'always'],
    ['StringEqualsIfExists', 'absent'],
    ['ForAllValues:StringEquals', 'absent'],
  ])('an empty list under %s: %s', (operator, outcome) => {
    expect(underlined(empty, denyIf({ [operator]: { 'aws:SourceVpc': [] } }))).toEqual([
      `${outcome} aws:SourceVpc`,
    ]);
  });

  it('an empty string is a value', () => {
    expect(underlined(empty, allowIf({ StringEquals: { 'aws:PrincipalTag/team': '' } }))).toEqual([]);
  });
});
