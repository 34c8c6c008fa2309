import { describe, expect, it } from 'vitest';
import callerChosenTag from '../../../lint-rules/trust/no-caller-chosen-tag.js';
import circularTrust from '../../../lint-rules/trust/no-circular-trust.js';
import missingPrincipal from '../../../lint-rules/trust/no-missing-principal.js';
import missingProvider from '../../../lint-rules/trust/no-missing-provider.js';
import unlistedAudience from '../../../lint-rules/trust/no-unlisted-audience.js';
import callerPermission from '../../../lint-rules/trust/require-caller-permission.js';
import roleTrust from '../../../lint-rules/trust/require-role-trust.js';
import { PolicyGraph } from '../../../src/graph/index.js';
import { trustEachOther, type Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { inventory, lintAccount, lintPolicy } from '../../support/rules.js';

const arn = (resource: string, account = '111122223333') => `arn:aws:iam::${account}:${resource}`;
const OTHER = '444455556666';
const organization = { MasterAccountId: '999900001111', Accounts: ['111122223333', OTHER] };
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements as never });
const trust = (principal: object | string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const role = (name: string, trusts: readonly object[], own: readonly object[] = [], account?: string) => ({
  Arn: arn(`role/${name}`, account),
  AssumeRolePolicyDocument: policy(...trusts),
  RolePolicyList: own.length === 0 ? [] : [{ PolicyName: 'own', PolicyDocument: policy(...own) }],
});
const user = (name: string, ...own: object[]) => ({
  Arn: arn(`user/${name}`),
  UserPolicyList: own.length === 0 ? [] : [{ PolicyName: 'own', PolicyDocument: policy(...own) }],
});
const assume = (resource: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource: resource,
  ...more,
});
const messagesOf = (rule: Rule, example: AccountExample) =>
  lintAccount(example, rule).map(({ messageId }) => messageId);
const counted = (SummaryMap: Readonly<Record<string, number>>) => ({
  Accounts: [{ AccountId: '111122223333', SummaryMap }],
});

describe('no-missing-provider', () => {
  const gitlab = arn('oidc-provider/gitlab.com');
  const web = trust({ Federated: gitlab }, { Action: 'sts:AssumeRoleWithWebIdentity' });
  const found = (more: AccountExample, statement: object = web) =>
    messagesOf(missingProvider, { RoleDetailList: [role('Deploy', [statement])], ...more });

  it('speaks where the list of providers is whole', () => {
    expect(found(counted({ Providers: 0 }))).toEqual(['missing']);
    expect(found(counted({ Providers: 1 }))).toEqual([]);
    expect(found(counted({ Users: 0 }))).toEqual([]);
    expect(found({})).toEqual([]);
    const okta = { Arn: arn('saml-provider/Okta') };
    expect(found({ ...counted({ Providers: 1 }), SAMLProviders: [okta] })).toEqual(['missing']);
    expect(found({ ...counted({ Providers: 1 }), OpenIDConnectProviders: [{ Arn: gitlab }] })).toEqual([]);
  });

  it('a provider of another account never counts, one that all accounts have is always there', () => {
    const elsewhere = trust(
      { Federated: arn('saml-provider/Okta', OTHER) },
      { Action: 'sts:AssumeRoleWithSAML' },
    );
    expect(found({}, elsewhere)).toEqual(['otherAccount']);
    const cognito = trust(
      { Federated: 'cognito-identity.amazonaws.com' },
      { Action: 'sts:AssumeRoleWithWebIdentity' },
    );
    expect(found(counted({ Providers: 0 }), cognito)).toEqual([]);
  });

  it('nobody knows the account of a policy file', () => {
    expect(lintPolicy(policy(web), 'role-trust', missingProvider)).toEqual([]);
  });
});

