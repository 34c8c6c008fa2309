import { describe, expect, it } from 'vitest';
import tenantWide from '../../../lint-rules/trust/no-tenant-wide-subject.js';
import guests from '../../../lint-rules/trust/no-unauthenticated-identity.js';
import oidcCondition from '../../../lint-rules/trust/require-oidc-condition.js';
import samlAudience from '../../../lint-rules/trust/require-saml-audience.js';
import serviceAccount from '../../../lint-rules/trust/require-service-account.js';
import tenancyClaim from '../../../lint-rules/trust/require-tenancy-claim.js';
import type { Rule } from '../../../src/linter/index.js';
import { lintPolicy } from '../../support/rules.js';

const WEB = 'sts:AssumeRoleWithWebIdentity';
const provider = (name: string) => `arn:aws:iam::111122223333:oidc-provider/${name}`;
const trust = (federated: string | readonly string[], condition?: object, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: federated },
  Action: WEB,
  ...(condition && { Condition: condition }),
  ...more,
});
const denyOthers = (condition: object, action = WEB) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: action,
  Condition: condition,
});
const messagesOf = (rule: Rule, ...statements: object[]) =>
  lintPolicy({ Version: '2012-10-17', Statement: statements }, 'role-trust', rule).map(
    ({ messageId }) => messageId,
  );
/** What is underlined. */
const placesOf = (rule: Rule, ...statements: object[]) =>
  lintPolicy({ Version: '2012-10-17', Statement: statements }, 'role-trust', rule).map(({ locations }) =>
    locations[0].location.path.slice(2).join('/'),
  );

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/ABC';
const COGNITO = 'cognito-identity.amazonaws.com';

describe('what no rule is about', () => {
  const rules = [tenancyClaim, tenantWide, guests, oidcCondition, samlAudience, serviceAccount];
  const everything = ['gitlab.com', 'login.example.com', EKS].map(provider).concat(COGNITO);

  it.each([
    ['a Deny', trust(everything, undefined, { Effect: 'Deny' })],
    ['another action', trust(everything, undefined, { Action: 'sts:TagSession' })],
    ['NotPrincipal', { Effect: 'Allow', NotPrincipal: { Federated: everything }, Action: WEB }],
    ['another kind of principal', { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: '*' }],
    ['something that is no provider', trust('arn:aws:iam::111122223333:role/gitlab.com')],
  ])('%s', (_, statement) => {
    expect(rules.flatMap((rule) => messagesOf(rule, statement))).toEqual([]);
  });

  it('all of it with a wildcard in the action', () => {
    expect(messagesOf(tenancyClaim, trust(provider('gitlab.com'), undefined, { Action: 'sts:*' }))).toEqual([
      'missing',
    ]);
  });
});

