import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/model/index.js';
import { parsePolicy } from '../../src/normalizers/index.js';
import { notPublic, type PublicMeaning } from '../../src/prover/index.js';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
function verdict(statements: readonly object[], meaning: PublicMeaning = 'plain'): Claim['verdict'] {
  const Statement = statements.map((statement) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::example-bucket/*',
    ...statement,
  }));
  const policy = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), 'bucket.json', {
    type: 'resource-based',
    owner: 'arn:aws:s3:::example-bucket',
    name: 'bucket.json',
  });
  return notPublic(policy, meaning).verdict;
}

const EVERYBODY = { Principal: '*' };
const condition = (operator: string, key: string, ...values: readonly string[]) => ({
  ...EVERYBODY,
  Condition: { [operator]: { [key]: values } },
});

describe('a policy that lets in strangers is public', () => {
  it.each([
    ['everybody', EVERYBODY],
    ['every account', { Principal: { AWS: '*' } }],
    ['everybody but one account', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    ['whoever sends a header', condition('StringLike', 'aws:Referer', 'https://example.com/*')],
    ['whoever uses TLS', condition('Bool', 'aws:SecureTransport', 'true')],
    ['every organization', condition('StringLike', 'aws:PrincipalOrgID', 'o-*')],
    ['all but one organization', condition('StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')],
    ['one organization, or none', condition('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')],
    ['all addresses', condition('IpAddress', 'aws:SourceIp', '0.0.0.0/0')],
    ['half of all addresses', condition('IpAddress', 'aws:SourceIp', '128.0.0.0/1')],
    ['all addresses but some', condition('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    [
      'a role of a name in every account',
      condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/reader'),
    ],
    ['a name, or nobody', condition('ForAllValues:StringEquals', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*')],
  ])('%s', (_, statement) => {
    expect([verdict([statement]), verdict([statement], 's3')]).toEqual(['refuted', 'refuted']);
  });
});

describe('a policy that names whom it lets in is not', () => {
  it.each([
    ['an account', { Principal: { AWS: '444455556666' } }],
    ['a role', { Principal: { AWS: 'arn:aws:iam::444455556666:role/reader' } }],
    ['a service', { Principal: { Service: 'cloudtrail.amazonaws.com' } }],
    ['an organization', condition('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')],
    ['an account, by a condition', condition('StringEquals', 'aws:PrincipalAccount', '444455556666')],
    [
      'a role, by a condition',
      condition('ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::444455556666:role/reader'),
    ],
    ['a VPC endpoint', condition('StringEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d')],
    ['an office', condition('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    ['a topic', condition('ArnEquals', 'aws:SourceArn', 'arn:aws:sns:us-east-1:111122223333:topic')],
    [
      'a path of an organization',
      condition('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a1b2c3d4e5/*'),
    ],
  ])('%s', (_, statement) => {
    expect([verdict([statement]), verdict([statement], 's3')]).toEqual(['proved', 'proved']);
  });
});

describe('the two meanings differ', () => {
  it('over a wildcard that still names an account', () => {
    const roles = condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::444455556666:role/*');
    expect([verdict([roles]), verdict([roles], 's3')]).toEqual(['proved', 'refuted']);
  });

  it('over a Deny, which S3 does not look at', () => {
    const deny = { Effect: 'Deny', ...condition('StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5') };
    expect([verdict([EVERYBODY, deny]), verdict([EVERYBODY, deny], 's3')]).toEqual(['proved', 'refuted']);
  });
});
