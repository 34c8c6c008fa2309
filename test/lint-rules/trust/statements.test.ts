import { describe, expect, it } from 'vitest';
import guessable from '../../../lint-rules/trust/no-guessable-external-id.js';
import looser from '../../../lint-rules/trust/no-looser-statement.js';
import optionalMfa from '../../../lint-rules/trust/no-optional-mfa.js';
import redundantSession from '../../../lint-rules/trust/no-redundant-session.js';
import selfTrust from '../../../lint-rules/trust/no-self-trust.js';
import wildcardAction from '../../../lint-rules/trust/no-wildcard-action.js';
import wildcardPrincipal from '../../../lint-rules/trust/no-wildcard-principal.js';
import externalCaller from '../../../lint-rules/trust/no-external-caller.js';
import githubBranch from '../../../lint-rules/trust/require-github-branch.js';
import rolesAnywhere from '../../../lint-rules/trust/require-roles-anywhere-condition.js';
import sessionActions from '../../../lint-rules/trust/require-session-actions.js';
import userMfa from '../../../lint-rules/trust/require-user-mfa.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const USER = arn('user/A-san');
const FOREIGN = 'arn:aws:iam::444455556666:role/Collector';
const trust = (principal: object | string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const on = (condition: object) => ({ Condition: condition });
const document = (statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements });
const messagesOf = (rule: Rule, ...statements: object[]) =>
  lintPolicy(document(statements), 'role-trust', rule).map(({ messageId }) => messageId);
/** What is underlined. */
const placesOf = (rule: Rule, ...statements: object[]) =>
  lintPolicy(document(statements), 'role-trust', rule).map(({ locations }) =>
    locations[0].location.path.slice(1).join('/'),
  );
const account = (statements: readonly object[], more: AccountExample = {}): AccountExample => ({
  RoleDetailList: [
    { Arn: arn('role/ops/Monitoring'), AssumeRolePolicyDocument: document(statements) as never },
  ],
  ...more,
});
const inAccount = (rule: Rule, statements: readonly object[], more?: AccountExample) =>
  lintAccount(account(statements, more), rule);

describe('no-wildcard-action', () => {
  it.each([
    ['sts:*', ['wildcard']],
    ['STS:*', ['wildcard']],
    ['*', ['wildcard']],
    [['sts:AssumeRole', 'sts:*'], ['wildcard']],
    ['sts:AssumeRole*', []],
    [['sts:AssumeRole', 'sts:TagSession'], []],
    ['ec2:*', []],
  ])('%s', (Action, expected) => {
    expect(messagesOf(wildcardAction, trust({ AWS: USER }, { Action }))).toEqual(expected);
  });

  it('NotAction at its key; a Deny may be wide', () => {
    const notAction = { Effect: 'Allow', Principal: { AWS: USER }, NotAction: ['sts:TagSession'] };
    expect(messagesOf(wildcardAction, notAction)).toEqual(['notAction']);
    expect(placesOf(wildcardAction, notAction)).toEqual(['0/NotAction']);
    expect(messagesOf(wildcardAction, trust('*', { Effect: 'Deny', Action: '*' }))).toEqual([]);
    expect(messagesOf(wildcardAction, { Effect: 'Allow', Action: 'sts:*', Resource: '*' })).toEqual([]);
  });
});