describe('require-tenancy-claim and no-tenant-wide-subject', () => {
  const reach = (name: string, condition?: object, ...denies: object[]) => {
    const statement = trust(name === COGNITO || name.startsWith('www') ? name : provider(name), condition);
    const anybody = messagesOf(tenancyClaim, statement, ...denies);
    const tenant = messagesOf(tenantWide, statement, ...denies);
    return [...anybody, ...tenant.map((id) => `tenant ${id}`)].join() || 'part';
  };
  const like = (value: string | readonly string[], key = 'gitlab.com:sub') => ({
    StringLike: { [key]: value },
  });

  it.each([
    ['project_path:octo/app:ref_type:branch:ref:main', 'part'],
    ['project_path:octo/app:*', 'part'],
    ['project_path:octo/team/app:ref_type:branch:ref:*', 'part'],
    ['project_path:octo/*', 'tenant wide'],
    ['project_path:octo/*:ref_type:branch:ref:main', 'tenant wide'],
    ['project_path:octo/app*', 'tenant wide'],
    ['project_path:octo*', 'wide'],
    ['project_path:*/app:ref_type:branch:ref:main', 'wide'],
    ['*', 'wide'],
    ['ref:main:*', 'wide'],
  ])('GitLab: %s lets in: %s', (value, expected) => {
    expect(reach('gitlab.com', like(value))).toBe(expected);
  });

  it.each([
    ['organization:octo:project:p:workspace:w:run_phase:*', 'part'],
    ['organization:octo:project:*:workspace:w:run_phase:*', 'part'],
    ['organization:octo:project:p:workspace:*', 'part'],
    ['organization:octo:*', 'tenant wide'],
    ['organization:octo:project:*:workspace:*:run_phase:apply', 'tenant wide'],
    ['organization:octo:workspace:', 'part'],
    ['organization:octo*', 'wide'],
    ['organization:*:project:p:workspace:w:run_phase:*', 'wide'],
  ])('HCP Terraform: %s lets in: %s', (value, expected) => {
    expect(reach('app.terraform.io', like(value, 'app.terraform.io:sub'))).toBe(expected);
  });

  it('a label without a name behind it names nothing', () => {
    const value = 'organization:octo:*:workspace:';
    expect(reach('app.terraform.io', like(value, 'app.terraform.io:sub'))).toBe('tenant wide');
    expect(reach('app.terraform.io', like(value.slice(0, -1), 'app.terraform.io:sub'))).toBe('tenant wide');
  });

  it('one wide value among others decides', () => {
    expect(reach('gitlab.com', like(['project_path:octo/app:*', 'project_path:octo/*']))).toBe('tenant wide');
    expect(reach('gitlab.com', like(['project_path:octo/app:*', '*']))).toBe('wide');
  });

  it('a condition that need not be met is none', () => {
    const sub = { 'gitlab.com:sub': 'project_path:octo/app:ref_type:branch:ref:main' };
    expect(reach('gitlab.com', { StringEqualsIfExists: sub })).toBe('wide');
    expect(reach('gitlab.com', { 'ForAllValues:StringEquals': sub })).toBe('wide');
    expect(reach('gitlab.com', { StringNotEquals: sub })).toBe('wide');
    expect(reach('gitlab.com', { StringEqualsIfExists: sub, Null: { 'gitlab.com:sub': 'false' } })).toBe(
      'part',
    );
    expect(reach('gitlab.com')).toBe('missing');
  });

  it('a Deny of all others is as good', () => {
    const others = denyOthers({ StringNotLike: { 'gitlab.com:sub': 'project_path:octo/*' } });
    expect(reach('gitlab.com', undefined, others)).toBe('tenant wide');
    const part = denyOthers({ StringNotLike: { 'gitlab.com:sub': 'project_path:octo/app:*' } });
    expect(reach('gitlab.com', undefined, part)).toBe('part');
  });

  it.each([
    ['api.pulumi.com/oidc', 'api.pulumi.com/oidc:aud', 'octo', 'part'],
    ['oidc.vercel.com', 'oidc.vercel.com:sub', 'owner:octo:*', 'part'],
    ['sandboxes.cloud', 'sandboxes.cloud:aud', 'octo*', 'wide'],
    ['studio.datachain.ai/api', 'studio.datachain.ai/api:sub', 'credentials:octo/*', 'part'],
    ['studio.datachain.ai/api', 'studio.datachain.ai/api:sub', '*', 'wide'],
    [
      'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d',
      'sts:RoleSessionName',
      'MicrosoftSentinel_1',
      'part',
    ],
    ['sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d', 'aws:SourceIp', '203.0.113.0/24', 'missing'],
    [COGNITO, `${COGNITO}:aud`, 'us-east-1:1234', 'part'],
    [COGNITO, `${COGNITO}:aud`, 'us-east-1:*', 'wide'],
    ['www.amazon.com', 'www.amazon.com:app_id', 'amzn1.application.1', 'part'],
    ['www.amazon.com', 'www.amazon.com:amr', 'x', 'missing'],
  ])('%s with %s like %s lets in: %s', (name, key, value, expected) => {
    expect(reach(name, like(value, key))).toBe(expected);
  });

  it('underline the value, or the provider where there is none', () => {
    const statement = trust(provider('gitlab.com'), like(['project_path:octo/app:*', '*']));
    expect(placesOf(tenancyClaim, statement)).toEqual(['Condition/StringLike/gitlab.com:sub/0']);
    expect(placesOf(tenancyClaim, trust(provider('gitlab.com')))).toEqual(['Principal/Federated']);
    const others = denyOthers({ StringNotLike: { 'gitlab.com:sub': 'project_path:octo/*' } });
    expect(placesOf(tenantWide, trust(provider('gitlab.com')), others)).toEqual(['Principal/Federated']);
  });

  it('other issuers are not shared', () => {
    expect(reach('gitlab.example.com')).toBe('part');
  });
});

describe('require-oidc-condition', () => {
  const found = (condition?: object, name = 'login.example.com', ...denies: object[]) =>
    messagesOf(oidcCondition, trust(provider(name), condition), ...denies).length;

  it.each([
    ['nothing', undefined],
    ['a global key', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }],
    ['another provider', { StringEquals: { 'login.example.org:sub': 'x' } }],
    ['any value', { StringLike: { 'login.example.com:sub': '*' } }],
    ['a claim that may be missing', { StringLikeIfExists: { 'login.example.com:sub': 'deploy' } }],
    ['a negated operator', { StringNotEquals: { 'login.example.com:sub': 'deploy' } }],
  ])('%s is no test', (_, condition) => {
    expect(found(condition)).toBe(1);
  });

  it.each([
    ['the subject', { StringEquals: { 'login.example.com:sub': 'deploy' } }],
    ['the subject in other letters', { StringEquals: { 'Login.Example.com:SUB': 'deploy' } }],
    ['the audience', { StringLike: { 'login.example.com:aud': 'app-*' } }],
    ['a star that is none under the operator', { StringEquals: { 'login.example.com:sub': '*' } }],
  ])('%s is one', (_, condition) => {
    expect(found(condition)).toBe(0);
  });

  it('a Deny of all others is as good', () => {
    const others = denyOthers({ StringNotEquals: { 'login.example.com:sub': 'deploy' } });
    expect(found(undefined, 'login.example.com', others)).toBe(0);
  });

  it('is silent where a more specific rule speaks', () => {
    for (const name of ['gitlab.com', 'token.actions.githubusercontent.com', EKS])
      expect(found(undefined, name)).toBe(0);
  });
});

