import { describe, expect, it } from 'vitest';
import noAccountInGatewayPolicy from '../../../lint-rules/resource/no-account-in-gateway-policy.js';
import noOpenEndpoint from '../../../lint-rules/resource/no-open-endpoint.js';
import type { Rule } from '../../../src/linter/index.js';
import { lintPolicy } from '../../support/rules.js';

const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: '*',
  Resource: '*',
  ...more,
});
const findingsOf = (rule: Rule, ...statements: object[]) =>
  lintPolicy({ Version: '2012-10-17', Statement: statements }, 'vpc-endpoint', rule);
const messagesOf = (rule: Rule, ...statements: object[]) =>
  findingsOf(rule, ...statements).map(({ messageId }) => messageId);

describe('resource/no-open-endpoint', () => {
  it.each([
    ['everything', {}],
    ['every bucket', { Action: 's3:*', Resource: 'arn:aws:s3:::*' }],
    ['every object', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::*/*' }],
    ['the queues of every account', { Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:*' }],
    ['all but some', { Resource: undefined, NotResource: 'arn:aws:s3:::secret' }],
    ['everything under TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['every organization by name', { Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } } }],
  ])('finds a statement that lets everybody reach %s', (_, more) => {
    expect(messagesOf(noOpenEndpoint, allow(more))).toEqual(['open']);
  });

  it('underlines the star', () => {
    const path = (more: object) =>
      findingsOf(noOpenEndpoint, allow(more))[0]?.locations[0].location.path.slice(2);
    expect(path({ Principal: { AWS: ['*'] } })).toEqual(['Principal', 'AWS', 0]);
    expect(path({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } })).toEqual(['NotPrincipal']);
  });

  it.each([
    ['one bucket', { Resource: ['arn:aws:s3:::packages', 'arn:aws:s3:::packages/*'] }],
    ['queues of an account', { Resource: 'arn:aws:sqs:*:111122223333:*' }],
    ['something that is no ARN', { Resource: 'packages' }],
    ['those of an organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }],
    ['resources of an account', { Condition: { StringEquals: { 's3:ResourceAccount': '111122223333' } } }],
    ['a network', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } } }],
    ['named principals', { Principal: { AWS: 'arn:aws:iam::111122223333:role/r' } }],
    ['nobody', { Effect: 'Deny' }],
    ['whoever is not said', { Principal: undefined }],
  ])('is silent on %s', (_, more) => {
    expect(messagesOf(noOpenEndpoint, allow(more))).toEqual([]);
  });

  it('is silent where a Deny keeps strangers out, and not where one keeps out plain HTTP', () => {
    const deny = (Condition: object) => allow({ Effect: 'Deny', Condition });
    const outside = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(messagesOf(noOpenEndpoint, allow(), deny(outside))).toEqual([]);
    expect(messagesOf(noOpenEndpoint, allow(), deny({ Bool: { 'aws:SecureTransport': 'false' } }))).toEqual([
      'open',
    ]);
  });
});

describe('resource/no-account-in-gateway-policy', () => {
  const to = (AWS: string, Action: string | string[] = 's3:*') => allow({ Principal: { AWS }, Action });

  it('finds accounts and roots', () => {
    expect(messagesOf(noAccountInGatewayPolicy, to('111122223333'))).toEqual(['rootUser']);
    expect(
      messagesOf(noAccountInGatewayPolicy, to('arn:aws:iam::111122223333:root', 'DynamoDB:Get*')),
    ).toEqual(['rootUser']);
  });

  it('is silent on everybody, on roles, and on endpoints that are no gateways', () => {
    expect(messagesOf(noAccountInGatewayPolicy, to('*'))).toEqual([]);
    expect(messagesOf(noAccountInGatewayPolicy, to('arn:aws:iam::111122223333:role/r'))).toEqual([]);
    expect(messagesOf(noAccountInGatewayPolicy, to('111122223333', ['s3:*', 'sqs:*']))).toEqual([]);
    expect(messagesOf(noAccountInGatewayPolicy, allow({ Action: undefined, Principal: undefined }))).toEqual(
      [],
    );
    expect(messagesOf(noAccountInGatewayPolicy, allow({ Action: 's3:*', Principal: undefined }))).toEqual([]);
  });
});