describe('no-optional-mfa', () => {
  const found = (...conditions: object[]) =>
    messagesOf(optionalMfa, trust({ AWS: USER }, on(Object.assign({}, ...conditions) as object)));
  const PRESENT = 'aws:MultiFactorAuthPresent';
  const AGE = 'aws:MultiFactorAuthAge';

  it.each([
    ['BoolIfExists', PRESENT, 'true', ['absent']],
    ['BoolIfExists', 'AWS:multifactorauthpresent', 'true', ['absent']],
    ['BoolIfExists', PRESENT, 'false', ['absent']],
    ['Bool', PRESENT, 'false', ['unset']],
    ['Bool', PRESENT, ['true', 'false'], ['unset']],
    ['Null', PRESENT, 'true', ['absent']],
    ['Null', PRESENT, 'false', ['unset']],
    ['StringNotEquals', PRESENT, 'false', ['absent']],
    ['ForAllValues:Bool', PRESENT, 'true', ['absent']],
    ['NumericLessThanIfExists', AGE, '3600', ['absent']],
    ['Null', AGE, 'true', ['absent']],
    ['Bool', PRESENT, 'true', []],
    ['Bool', PRESENT, true, []],
    ['NumericLessThan', AGE, '3600', []],
    ['Null', AGE, 'false', []],
    ['BoolIfExists', 'aws:SecureTransport', 'true', []],
  ])('%s on %s: %s', (operator, key, value, expected) => {
    expect(found({ [operator]: { [key]: value } })).toEqual(expected);
  });

  it('one strict condition makes up for a loose one, in the statement or in a Deny', () => {
    const loose = { BoolIfExists: { [PRESENT]: 'true' } };
    expect(found(loose, { NumericLessThan: { [AGE]: '3600' } })).toEqual([]);
    const deny = trust('*', { Effect: 'Deny', ...on({ BoolIfExists: { [PRESENT]: 'false' } }) });
    expect(messagesOf(optionalMfa, deny)).toEqual([]);
    const others = trust('*', { Effect: 'Deny', ...on({ StringNotEquals: { [PRESENT]: 'true' } }) });
    expect(messagesOf(optionalMfa, trust({ AWS: USER }, on(loose)), others)).toEqual([]);
  });

  it('no values, no value to show', () => {
    expect(found({ Null: { [PRESENT]: [] } })).toEqual(['unset']);
  });

  it('underlines the operator, or the value', () => {
    expect(placesOf(optionalMfa, trust({ AWS: USER }, on({ BoolIfExists: { [PRESENT]: 'true' } })))).toEqual([
      '0/Condition/BoolIfExists',
    ]);
    expect(placesOf(optionalMfa, trust({ AWS: USER }, on({ Bool: { [PRESENT]: 'false' } })))).toEqual([
      `0/Condition/Bool/${PRESENT}`,
    ]);
  });
});

describe('require-user-mfa', () => {
  it('is about users, by name', () => {
    expect(
      messagesOf(userMfa, trust({ AWS: [USER, arn('role/Deploy'), arn('user/ops/B-san')] })),
    ).toHaveLength(2);
    expect(messagesOf(userMfa, trust({ AWS: arn('root') }))).toEqual([]);
    expect(messagesOf(userMfa, trust({ Federated: USER }))).toEqual([]);
    expect(messagesOf(userMfa, trust({ AWS: USER }, { Effect: 'Deny' }))).toEqual([]);
    expect(messagesOf(userMfa, trust({ AWS: USER }, { Action: 'sts:TagSession' }))).toEqual([]);
    expect(messagesOf(userMfa, { Effect: 'Allow', NotPrincipal: { AWS: USER }, Action: '*' })).toEqual([]);
  });

  it('a condition on MFA, good or bad, and a Deny without MFA silence it', () => {
    const mfa = { 'aws:MultiFactorAuthPresent': 'true' };
    expect(messagesOf(userMfa, trust({ AWS: USER }, on({ Bool: mfa })))).toEqual([]);
    expect(messagesOf(userMfa, trust({ AWS: USER }, on({ BoolIfExists: mfa })))).toEqual([]);
    expect(
      messagesOf(userMfa, trust({ AWS: USER }, on({ NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } }))),
    ).toEqual([]);
    const others = trust('*', { Effect: 'Deny', ...on({ StringNotEquals: mfa }) });
    expect(messagesOf(userMfa, trust({ AWS: USER }), others)).toEqual([]);
    expect(
      messagesOf(userMfa, trust({ AWS: USER }, on({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }))),
    ).toHaveLength(1);
  });
});

