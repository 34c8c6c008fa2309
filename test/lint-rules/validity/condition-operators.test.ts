import { describe, expect, it } from 'vitest';
import mismatched from '../../../lint-rules/validity/no-mismatched-operator.js';
import text from '../../../lint-rules/validity/no-string-operator-on-typed-key.js';
import unknown from '../../../lint-rules/validity/no-unknown-condition-operator.js';
import { allowIf, underlined } from '../../support/conditions.js';
import { arn, attached, awsManaged, document, managed } from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const SETS = ['', 'ForAllValues:', 'ForAnyValue:', 'forallvalues:'];
const ENDS = ['', 'IfExists', 'ifexists'];

describe('an operator', () => {
  it('exists with every prefix and suffix, in any case', () => {
    const names = SETS.flatMap((set) => ENDS.map((end) => `${set}StringEquals${end}`));
    const others = [
      'arnnotlike',
      'NotIpAddress',
      'BinaryEquals',
      'DateGreaterThanEquals',
      'ForAnyValue:Null',
    ];
    for (const name of [...names, ...others]) {
      expect(underlined(unknown, allowIf({ [name]: { 'aws:SourceVpc': 'x' } }))).toEqual([]);
    }
  });

  it.each([
    ['StringEqual', 'StringEquals'],
    ['StringEqualIgnoreCase', 'StringEqualsIgnoreCase'],
    ['StringNotEqualIfExists', 'StringNotEqualsIfExists'],
    ['ForAnyValues:StringLike', 'ForAnyValue:StringLike'],
    ['NumericLessThanEqual', 'NumericLessThanEquals'],
    ['IpAdress', 'IpAddress'],
    ['Boolean', undefined],
    ['StringContains', undefined],
    ['ForEachValue:StringEquals:x', undefined],
  ])('%s does not exist', (operator, nearest) => {
    const policy = document(allowIf({ [operator]: { 'aws:SourceVpc': 'x' } }));
    const [finding, ...more] = lintPolicy(policy, 'identity-based', unknown);
    expect(more).toEqual([]);
    expect(/mean '(.*)'\?/.exec(finding?.message ?? '')?.[1]).toBe(nearest);
  });

  it('is reported once for all its keys', () => {
    const statement = allowIf({ StringEqual: { 'aws:SourceVpc': 'x', 'aws:SourceVpce': 'y' } });
    expect(underlined(unknown, [statement, statement])).toEqual([
      'misspelt StringEqual',
      'misspelt StringEqual',
    ]);
  });

  it('Null takes no IfExists', () => {
    expect(underlined(unknown, allowIf({ nullIfExists: { 'aws:SourceVpc': 'true' } }))).toEqual([
      'nullIfExists nullIfExists',
    ]);
  });

  it('is not reported in a policy of AWS', () => {
    const example = {
      RoleDetailList: [{ Arn: arn('role/R'), ...attached(awsManaged('P')) }],
      Policies: [
        { ...managed('P', allowIf({ StringEqual: { 'aws:SourceVpc': 'x' } })), Arn: awsManaged('P') },
      ],
    };
    expect(lintAccount(example, unknown)).toEqual([]);
  });
});

describe('an operator for another type than the key holds', () => {
  const found = (operator: string, key: string, value = 'x') => [
    ...underlined(mismatched, allowIf({ [operator]: { [key]: value } })),
    ...underlined(text, allowIf({ [operator]: { [key]: value } })),
  ];

  it.each([
    ['IpAddress', 'aws:SourceVpc'],
    ['Bool', 'aws:SourceVpc'],
    ['BinaryEquals', 'aws:SourceVpc'],
    ['DateLessThan', 'aws:SourceVpc'],
    ['NumericEquals', 'aws:SecureTransport'],
    ['NumericEquals', 'aws:PrincipalArn'],
    ['Bool', 'aws:PrincipalArn'],
    ['ArnLike', 'aws:SourceVpc'],
    ['ArnLike', 'aws:SourceIp'],
    ['DateLessThan', 'aws:MultiFactorAuthAge'],
    ['ForAnyValue:IpAddress', 'aws:TagKeys'],
  ])('never compares: %s with %s', (operator, key) => {
    expect(found(operator, key)).toEqual([`mismatched ${operator}`]);
  });

  it.each([
    ['StringEquals', 'aws:SecureTransport', 'true'],
    ['StringLike', 'aws:SourceIp', '10.*'],
    ['StringEquals', 'aws:CurrentTime', '2026-01-01'],
    ['StringEquals', 'aws:MultiFactorAuthAge', '1'],
  ])('compares text: %s with %s', (operator, key, value) => {
    expect(found(operator, key, value)).toEqual([`typed ${operator}`]);
  });

  it.each([
    ['StringEquals', 'aws:SourceVpc', 'vpc-1'],
    ['NumericLessThan', 'aws:EpochTime', '1'],
    ['NumericEquals', 'aws:SourceAccount', '111122223333'],
    ['ArnLike', 'aws:SourceVpcArn', 'arn:aws:ec2:*:*:vpc/*'],
    ['ArnLike', 'aws:FederatedProvider', '*'],
    ['ForAnyValue:ArnLike', 'logs:LogGeneratingResourceArns', 'arn:aws:ec2:*:*:vpc/*'],
    ['Null', 'aws:SourceIp', 'true'],
    ['IpAddress', 'example:Key', '10.0.0.0/8'],
    ['StringEquals', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/r'],
    ['StringLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/r'],
  ])('suits: %s with %s', (operator, key, value) => {
    expect(found(operator, key, value)).toEqual([]);
  });
});