describe('no-unlisted-audience', () => {
  const provider = (...ClientIDList: string[]) => ({
    OpenIDConnectProviders: [{ Arn: arn('oidc-provider/gitlab.com'), ClientIDList }],
  });
  const found = (condition: object, more: AccountExample) =>
    messagesOf(unlistedAudience, {
      RoleDetailList: [
        role('Deploy', [
          trust(
            { Federated: arn('oidc-provider/gitlab.com') },
            { Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition },
          ),
        ]),
      ],
      ...more,
    });
  const aud = (value: string | readonly string[], operator = 'StringEquals') => ({
    [operator]: { 'gitlab.com:aud': value },
  });

  it('is about each audience that is not among the client ids', () => {
    expect(found(aud('sts.amazonaws.com'), provider('https://gitlab.com'))).toEqual(['unlisted']);
    expect(found(aud(['sts.amazonaws.com', 'a']), provider('a'))).toEqual(['unlisted']);
    expect(found(aud('b', 'ForAnyValue:StringLike'), provider('a'))).toEqual(['unlisted']);
    expect(found(aud('a'), provider('a', 'b'))).toEqual([]);
  });

  it('not about patterns, other operators, other keys, and lists that were not read', () => {
    expect(found(aud('sts*', 'StringLike'), provider('a'))).toEqual([]);
    expect(found(aud('b', 'StringNotEquals'), provider('a'))).toEqual([]);
    expect(found({ StringEquals: { 'gitlab.com:sub': 'b' } }, provider('a'))).toEqual([]);
    expect(found(aud('b'), provider())).toEqual([]);
    expect(found(aud('b'), { OpenIDConnectProviders: [{ Arn: arn('oidc-provider/gitlab.com') }] })).toEqual(
      [],
    );
    expect(found(aud('b'), {})).toEqual([]);
  });
});

describe('no-missing-principal', () => {
  const found = (statement: object, more: AccountExample = {}) =>
    lintAccount(
      {
        RoleDetailList: [role('Worker', [statement]), { Arn: arn('role/ops/Deploy') }],
        UserDetailList: [{ Arn: arn('user/A-san') }],
        ...more,
      },
      missingPrincipal,
    ).map(({ messageId, confidence }) => `${messageId} ${confidence}`);
  const session = (name: string) => `arn:aws:sts::111122223333:assumed-role/${name}/nightly`;

  it.each([
    ['a role', { AWS: arn('role/Gone') }, ['missing medium']],
    ['a user', { AWS: arn('user/B-san') }, ['missing medium']],
    ['a session of a role', { AWS: session('Gone') }, ['missing medium']],
    ['a role with its path left out', { AWS: arn('role/Deploy') }, ['path medium']],
    ['a role with another path', { AWS: arn('role/dev/Deploy') }, ['path medium']],
    ['a role that is there', { AWS: arn('role/ops/Deploy') }, []],
    ['a session, which has no path', { AWS: session('Deploy') }, []],
    ['an account', { AWS: [arn('root'), '111122223333', '*'] }, []],
    ['an account that was not read', { AWS: arn('role/Gone', OTHER) }, []],
    ['a user named like a role', { AWS: arn('user/Deploy') }, ['missing medium']],
    ['a name that is none', { AWS: [arn('role'), arn('federated-user/x')] }, []],
    ['a service', { Service: 'ec2.amazonaws.com' }, []],
  ])('%s', (_, principal, expected) => {
    expect(found(trust(principal))).toEqual(expected);
  });

  it('conditions on the ARN count, patterns do not', () => {
    const where = (key: string, value: string) =>
      trust({ AWS: arn('root') }, { Condition: { ArnLike: { [key]: value } } });
    expect(found(where('AWS:PrincipalArn', arn('role/Gone')))).toEqual(['missing medium']);
    expect(found(where('aws:PrincipalArn', arn('role/Gone*')))).toEqual([]);
    expect(found(where('aws:SourceArn', arn('role/Gone')))).toEqual([]);
  });

  it('is certain where the list is whole, and silent where it is not', () => {
    expect(found(trust({ AWS: arn('role/Gone') }), counted({ Roles: 2 }))).toEqual(['missing high']);
    expect(found(trust({ AWS: arn('role/Gone') }), counted({ Roles: 3 }))).toEqual([]);
    expect(found(trust({ AWS: arn('user/Gone') }), counted({ Users: 1 }))).toEqual(['missing high']);
  });

  it('needs no principal', () => {
    expect(found({ Effect: 'Allow', Action: 'sts:AssumeRole' })).toEqual([]);
  });
});