describe('no-looser-statement', () => {
  const externalId = on({ StringEquals: { 'sts:ExternalId': '8a1f5c0e' } });
  const strict = trust({ AWS: FOREIGN }, externalId);

  it.each([
    ['the same principal', trust({ AWS: FOREIGN })],
    ['the principal among others', trust({ AWS: [USER, FOREIGN] })],
    ['a wider action', trust({ AWS: FOREIGN }, { Action: 'sts:*' })],
  ])('%s without the condition', (_, loose) => {
    expect(messagesOf(looser, strict, loose)).toEqual(['looser']);
    expect(messagesOf(looser, loose, strict)).toEqual(['looser']);
  });

  it.each([
    ['another principal', trust({ AWS: USER })],
    ['another action', trust({ AWS: FOREIGN }, { Action: 'sts:TagSession' })],
    ['another condition', trust({ AWS: FOREIGN }, on({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }))],
    ['the same condition', strict],
    ['a Deny', trust({ AWS: FOREIGN }, { Effect: 'Deny' })],
    ['NotPrincipal', { Effect: 'Allow', NotPrincipal: { AWS: USER }, Action: 'sts:AssumeRole' }],
  ])('%s is another matter', (_, other) => {
    expect(messagesOf(looser, strict, other)).toEqual([]);
  });

  it('compares the rest of the conditions as they are meant', () => {
    const both = trust(
      { AWS: FOREIGN },
      on({ StringEquals: { 'sts:ExternalId': ['b', 'a'], 'aws:PrincipalOrgID': 'o-a' } }),
    );
    const one = trust({ AWS: FOREIGN }, on({ stringequals: { 'STS:ExternalID': ['a', 'b'] } }));
    expect(placesOf(looser, both, one)).toEqual(['0/Condition/StringEquals/aws:PrincipalOrgID']);
  });

  it('an account has two names, and the looser statement is shown', () => {
    const whole = trust({ AWS: 'arn:aws:iam::444455556666:root' }, externalId);
    const [finding] = lintPolicy(document([whole, trust({ AWS: '444455556666' })]), 'role-trust', looser);
    expect(finding?.locations[1]?.location.path).toEqual(['Statement', 1, 'Principal', 'AWS']);
  });

  it('a Deny that asks for it makes up for the looser one', () => {
    const deny = trust('*', { Effect: 'Deny', ...on({ StringNotEquals: { 'sts:ExternalId': '8a1f5c0e' } }) });
    expect(messagesOf(looser, strict, trust({ AWS: FOREIGN }), deny)).toEqual([]);
  });
});

describe('no-guessable-external-id', () => {
  const found = (id: string | readonly string[], principal = FOREIGN, more?: AccountExample) =>
    inAccount(
      guessable,
      [trust({ AWS: principal }, on({ StringEquals: { 'sts:ExternalId': id } }))],
      more,
    ).map(({ messageId }) => messageId);

  it.each([
    ['444455556666', 'known'],
    ['111122223333', 'known'],
    ['monitoring', 'known'],
    ['ExternalId', 'known'],
    [arn('role/ops/Monitoring'), 'known'],
    ['acme', 'short'],
  ])('%s is %s', (id, messageId) => {
    expect(found(id)).toEqual([messageId]);
  });

  it('a long one of its own is not, nor what is no id at all', () => {
    expect(found('0b3c6f6e-3f5e-4f0a')).toEqual([]);
    expect(found('*')).toEqual([]);
    expect(found(['0b3c6f6e-3f5e-4f0a', '1234'])).toEqual(['short']);
  });

  it('matters with third parties alone', () => {
    expect(found('1234', USER)).toEqual([]);
    expect(found('1234', FOREIGN, { TrustedAccounts: ['444455556666'] })).toEqual([]);
    const other = trust(
      { AWS: FOREIGN },
      { ...on({ StringEquals: { 'sts:ExternalId': '1' } }), Action: 'sts:TagSession' },
    );
    expect(inAccount(guessable, [other])).toEqual([]);
    const ip = trust({ AWS: FOREIGN }, on({ StringEquals: { 'aws:PrincipalTag/x': '1' } }));
    expect(inAccount(guessable, [ip])).toEqual([]);
  });
});

