import { describe, expect, it } from 'vitest';
import noAllowNotPrincipal from '../../../lint-rules/validity/no-allow-not-principal.js';
import noBareWildcardInTrust from '../../../lint-rules/validity/no-bare-wildcard-in-trust.js';
import noFederatedPrincipal from '../../../lint-rules/validity/no-federated-principal.js';
import noGroupPrincipal from '../../../lint-rules/validity/no-group-principal.js';
import noInvalidIdentityProvider from '../../../lint-rules/validity/no-invalid-identity-provider.js';
import noInvalidPrincipal from '../../../lint-rules/validity/no-invalid-principal.js';
import noInvalidServicePrincipal from '../../../lint-rules/validity/no-invalid-service-principal.js';
import noNamedPrincipalInGatewayEndpoint from '../../../lint-rules/validity/no-named-principal-in-gateway-endpoint.js';
import noNotPrincipalInTrust from '../../../lint-rules/validity/no-not-principal-in-trust.js';
import noPartialWildcardInPrincipal from '../../../lint-rules/validity/no-partial-wildcard-in-principal.js';
import type { JsonValue, PolicyType } from '../../../src/model/index.js';
import { allow } from '../../support/identities.js';
import { told } from '../../support/told.js';

const RULES = [
  noBareWildcardInTrust,
  noFederatedPrincipal,
  noGroupPrincipal,
  noInvalidIdentityProvider,
  noInvalidPrincipal,
  noInvalidServicePrincipal,
  noPartialWildcardInPrincipal,
];

const trust = (Principal: JsonValue) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
const onBucket = (Principal: JsonValue) => ({ ...allow('s3:GetObject', 'arn:aws:s3:::b/*'), Principal });
const messages = (statement: Parameters<typeof told>[1], type: PolicyType) =>
  RULES.flatMap((rule) => told(rule, statement, type)).map((text) => text.split(' ')[0]);

const ACCOUNT = '111122223333';

describe('a principal under AWS', () => {
  it.each([
    '*',
    ACCOUNT,
    `arn:aws:iam::${ACCOUNT}:root`,
    `arn:aws-us-gov:iam::${ACCOUNT}:user/path/A-san`,
    `arn:aws:iam::${ACCOUNT}:role/Deploy`,
    `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/build-7`,
    `arn:aws:sts::${ACCOUNT}:federated-user/A-san`,
  ])('that has a form of one is in order: %s', (principal) => {
    expect(messages(trust({ AWS: principal }), 'role-trust')).toEqual([]);
    expect(messages(onBucket({ AWS: [principal] }), 'resource-based')).toEqual([]);
  });

  it.each([
    ['1111-2222-3333', 'unknown'],
    ['11112222333', 'unknown'],
    ['', 'unknown'],
    [`arn:aws:iam:us-east-1:${ACCOUNT}:root`, 'unknown'],
    ['arn:aws:iam::11112222333:root', 'unknown'],
    [`arn:aws:iam::${ACCOUNT}:user/`, 'unknown'],
    [`arn:aws:iam::${ACCOUNT}:instance-profile/Web`, 'unknown'],
    [`arn:aws:iam::${ACCOUNT}:assumed-role/Deploy/x`, 'unknown'],
    [`arn:aws:sts::${ACCOUNT}:root`, 'unknown'],
    [`arn:aws:s3:::exampleorg-builds`, 'unknown'],
    ['AKIAIOSFODNN7EXAMPLE', 'unknown'],
    ['ec2.amazonaws.com', 'service'],
    ['www.example.com', 'unknown'],
    [`arn:aws:iam::${ACCOUNT}:saml-provider/Login`, 'provider'],
    [`arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`, 'provider'],
    [`arn:aws:iam::${ACCOUNT}:group/Developers`, 'group'],
    [`arn:aws:iam::${ACCOUNT}:role/dev-*`, 'partial'],
    ['arn:aws:iam::*:root', 'partial'],
    ['1111222233??', 'partial'],
    ['**', 'partial'],
  ])('that has none has one finding: %s', (principal, message) => {
    expect(messages(trust({ AWS: principal }), 'role-trust')).toEqual([message]);
    expect(messages(onBucket({ AWS: principal }), 'resource-based')).toEqual([message]);
  });

  it('may be an origin access identity of CloudFront', () => {
    const identity = 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE';
    expect(messages(onBucket({ AWS: identity }), 'resource-based')).toEqual([]);
    expect(messages(onBucket({ AWS: identity.replace('user', 'role') }), 'resource-based')).toEqual([
      'unknown',
    ]);
  });

  it('with a variable is left to the rule on variables', () => {
    expect(messages(trust({ AWS: `arn:aws:iam::${ACCOUNT}:user/\${aws:username}` }), 'role-trust')).toEqual(
      [],
    );
  });

  it('that is a unique id is left to the rules about deleted ones', () => {
    const principal = { AWS: ['AROADBQP57FF2AEXAMPLE', 'AIDACKCEVSQ6C2EXAMPLE'] };
    expect(messages(onBucket(principal), 'resource-based')).toEqual([]);
    expect(messages(trust(principal), 'role-trust')).toEqual([]);
  });

  it('is judged in NotPrincipal as in Principal', () => {
    const statement = { Effect: 'Deny', NotPrincipal: { AWS: '1111' }, Action: 's3:*', Resource: '*' };
    expect(messages(statement, 'resource-based')).toEqual(['unknown']);
  });
});