describe('no-circular-trust', () => {
  const chain = (...names: string[]) =>
    names.map((name, index) =>
      role(name, [trust({ AWS: arn(`role/${names[(index + 1) % names.length] ?? ''}`) })]),
    );
  const found = (roles: AccountExample['RoleDetailList']) =>
    lintAccount({ RoleDetailList: roles ?? [] }, circularTrust).length;

  it('is about circles of any length', () => {
    expect(found(chain('A', 'B'))).toBe(2);
    expect(found(chain('A', 'B', 'C'))).toBe(3);
    expect(found([...chain('A', 'B'), ...chain('C', 'D', 'E')])).toBe(5);
  });

  it('not about ways that only go there, nor about a role that trusts itself', () => {
    expect(found([...chain('A', 'B'), role('C', [trust({ AWS: [arn('role/A'), arn('role/D')] })])])).toBe(2);
    expect(found(chain('A'))).toBe(0);
    expect(found([role('A', [trust({ AWS: arn('role/B') })]), { Arn: arn('role/B') }])).toBe(0);
  });

  it('not about a Deny, the account, or another action', () => {
    const denied = [
      role('A', [trust({ AWS: arn('role/B') }, { Effect: 'Deny' })]),
      role('B', [trust({ AWS: arn('role/A') })]),
    ];
    expect(found(denied)).toBe(0);
    expect(
      found([role('A', [trust({ AWS: arn('root') })]), role('B', [trust({ AWS: arn('role/A') })])]),
    ).toBe(0);
    const [one, other] = chain('A', 'B');
    const tags = trust({ AWS: arn('role/B') }, { Action: 'sts:TagSession' });
    expect(
      found([
        ...(one ? [{ ...one, AssumeRolePolicyDocument: policy(tags) }] : []),
        ...(other ? [other] : []),
      ]),
    ).toBe(1);
  });

  it('a long chain is walked without recursion', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `R${index}`);
    const graph = new PolicyGraph(inventory({ RoleDetailList: chain(...names) }));
    expect(trustEachOther(graph, arn('role/R0'), arn('role/R19999'))).toBe(true);
    expect(trustEachOther(graph, arn('role/R0'), arn('role/Gone'))).toBe(false);
  });
});