describe('no-redundant-session', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/nightly';

  it('is about a session beside its role', () => {
    expect(placesOf(redundantSession, trust({ AWS: [session, arn('role/Deploy')] }))).toEqual([
      '0/Principal/AWS/0',
    ]);
    expect(placesOf(redundantSession, trust({ AWS: [arn('role/ops/Deploy'), session] }))).toHaveLength(1);
  });

  it('another role, another account and a session alone are fine', () => {
    expect(messagesOf(redundantSession, trust({ AWS: [session, arn('role/Build')] }))).toEqual([]);
    expect(
      messagesOf(redundantSession, trust({ AWS: [session, 'arn:aws:iam::444455556666:role/Deploy'] })),
    ).toEqual([]);
    expect(messagesOf(redundantSession, trust({ AWS: [session, arn('root'), '*', USER] }))).toEqual([]);
    expect(
      messagesOf(redundantSession, trust({ AWS: [session, arn('role/Deploy')] }, { Effect: 'Deny' })),
    ).toEqual([]);
  });
});

describe('no-self-trust', () => {
  const found = (principal: object, more?: object) => inAccount(selfTrust, [trust(principal, more)]).length;

  it('is about the role itself and its sessions', () => {
    expect(found({ AWS: arn('role/ops/Monitoring') })).toBe(1);
    expect(found({ AWS: 'arn:aws:sts::111122223333:assumed-role/Monitoring/x' })).toBe(1);
  });

  it('others of the name, the account and a Deny are not itself', () => {
    expect(found({ AWS: 'arn:aws:iam::444455556666:role/ops/Monitoring' })).toBe(0);
    expect(found({ AWS: 'arn:aws:sts::444455556666:assumed-role/Monitoring/x' })).toBe(0);
    expect(found({ AWS: [arn('root'), '*'] })).toBe(0);
    expect(found({ Service: 'ec2.amazonaws.com' })).toBe(0);
    expect(found({ AWS: arn('role/ops/Monitoring') }, { Effect: 'Deny' })).toBe(0);
    expect(found({ AWS: arn('role/ops/Monitoring') }, { Action: 'sts:TagSession' })).toBe(0);
  });
});