describe('a principal of another kind', () => {
  it.each([
    [{ Service: 'lambda.amazonaws.com' }, []],
    [{ Service: ['logs.us-east-1.amazonaws.com', 'ec2.amazonaws.com.cn', 'alexa-appkit.amazon.com'] }, []],
    [{ Service: '${service}.amazonaws.com' }, []],
    [{ Service: 'lambda' }, ['invalid']],
    [{ Service: 'https://lambda.amazonaws.com' }, ['invalid']],
    [{ Service: 'lambda.amazonaws.org' }, ['invalid']],
    [{ Service: '*' }, ['everyService']],
    [{ Service: '*.amazonaws.com' }, ['everyService']],
    [{ Federated: ['accounts.google.com', 'cognito-identity.amazonaws.com'] }, []],
    [{ Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/Login` }, []],
    [{ Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` }, []],
    [{ Federated: '*' }, ['invalid']],
    [{ Federated: 'Login' }, ['invalid']],
    [{ Federated: 'arn:aws:iam::1:saml-provider/Login' }, ['invalid']],
    [{ Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/` }, ['invalid']],
    [{ Federated: '${provider}' }, []],
    ['*', ['bare']],
  ])('has the form of its kind: %j', (principal, expected) => {
    expect(messages(trust(principal), 'role-trust')).toEqual(expected);
  });

  it('is a canonical user of 64 hexadecimal digits', () => {
    expect(messages(onBucket({ CanonicalUser: 'a1'.repeat(32) }), 'resource-based')).toEqual([]);
    expect(messages(onBucket({ CanonicalUser: ACCOUNT }), 'resource-based')).toEqual(['canonical']);
  });

  it('is an identity provider in role trust policies only', () => {
    const Federated = `arn:aws:iam::${ACCOUNT}:saml-provider/Login`;
    expect(messages(onBucket({ Federated, AWS: ACCOUNT }), 'resource-based')).toEqual(['federated']);
  });

  it('is everybody in the policy of a resource', () => {
    expect(messages(onBucket('*'), 'resource-based')).toEqual([]);
  });
});

describe('NotPrincipal', () => {
  const not = (Effect: string, Action: string) => ({
    Effect,
    NotPrincipal: { AWS: ACCOUNT },
    Action,
    Resource: '*',
  });

  it('in an Allow lets in everybody else', () => {
    expect(told(noAllowNotPrincipal, not('Allow', 'sqs:SendMessage'), 'resource-based')).toEqual([
      'allow "NotPrincipal"',
    ]);
    expect(told(noAllowNotPrincipal, not('Allow', 's3:GetObject'), 'vpc-endpoint')).toEqual([
      'allow "NotPrincipal"',
    ]);
    expect(told(noAllowNotPrincipal, not('Deny', 'sqs:SendMessage'), 'resource-based')).toEqual([]);
  });

  it.each(['s3:GetObject', '*'])(
    'is told of by another rule where the resource may be a bucket: %s',
    (action) => {
      expect(told(noAllowNotPrincipal, not('Allow', action), 'resource-based')).toEqual([]);
    },
  );

  it.each(['Allow', 'Deny'])('has no place in a role trust policy: %s', (Effect) => {
    const statement = { Effect, NotPrincipal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' };
    expect(told(noNotPrincipalInTrust, statement, 'role-trust')).toEqual(['notPrincipal "NotPrincipal"']);
  });
});

describe('the principal of a gateway endpoint', () => {
  const endpoint = (AWS: string | readonly string[], Action = 's3:GetObject') => ({
    ...allow(Action),
    Principal: { AWS },
  });

  it.each([
    [ACCOUNT, [`account "${ACCOUNT}"`]],
    [`arn:aws:iam::${ACCOUNT}:root`, [`account "arn:aws:iam::${ACCOUNT}:root"`]],
    [`arn:aws:iam::${ACCOUNT}:role/Deploy`, [`named "arn:aws:iam::${ACCOUNT}:role/Deploy"`]],
    ['*', []],
    ['1111-2222-3333', []],
  ])('is "*": %s', (principal, expected) => {
    expect(told(noNamedPrincipalInGatewayEndpoint, endpoint(principal), 'vpc-endpoint')).toEqual(expected);
  });

  it('can be another where the service has no gateway endpoint', () => {
    expect(told(noNamedPrincipalInGatewayEndpoint, endpoint(ACCOUNT, 'sqs:*'), 'vpc-endpoint')).toEqual([]);
    expect(
      told(noNamedPrincipalInGatewayEndpoint, endpoint(ACCOUNT, 'dynamodb:*'), 'vpc-endpoint'),
    ).toHaveLength(1);
  });
});