describe('require-service-account', () => {
  const key = `${EKS}:sub`;
  const found = (condition?: object, name = EKS) =>
    messagesOf(serviceAccount, trust(provider(name), condition));

  it.each([
    ['exactly', { StringEquals: { [key]: 'system:serviceaccount:ns:app' } }, []],
    [
      'two of them',
      { StringLike: { [key]: ['system:serviceaccount:ns:a', 'system:serviceaccount:ns:b'] } },
      [],
    ],
    ['any of a namespace', { StringLike: { [key]: 'system:serviceaccount:ns:*' } }, ['namespace']],
    ['some of a namespace', { StringLike: { [key]: 'system:serviceaccount:ns:app-?' } }, ['namespace']],
    ['any namespace', { StringLike: { [key]: 'system:serviceaccount:*:app' } }, ['cluster']],
    ['namespaces by a prefix', { StringLike: { [key]: 'system:serviceaccount:ns*:app' } }, ['cluster']],
    ['everything', { StringLike: { [key]: '*' } }, ['cluster']],
    ['nothing', { StringEquals: { [`${EKS}:aud`]: 'sts.amazonaws.com' } }, ['cluster']],
    ['if there', { StringEqualsIfExists: { [key]: 'system:serviceaccount:ns:app' } }, ['cluster']],
  ])('the account is named: %s', (_, condition, expected) => {
    expect(found(condition)).toEqual(expected);
  });

  it('a namespace is less certain', () => {
    const statement = trust(provider(EKS), { StringLike: { [key]: 'system:serviceaccount:ns:*' } });
    expect(lintPolicy({ Statement: [statement] }, 'role-trust', serviceAccount)).toMatchObject([
      { confidence: 'medium' },
    ]);
  });

  it('knows the clusters of China, and no others than those of EKS', () => {
    expect(found(undefined, 'oidc.eks.cn-north-1.amazonaws.com.cn/id/ABC')).toEqual(['cluster']);
    expect(found(undefined, 'oidc.example.com/id/ABC')).toEqual([]);
  });
});

describe('no-unauthenticated-identity', () => {
  const amr = (value: string | readonly string[], operator = 'ForAnyValue:StringLike') =>
    messagesOf(guests, trust(COGNITO, { [operator]: { [`${COGNITO}:amr`]: value } }));

  it('tells guests, users, and both', () => {
    expect(amr('authenticated')).toEqual([]);
    expect(amr(['authenticated', 'login.example.com'])).toEqual([]);
    expect(amr('unauthenticated')).toEqual(['guests']);
    expect(amr(['authenticated', 'unauthenticated'])).toEqual(['guests']);
    expect(amr('*authenticated')).toEqual(['guests']);
    expect(amr('authenticated', 'ForAllValues:StringLike')).toEqual(['either']);
    expect(messagesOf(guests, trust(COGNITO))).toEqual(['either']);
  });

  it('is about identity pools only', () => {
    expect(messagesOf(guests, trust(provider('gitlab.com')))).toEqual([]);
  });
});

describe('require-saml-audience', () => {
  const saml = (condition?: object, more: object = {}) =>
    messagesOf(
      samlAudience,
      trust('arn:aws:iam::111122223333:saml-provider/Okta', condition, {
        Action: 'sts:AssumeRoleWithSAML',
        ...more,
      }),
    );

  it('takes any key that singles out the assertion', () => {
    expect(saml({ StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } })).toEqual([]);
    expect(saml({ StringEquals: { 'saml:sub': '_cbb88bf52c2510eabe00c1642d4643f41430fe25e3' } })).toEqual([]);
    expect(saml()).toEqual(['missing']);
    expect(saml({ StringLike: { 'SAML:aud': '*' } })).toEqual(['missing']);
    expect(saml({ StringEqualsIfExists: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } })).toEqual([
      'missing',
    ]);
  });

  it('an OIDC action is none of a SAML provider', () => {
    expect(saml(undefined, { Action: WEB })).toEqual([]);
  });
});