describe('no-wildcard-principal', () => {
  const found = (condition?: object, more: object = {}) =>
    messagesOf(wildcardPrincipal, trust({ AWS: '*' }, { ...(condition && on(condition)), ...more }));

  it('is about a condition that keeps strangers out and names nobody', () => {
    expect(found({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })).toEqual(['conditioned']);
    expect(found({ ArnLike: { 'aws:PrincipalArn': arn('role/*') } })).toEqual(['conditioned']);
    const others = trust('*', {
      Effect: 'Deny',
      ...on({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a' } }),
    });
    expect(messagesOf(wildcardPrincipal, trust('*'), others)).toEqual(['conditioned']);
  });

  it('what is public is the business of no-public-principal', () => {
    expect(found()).toEqual([]);
    expect(found({ StringEquals: { 'sts:ExternalId': 'x' } })).toEqual([]);
  });

  it('users and roles that are singled out are named well enough', () => {
    expect(found({ ArnLike: { 'aws:PrincipalArn': arn('role/ops/*') } })).toEqual([]);
  });

  it('other actions, other principals and Denies are not its business', () => {
    const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(found(organization, { Action: 'sts:TagSession' })).toEqual([]);
    expect(found(organization, { Effect: 'Deny' })).toEqual([]);
    expect(messagesOf(wildcardPrincipal, trust({ AWS: USER }, on(organization)))).toEqual([]);
    const not = { Effect: 'Allow', NotPrincipal: { AWS: USER }, Action: 'sts:*', ...on(organization) };
    expect(messagesOf(wildcardPrincipal, not)).toEqual([]);
  });
});

describe('no-external-caller', () => {
  const organization = { MasterAccountId: '999900001111', Accounts: ['111122223333'] };
  const found = (
    condition: object,
    more: object = {},
    example: AccountExample = { Organization: organization },
  ) =>
    inAccount(externalCaller, [trust('*', { ...on(condition), ...more })], example).map(
      ({ messageId }) => messageId,
    );

  it.each([
    ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }],
    ['a part of one', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-other/r-1/*' } }],
    ['an account', { StringEquals: { 'aws:PrincipalAccount': '444455556666' } }],
    ['a role', { ArnEquals: { 'aws:PrincipalArn': FOREIGN } }],
    ['roles by a pattern', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } }],
  ])('%s that is foreign', (_, condition) => {
    expect(found(condition)).toEqual(['foreign']);
  });

  it.each([
    ['the own organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } }],
    ['the own account', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }],
    [
      'a foreign role of the own organization, of which there is none',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-example' }, ArnLike: { 'aws:PrincipalArn': FOREIGN } },
    ],
    ['something that does not name an owner', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['a condition that need not be met', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-other' } }],
    ['every organization', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['a role of any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Deploy' } }],
    ['no ARN', { StringEquals: { 'aws:PrincipalArn': 'Deploy' } }],
    ['no path', { StringEquals: { 'aws:PrincipalOrgPaths': '' } }],
  ])('%s is no foreigner', (_, condition) => {
    expect(found(condition)).toEqual([]);
  });

  it('a trusted account, a named principal, a Deny and a policy file are not its business', () => {
    const condition = { StringEquals: { 'aws:PrincipalAccount': '444455556666' } };
    expect(found(condition, {}, { TrustedAccounts: ['444455556666'] })).toEqual([]);
    expect(found(condition, { Principal: { AWS: FOREIGN } })).toEqual([]);
    expect(found(condition, { Effect: 'Deny' })).toEqual([]);
    expect(found(condition, { Action: 'sts:TagSession' })).toEqual([]);
    expect(messagesOf(externalCaller, trust('*', on(condition)))).toEqual([]);
  });
});

describe('require-github-branch', () => {
  const HOST = 'token.actions.githubusercontent.com';
  const github = (condition: object, host = HOST) =>
    messagesOf(
      githubBranch,
      trust(
        { Federated: arn(`oidc-provider/${host}`) },
        { ...on(condition), Action: 'sts:AssumeRoleWithWebIdentity' },
      ),
    );
  const sub = (value: string | readonly string[]) => ({ StringLike: { [`${HOST}:sub`]: value } });

  it.each([
    ['repo:o/r:*', ['anyBranch']],
    ['repo:o@1/r@2:*', ['anyBranch']],
    ['repo:o/r:ref:*', ['anyBranch']],
    ['repo:o/r:ref:refs/heads/*', ['anyBranch']],
    ['repo:o/r:environment:*', ['anyBranch']],
    ['repo:o/r:pull_request', ['pullRequest']],
    [['repo:o/r:ref:refs/heads/main', 'repo:o/r:*'], ['anyBranch']],
    ['repo:o/r:ref:refs/heads/main', []],
    ['repo:o/r:ref:refs/heads/release-*', []],
    ['repo:o/r:ref:refs/tags/v*', []],
    ['repo:o/r:environment:production', []],
    ['repo:o/*', []],
  ])('%s', (value, expected) => {
    expect(github(sub(value))).toEqual(expected);
  });

  it('other claims say it as well, if they have to be met', () => {
    const more = { StringEquals: { [`${HOST}:ref`]: 'refs/heads/main' } };
    expect(github({ ...sub('repo:o/r:*'), ...more })).toEqual([]);
    const loose = { StringEqualsIfExists: { [`${HOST}:ref`]: 'refs/heads/main' } };
    expect(github({ ...sub('repo:o/r:*'), ...loose })).toEqual(['anyBranch']);
    expect(github({ StringEquals: { [`${HOST}:repository_id`]: '1' } })).toEqual([]);
  });

  it('is about GitHub', () => {
    expect(github({ StringLike: { 'gitlab.com:sub': 'project_path:o/r:*' } }, 'gitlab.com')).toEqual([]);
  });
});

describe('require-session-actions', () => {
  const anywhere = { Service: 'rolesanywhere.amazonaws.com' };

  it('asks for all that the service does, in whichever statement', () => {
    expect(messagesOf(sessionActions, trust(anywhere))).toEqual(['missing']);
    expect(
      messagesOf(sessionActions, trust(anywhere), trust(anywhere, { Action: 'sts:TagSession' })),
    ).toEqual(['missing']);
    const rest = trust(anywhere, { Action: ['sts:TagSession', 'sts:SetSourceIdentity'] });
    expect(messagesOf(sessionActions, trust(anywhere), rest)).toEqual([]);
    expect(
      messagesOf(sessionActions, trust({ Service: 'pods.eks.amazonaws.com' }, { Action: 'sts:*' })),
    ).toEqual([]);
  });

  it('names what is missing, once', () => {
    const [finding] = lintPolicy(document([trust(anywhere)]), 'role-trust', sessionActions);
    expect(finding?.message).toContain('sts:SetSourceIdentity and sts:TagSession');
  });

  it('other services, principals and Denies are not its business', () => {
    expect(messagesOf(sessionActions, trust({ Service: 'ec2.amazonaws.com' }))).toEqual([]);
    expect(messagesOf(sessionActions, trust({ AWS: 'pods.eks.amazonaws.com' }))).toEqual([]);
    expect(messagesOf(sessionActions, trust(anywhere, { Effect: 'Deny' }))).toEqual([]);
    expect(
      messagesOf(sessionActions, { Effect: 'Allow', NotPrincipal: anywhere, Action: 'sts:AssumeRole' }),
    ).toEqual([]);
  });
});

describe('require-roles-anywhere-condition', () => {
  const found = (condition?: object, more: object = {}) =>
    messagesOf(
      rolesAnywhere,
      trust(
        { Service: ['rolesanywhere.amazonaws.com', 'ec2.amazonaws.com'] },
        { ...(condition && on(condition)), ...more },
      ),
    ).length;
  const anchor = 'arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/1a2b';

  it.each([
    ['nothing', undefined],
    ['an account', { StringEquals: { 'aws:SourceAccount': '111122223333' } }],
    [
      'any trust anchor',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:rolesanywhere:*:111122223333:trust-anchor/*' } },
    ],
    ['something else', { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::a' } }],
    ['any name', { StringLike: { 'aws:PrincipalTag/x509Subject/CN': '*' } }],
    ['a name that may be missing', { StringEqualsIfExists: { 'aws:PrincipalTag/x509Subject/CN': 'a' } }],
    ['another tag', { StringEquals: { 'aws:PrincipalTag/team': 'a' } }],
  ])('%s is too little', (_, condition) => {
    expect(found(condition)).toBe(1);
  });

  it.each([
    ['the trust anchor', { ArnEquals: { 'aws:SourceArn': anchor } }],
    ['the subject', { StringLike: { 'aws:PrincipalTag/x509Subject/CN': '*.example.com' } }],
    ['the issuer', { StringEquals: { 'aws:PrincipalTag/x509Issuer/CN': 'a' } }],
    ['the source identity', { StringLike: { 'sts:SourceIdentity': 'CN=backup*' } }],
  ])('%s is enough', (_, condition) => {
    expect(found(condition)).toBe(0);
  });

  it('a Deny of all other certificates is enough', () => {
    const others = on({ StringNotEquals: { 'aws:PrincipalTag/x509Subject/CN': 'backup.example.com' } });
    const deny = trust('*', { Effect: 'Deny', ...others });
    expect(messagesOf(rolesAnywhere, trust({ Service: 'rolesanywhere.amazonaws.com' }), deny)).toEqual([]);
  });

  it('other actions and Denies are not its business', () => {
    expect(found(undefined, { Action: 'sts:TagSession' })).toBe(0);
    expect(found(undefined, { Effect: 'Deny' })).toBe(0);
    expect(messagesOf(rolesAnywhere, trust({ Service: 'ec2.amazonaws.com' }))).toEqual([]);
  });
});