describe('require-caller-permission', () => {
  const ROLE = arn('role/Deploy');
  const pipeline = (...own: object[]) => role('Pipeline', [], own, OTHER);
  const found = (statement: object, more: AccountExample) =>
    messagesOf(callerPermission, {
      Organization: organization,
      ...more,
      RoleDetailList: [role('Deploy', [statement]), ...(more.RoleDetailList ?? [])],
    });
  const PIPELINE = { AWS: arn('role/Pipeline', OTHER) };

  it('across accounts the other side has to allow it', () => {
    expect(found(trust(PIPELINE), { RoleDetailList: [pipeline()] })).toEqual(['notAllowed']);
    expect(found(trust(PIPELINE), { RoleDetailList: [pipeline(assume(arn('role/Other')))] })).toEqual([
      'notAllowed',
    ]);
    expect(found(trust(PIPELINE), { RoleDetailList: [pipeline(assume(ROLE))] })).toEqual([]);
    expect(found(trust(PIPELINE), { RoleDetailList: [pipeline(assume('*'))] })).toEqual([]);
  });

  it('in the same account the name in the trust policy is enough, but for a deny', () => {
    const named = trust({ AWS: arn('user/A-san') });
    const deny = assume('*', { Effect: 'Deny' });
    expect(found(named, { UserDetailList: [user('A-san')] })).toEqual([]);
    expect(found(named, { UserDetailList: [user('A-san', deny)] })).toEqual(['denied']);
    const mfa = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
    expect(found(named, { UserDetailList: [user('A-san', { ...deny, ...mfa })] })).toEqual([]);
  });

  it('a service control policy denies it as well', () => {
    const scp = { Name: 'NoAssume', TargetIds: [OTHER], Content: policy(assume('*', { Effect: 'Deny' })) };
    const example = {
      RoleDetailList: [pipeline(assume(ROLE))],
      Organization: { ...organization, Policies: [scp] },
    };
    const [finding] = lintAccount(
      { ...example, RoleDetailList: [role('Deploy', [trust(PIPELINE)]), ...example.RoleDetailList] },
      callerPermission,
    );
    expect(finding?.message).toContain("the service control policy 'NoAssume' denies it");
  });

  it('a condition that is never met', () => {
    const former = trust(PIPELINE, { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-former' } } });
    expect(found(former, { RoleDetailList: [pipeline(assume(ROLE))] })).toEqual(['condition']);
    const own = trust(PIPELINE, { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } } });
    expect(found(own, { RoleDetailList: [pipeline(assume(ROLE))] })).toEqual([]);
  });

  it('what was not read is taken to be in favour', () => {
    const unread = { ...pipeline(), AttachedManagedPolicies: [{ PolicyArn: arn('policy/Unread', OTHER) }] };
    expect(found(trust(PIPELINE), { RoleDetailList: [unread] })).toEqual([]);
    expect(found(trust(PIPELINE), {})).toEqual([]);
  });

  it('accounts, services, other actions, Denies and policy files are not its business', () => {
    const example = { RoleDetailList: [pipeline()] };
    expect(found(trust({ AWS: arn('root', OTHER) }), example)).toEqual([]);
    expect(found(trust({ Service: 'ec2.amazonaws.com' }), example)).toEqual([]);
    expect(found(trust(PIPELINE, { Action: 'sts:TagSession' }), example)).toEqual([]);
    expect(found(trust(PIPELINE, { Effect: 'Deny' }), example)).toEqual([]);
    const linked = arn('role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig', OTHER);
    expect(found(trust({ AWS: linked }), { RoleDetailList: [{ Arn: linked }] })).toEqual([]);
    expect(lintPolicy(policy(trust(PIPELINE)), 'role-trust', callerPermission)).toEqual([]);
  });
});

