import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/bucket/no-public-policy.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const OBJECTS = 'arn:aws:s3:::downloads/*';
const read = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: OBJECTS,
  ...more,
});
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements as never[] });
const BLOCKED = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: true,
};

type BucketExample = NonNullable<AccountExample['Buckets']>[number];
const findingsFor = (bucket: Partial<BucketExample>, more: AccountExample = {}) =>
  lintAccount({ Buckets: [{ Name: 'downloads', Policy: policy(read()), ...bucket }], ...more }, rule);
const messagesFor = (...statements: object[]) =>
  findingsFor({ Policy: policy(...statements) }).map(({ messageId }) => messageId);

describe('a condition with fixed values', () => {
  it.each([
    ['aws:SourceVpce', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }],
    ['aws:SourceIp', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8', '2001:db8::/32'] } }],
    ['aws:SourceArn', { ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } }],
    ['aws:userid', { StringEquals: { 'aws:userid': 'AIDACKCEVSQ6C2EXAMPLE' } }],
    [
      'access points of an account',
      {
        ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:us-west-2:111122223333:accesspoint/*' },
      },
    ],
  ])('of %s is not public', (_, condition) => {
    expect(messagesFor(read({ Condition: condition }))).toEqual([]);
  });

  it.each([
    ['a wide IPv4 block', { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }],
    ['a wide IPv6 block', { IpAddress: { 'aws:SourceIp': '2000::/3' } }],
    ['one wide block among others', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '8.0.0.0/7'] } }],
    ['no address', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['any endpoint', { StringLike: { 'aws:SourceVpc': 'vpc-*' } }],
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
    [
      'a role, if it is signed at all',
      {
        StringEqualsIfExists: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/App' },
      },
    ],
  ])('is not what asks for %s', (_, condition) => {
    expect(messagesFor(read({ Condition: condition }))).toEqual(['condition']);
  });

  it.each([
    ['sessions of a role', { StringLike: { 'aws:userid': 'AROADBQP57FF2AEXAMPLE:*' } }],
    ['roles of an account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
  ])('is not what names %s by a wildcard, though only S3 calls that public', (_, condition) => {
    expect(findingsFor({ Policy: policy(read({ Condition: condition })) })).toMatchObject([
      { messageId: 'wildcard', confidence: 'low' },
    ]);
  });
});

describe('a Deny', () => {
  const outside = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
  const deny = (more: object = {}) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: ['arn:aws:s3:::downloads', OBJECTS],
    Condition: outside,
    ...more,
  });

  it('of all others silences the rule', () => {
    expect(messagesFor(read(), deny())).toEqual([]);
    expect(messagesFor(read(), deny({ Resource: '*', Action: '*' }))).toEqual([]);
  });

  it.each([
    ['of the bucket and not of its objects', { Resource: 'arn:aws:s3:::downloads' }],
    ['of other actions', { Action: 's3:Put*' }],
    ['of plain HTTP', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    [
      'that spares anonymous requests',
      {
        Condition: { ...outside, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      },
    ],
  ])('%s does not', (_, more) => {
    expect(messagesFor(read(), deny(more))).toEqual(['open']);
  });
});

describe('Block Public Access', () => {
  it('silences the rule where it restricts public buckets, at the bucket or the account', () => {
    expect(findingsFor({ PublicAccessBlock: BLOCKED })).toEqual([]);
    const account = { Accounts: [{ AccountId: '111122223333', PublicAccessBlock: BLOCKED }] };
    expect(findingsFor({}, account)).toEqual([]);
  });

  it('does not where it only keeps new public policies out', () => {
    const block = { ...BLOCKED, RestrictPublicBuckets: false, BlockPublicPolicy: true };
    expect(findingsFor({ PublicAccessBlock: block })).toMatchObject([
      { messageId: 'open', confidence: 'high' },
    ]);
  });

  it('lowers the confidence where it was not read', () => {
    const unread = { PublicAccessBlock: undefined } as unknown as BucketExample;
    expect(findingsFor(unread)).toMatchObject([{ messageId: 'open', confidence: 'medium' }]);
  });
});

describe('the word of S3', () => {
  it('that the policy is not public counts where there are conditions or denies to reason about', () => {
    const PolicyStatus = { IsPublic: false };
    const condition = { Bool: { 'aws:SecureTransport': 'true' } };
    expect(findingsFor({ Policy: policy(read({ Condition: condition })), PolicyStatus })).toEqual([]);
    expect(findingsFor({ PolicyStatus })).toMatchObject([{ messageId: 'open' }]);
  });

  it('that it is public adds nothing to a statement that shows why', () => {
    const found = findingsFor({ PolicyStatus: { IsPublic: true } });
    expect(found.map(({ messageId }) => messageId)).toEqual(['open']);
  });
});

it('named principals, denies and buckets without a policy are not public', () => {
  expect(messagesFor(read({ Principal: { AWS: '444455556666' } }), read({ Effect: 'Deny' }))).toEqual([]);
  expect(messagesFor(read({ Principal: { Service: 'cloudtrail.amazonaws.com' } }))).toEqual([]);
  expect(findingsFor({ Policy: null })).toEqual([]);
});

it('of policy files, it is about those for S3', () => {
  const messages = (statement: object) =>
    lintPolicy(policy(statement), 'resource-based', rule).map(({ messageId }) => messageId);
  expect(messages(read())).toEqual(['open']);
  expect(messages(read({ Action: 'sqs:SendMessage' }))).toEqual([]);
  expect(messages(read({ Action: undefined, NotAction: 's3:DeleteBucket' }))).toEqual(['open']);
  const queue = 'arn:aws:sqs:us-east-1:111122223333:q';
  expect(messages(read({ Action: undefined, NotAction: 's3:*', Resource: queue }))).toEqual([]);
  expect(messages(read({ Action: '*' }))).toEqual(['open']);
  expect(messages(read({ Action: '*', Resource: '*' }))).toEqual([]);
});
