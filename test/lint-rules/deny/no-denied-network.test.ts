import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/deny/no-denied-network.js';
import type { JsonValue } from '../../../src/model/index.js';
import { allowIf, denyIf, underlined } from '../../support/conditions.js';

type Conditions = Parameters<typeof allowIf>[0];

const IP = { 'aws:SourceIp': '203.0.113.0/24' };
const VPCE = { 'aws:SourceVpce': 'vpce-1' };
const VPC = { 'aws:SourceVpc': 'vpc-1' };

describe('what is allowed from one network is denied by another', () => {
  it.each<[string, Conditions, Conditions, readonly string[]]>([
    ['an endpoint by an address', { StringEquals: VPCE }, { NotIpAddress: IP }, ['taken aws:SourceVpce']],
    ['an address by an endpoint', { IpAddress: IP }, { StringNotEquals: VPCE }, ['taken aws:SourceIp']],
    [
      'an address by a VPC, if any',
      { IpAddress: IP },
      { StringNotEqualsIfExists: VPC, StringNotLike: { 'aws:VpceAccount': '1*' } },
      ['taken aws:SourceIp'],
    ],
    [
      'an address by the absence of an endpoint',
      { IpAddress: IP },
      { Null: { 'AWS:SOURCEVPCE': 'true' } },
      ['taken aws:SourceIp'],
    ],
    [
      'whatever services do',
      { IpAddress: IP },
      { StringNotEquals: VPC, Bool: { 'aws:ViaAWSService': 'false' } },
      ['taken aws:SourceIp'],
    ],
    [
      'whoever calls',
      { IpAddress: IP },
      { StringNotEquals: VPC, BoolIfExists: { 'aws:PrincipalIsAWSService': ['false'] } },
      ['taken aws:SourceIp'],
    ],
    [
      'with MFA',
      { IpAddress: IP, Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      { StringNotEquals: VPC, Null: { 'aws:MultiFactorAuthAge': 'false' } },
      ['taken aws:SourceIp'],
    ],
    [
      'not with MFA',
      { IpAddress: IP },
      { StringNotEquals: VPC, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      [],
    ],
    [
      'not what comes through neither',
      { StringEquals: VPCE },
      { NotIpAddress: IP, StringNotEquals: VPCE },
      [],
    ],
    ['not where the key has to be there', { StringEquals: VPCE }, { IpAddress: IP }, []],
    [
      'not where the key is known',
      { StringEquals: VPCE },
      { NotIpAddress: IP, Null: { 'aws:SourceIp': 'false' } },
      [],
    ],
    [
      'not where the request may be spared',
      { StringEquals: VPCE },
      { NotIpAddress: IP, StringEquals: { 'aws:PrincipalTag/a': 'b' } },
      [],
    ],
    [
      'not by what is no network',
      { StringEquals: VPCE },
      { StringNotEquals: { 'aws:SourceAccount': '111122223333' } },
      [],
    ],
    [
      'not where any network is allowed',
      { StringEquals: { 'aws:PrincipalTag/a': 'b' } },
      { NotIpAddress: IP },
      [],
    ],
    [
      'not what services do',
      { IpAddress: IP, Bool: { 'aws:ViaAWSService': 'true' } },
      { StringNotEquals: VPC },
      [],
    ],
    ['not what no request meets', { IpAddress: IP, StringEquals: VPCE }, { StringNotEquals: VPC }, []],
    ['not where either will do', { StringEqualsIfExists: VPCE }, { NotIpAddress: IP }, []],
    ['not by an endpoint of the same VPC', { StringEquals: VPC }, { StringNotEquals: VPCE }, []],
  ])('%s', (_, allow, deny, found) => {
    expect(underlined(rule, [denyIf(deny), allowIf(allow), denyIf(deny)])).toEqual(found);
  });

  const inBucket = (deny: JsonValue, Action: JsonValue = 's3:*') =>
    underlined(
      rule,
      [
        allowIf({ StringEquals: VPCE }, { Principal: { AWS: '111122223333' } }),
        denyIf({ NotIpAddress: IP }, { Principal: deny, Action }),
      ],
      'resource-based',
    );

  it('where the Deny is for everybody and for all that is allowed', () => {
    expect(inBucket('*')).toEqual(['taken aws:SourceVpce']);
    expect(inBucket({ AWS: '444455556666' })).toEqual([]);
    expect(inBucket('*', 's3:GetObject')).toEqual([]);
  });
});