describe('require-role-trust', () => {
  const ROLE = arn('role/Operator');
  const found = (statement: object, trusted: object, more: AccountExample = {}) =>
    messagesOf(roleTrust, {
      UserDetailList: [user('A-san', statement)],
      RoleDetailList: [role('Operator', [trust(trusted)])],
      ...more,
    });
  const B_SAN = { AWS: arn('user/B-san') };

  it('is about roles that do not trust the holder', () => {
    expect(found(assume(ROLE), B_SAN)).toEqual(['untrusted']);
    expect(found(assume(ROLE), { AWS: arn('user/A-san') })).toEqual([]);
    expect(found(assume(ROLE), { AWS: arn('root') })).toEqual([]);
    expect(found(assume([ROLE, '*']), B_SAN)).toEqual(['untrusted']);
  });

  it('of a group, that trust no member', () => {
    const operators = {
      Arn: arn('group/Operators'),
      GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: policy(assume(ROLE)) }],
    };
    const members = (...names: string[]) => ({
      GroupDetailList: [operators],
      UserDetailList: names.map((name) => ({ Arn: arn(`user/${name}`), GroupList: ['Operators'] })),
    });
    const unrelated = assume(arn('role/Elsewhere', OTHER));
    expect(found(unrelated, B_SAN, members('A-san'))).toEqual(['untrusted']);
    expect(found(unrelated, B_SAN, members('A-san', 'B-san'))).toEqual([]);
    expect(found(unrelated, B_SAN, members())).toEqual([]);
  });

  it('a role that is not there, where the list is whole', () => {
    expect(found(assume(arn('role/Gone')), B_SAN, counted({ Roles: 1 }))).toEqual(['missing']);
    expect(found(assume(arn('role/Gone')), B_SAN, counted({ Roles: 2 }))).toEqual([]);
    expect(found(assume(arn('role/Gone')), B_SAN)).toEqual([]);
  });

  it('what a deny of the holder takes away is no matter of trust', () => {
    const both = [assume(ROLE), assume(ROLE, { Effect: 'Deny' })];
    const example = { UserDetailList: [user('A-san', ...both)] };
    expect(found(assume(ROLE), { AWS: arn('user/A-san') }, example)).toEqual([]);
  });

  it.each([
    ['a pattern', assume(arn('role/Oper*'))],
    ['every role', assume('*')],
    ['all but one', { Effect: 'Allow', Action: 'sts:AssumeRole', NotResource: ROLE }],
    ['an account that was not read', assume(arn('role/Operator', OTHER))],
    ['a user', assume(arn('user/B-san'))],
    ['more than to assume', assume(ROLE, { Action: ['sts:AssumeRole', 'iam:PassRole'] })],
    ['everything', assume(ROLE, { Action: '*' })],
    ['another action', assume(ROLE, { Action: 'sts:TagSession' })],
    ['a Deny', assume(ROLE, { Effect: 'Deny' })],
    ['all actions but one', { Effect: 'Allow', NotAction: 'iam:*', Resource: ROLE }],
  ])('%s is not its business', (_, statement) => {
    expect(found(statement, B_SAN)).toEqual([]);
  });
});

describe('no-caller-chosen-tag', () => {
  const A_SAN = { AWS: arn('user/A-san') };
  const tagging = (more: object = {}, principal: object | string = A_SAN) =>
    trust(principal, { Action: ['sts:AssumeRole', 'sts:TagSession'], ...more });
  const byVariable = {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::p/${aws:PrincipalTag/project}/*',
  };
  const byCondition = {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: '*',
    Condition: {
      StringEquals: {
        'aws:ResourceTag/team': "${aws:PrincipalTag/team, 'none'}",
        'aws:PrincipalTag/cost': '1',
      },
    },
  };
  const found = (statements: readonly object[], own: readonly object[] = [byVariable]) =>
    lintAccount({ RoleDetailList: [role('Project', statements, own)] }, callerChosenTag).length;

  it('is about each tag that a policy of the role judges by', () => {
    expect(found([tagging()])).toBe(1);
    expect(found([tagging()], [byVariable, byVariable])).toBe(1);
    expect(found([tagging()], [byCondition])).toBe(2);
    expect(found([tagging({}, '*')])).toBe(1);
    expect(found([tagging({ Action: 'sts:*' })])).toBe(1);
    expect(found([tagging()], [{ ...byVariable, Resource: '*' }])).toBe(0);
    expect(found([tagging()], [])).toBe(0);
  });

  it('a condition on the tag or on the keys limits it, in a Deny too', () => {
    const on = (key: string, value = 'a') => ({ Condition: { StringEquals: { [key]: value } } });
    expect(found([tagging(on('aws:RequestTag/Project'))])).toBe(0);
    expect(found([tagging({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'cost' } } })])).toBe(
      0,
    );
    expect(found([tagging(on('aws:RequestTag/team'))])).toBe(1);
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:TagSession',
      ...on('aws:RequestTag/project'),
    };
    expect(found([tagging(), deny])).toBe(0);
  });

  it('without sts:TagSession nobody writes tags, and identity providers vouch for theirs', () => {
    expect(found([trust(A_SAN)])).toBe(0);
    expect(found([tagging({ Effect: 'Deny' })])).toBe(0);
    expect(found([tagging({}, { Federated: arn('saml-provider/Okta') })])).toBe(0);
    expect(lintPolicy(policy(tagging()), 'role-trust', callerChosenTag)).toEqual([]);
  });
});
