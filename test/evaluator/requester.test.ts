import { describe, expect, it } from 'vitest';
import { parseRequester } from '../../src/evaluator/index.js';

describe('a requester in words', () => {
  it.each([
    [
      'arn:aws:iam::111122223333:user/team/A-san',
      { kind: 'user', arn: 'arn:aws:iam::111122223333:user/team/A-san' },
    ],
    ['arn:aws:iam::111122223333:role/App', { kind: 'role', arn: 'arn:aws:iam::111122223333:role/App' }],
    [
      'arn:aws:sts::111122223333:assumed-role/App/session',
      { kind: 'role', arn: 'arn:aws:sts::111122223333:assumed-role/App/session' },
    ],
    [
      'arn:aws:sts::111122223333:federated-user/guest',
      { kind: 'federated-user', arn: 'arn:aws:sts::111122223333:federated-user/guest' },
    ],
    ['arn:aws-cn:iam::111122223333:root', { kind: 'root', account: '111122223333', partition: 'aws-cn' }],
    [
      'arn:aws:iam::111122223333:saml-provider/ADFS',
      { kind: 'saml', provider: 'arn:aws:iam::111122223333:saml-provider/ADFS' },
    ],
    [
      'arn:aws:iam::111122223333:oidc-provider/example.com/id/1',
      { kind: 'web-identity', provider: 'arn:aws:iam::111122223333:oidc-provider/example.com/id/1' },
    ],
    [
      'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
      { kind: 'user', arn: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' },
    ],
    ['accounts.google.com', { kind: 'web-identity', provider: 'accounts.google.com' }],
    ['lambda.amazonaws.com', { kind: 'service', service: 'lambda.amazonaws.com' }],
    ['anonymous', { kind: 'anonymous' }],
  ])('%s', (text, requester) => {
    expect(parseRequester(text)).toEqual(requester);
  });

  it.each([
    '',
    '*',
    'A-san',
    '111122223333',
    'Lambda.amazonaws.com',
    'arn:aws:iam::111122223333:group/team',
    'arn:aws:iam::111122223333:user',
    'arn:aws:iam::*:user/A-san',
    'arn:aws:iam::1111:user/A-san',
    'arn:aws:iam::111122223333:user/',
    'arn:aws:iam::111122223333:root/x',
    'arn:aws:sts::111122223333:assumed-role/App',
    'arn:aws:sts::111122223333:assumed-role/App/a/b',
    'arn:aws:s3:::example-bucket',
    'arn:aws:iam',
  ])('%j is none', (text) => {
    expect(parseRequester(text)).toBeUndefined();
  });
});
