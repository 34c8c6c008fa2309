import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/trust/no-account-root.js';
import type { AccountExample } from '../../support/account-example.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const ACCOUNT = '111122223333';
const arn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const ROLE = arn('role/SwitchRole');

const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements as never[] });
const allow = (resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Resource: resource,
  ...more,
});
const deny = (more: object = {}) => ({ Effect: 'Deny', Action: 'sts:*', Resource: '*', ...more });
const trust = (more: object = {}, ...others: object[]) =>
  policy({ Effect: 'Allow', Principal: { AWS: arn('root') }, Action: 'sts:AssumeRole', ...more }, ...others);

const user = (name: string, ...statements: object[]) => ({
  Arn: arn(`user/${name}`),
  UserPolicyList: [{ PolicyName: 'own', PolicyDocument: policy(...statements) }],
});
const switchRole = (document = trust()) => ({ Arn: ROLE, AssumeRolePolicyDocument: document });

/** What the rule says of the trust in the account: the message's id, and its second sentence. */
function verdicts(example: AccountExample): readonly string[] {
  return lintAccount(example, rule).map(
    ({ messageId, message }) => `${messageId}: ${message.slice(message.indexOf('. ') + 2)}`,
  );
}

describe('whom the account lets in', () => {
  it('are the users and roles whose policies allow it, group policies included', () => {
    const example: AccountExample = {
      UserDetailList: [
        user('A-san', allow('*')),
        user('B-san', allow(arn('role/Other'))),
        { Arn: arn('user/C-san'), GroupList: ['operators'] },
      ],
      GroupDetailList: [
        {
          Arn: arn('group/operators'),
          GroupPolicyList: [{ PolicyName: 'switch', PolicyDocument: policy(allow(arn('role/Switch*'))) }],
        },
      ],
      RoleDetailList: [
        switchRole(),
        {
          Arn: arn('role/Deploy'),
          RolePolicyList: [{ PolicyName: 'own', PolicyDocument: policy(allow(ROLE)) }],
        },
      ],
    };
    expect(verdicts(example)).toEqual([
      'assumers: Identity-based policies let 3 principals assume the role: user/A-san, user/C-san and role/Deploy.',
    ]);
    expect(lintAccount(example, rule)[0]?.trace).toContainEqual({
      policyType: 'identity-based',
      policy: 'switch',
      owner: arn('group/operators'),
      via: [arn('user/C-san'), arn('group/operators')],
      text: 'Allows user/C-san to assume the role.',
    });
  });

  it('are not those to whom something denies it or does not allow it', () => {
    expect(
      verdicts({
        UserDetailList: [
          user('Denied', allow('*'), deny()),
          {
            ...user('Bounded', allow('*')),
            PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/Limit') },
          },
          user('Elsewhere', allow(arn('role/Other'))),
          user('A-san', allow('*')),
        ],
        Policies: [
          {
            Arn: arn('policy/Limit'),
            PolicyVersionList: [{ Document: policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) }],
          },
        ],
        RoleDetailList: [switchRole()],
      }),
    ).toEqual(['assumers: Identity-based policies let 1 principal assume the role: user/A-san.']);
  });

  it('are nobody where a service control policy denies it to all', () => {
    const organization = (master: string) => ({
      MasterAccountId: master,
      Accounts: master === ACCOUNT ? [] : [ACCOUNT],
      Policies: [{ Name: 'NoSwitch', TargetIds: ['r-root'], Content: policy(deny({ Resource: ROLE })) }],
    });
    const example = { UserDetailList: [user('A-san', allow('*'))], RoleDetailList: [switchRole()] };
    expect(verdicts({ ...example, Organization: organization('999900001111') })).toEqual([
      'nobody: No policy there lets anybody assume the role, so the trust lets in nobody.',
    ]);
    expect(verdicts({ ...example, Organization: organization(ACCOUNT) })[0]).toContain('user/A-san');
  });

  it('are not the role itself, nor a service-linked role, nor those of another account', () => {
    expect(
      verdicts({
        RoleDetailList: [
          { ...switchRole(), RolePolicyList: [{ PolicyName: 'own', PolicyDocument: policy(allow('*')) }] },
          {
            Arn: arn('role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'),
            RolePolicyList: [{ PolicyName: 'own', PolicyDocument: policy(allow('*')) }],
          },
          {
            Arn: 'arn:aws:iam::444455556666:role/Foreign',
            RolePolicyList: [{ PolicyName: 'own', PolicyDocument: policy(allow('*')) }],
          },
        ],
      }),
    ).toEqual(['nobody: No policy there lets anybody assume the role, so the trust lets in nobody.']);
  });

  it('are as many as there are, of whom the message names five', () => {
    const users = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => user(name, allow('*')));
    expect(verdicts({ UserDetailList: users, RoleDetailList: [switchRole()] })).toEqual([
      'assumers: Identity-based policies let 7 principals assume the role: user/A, user/B, user/C, user/D, user/E and 2 more.',
    ]);
  });

  it('are the same for every role that only trusts the account, and each its own where a policy names roles', () => {
    const other = { ...switchRole(), Arn: arn('role/Other') };
    const example = {
      UserDetailList: [user('A-san', allow('*')), user('B-san', allow(arn('role/Other')))],
      RoleDetailList: [switchRole(), other],
    };
    expect(verdicts(example)).toEqual([
      'assumers: Identity-based policies let 2 principals assume the role: user/A-san and user/B-san.',
      'assumers: Identity-based policies let 1 principal assume the role: user/A-san.',
    ]);
  });
});

describe('what is not known', () => {
  it('a condition of the identity-based policy leaves it open for its holder only', () => {
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    const example = { UserDetailList: [user('A-san', allow('*', mfa))], RoleDetailList: [switchRole()] };
    expect(verdicts(example)[0]).toMatch(/^possible: .* 1 principal .*: user\/A-san\.$/);
    expect(
      verdicts({ ...example, UserDetailList: [...example.UserDetailList, user('B-san', allow('*'))] }),
    ).toEqual([
      'assumers: Identity-based policies let 1 principal assume the role: user/B-san; 1 more where a condition is met.',
    ]);
  });

  it('a policy that was not read may allow it', () => {
    const unread = { Arn: arn('user/A-san'), AttachedManagedPolicies: [{ PolicyArn: arn('policy/Unread') }] };
    expect(verdicts({ UserDetailList: [unread], RoleDetailList: [switchRole()] })[0]).toMatch(/^possible: /);
  });

  it('an organization that was not read only lowers the confidence', () => {
    const example = { UserDetailList: [user('A-san', allow('*'))], RoleDetailList: [switchRole()] };
    expect(lintAccount(example, rule)).toMatchObject([{ messageId: 'assumers', confidence: 'high' }]);
    expect(lintAccount({ ...example, Organization: 'unread' }, rule)).toMatchObject([
      { messageId: 'assumers', confidence: 'medium' },
    ]);
  });
});

describe('conditions of the trust policy', () => {
  const messagesFor = (document: ReturnType<typeof trust>) =>
    lintPolicy(document, 'role-trust', rule).map(({ messageId }) => messageId);

  it.each([
    ['a role', { ArnEquals: { 'aws:PrincipalArn': arn('role/Deploy') } }],
    ['roles of a path', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops/*' } }],
    ['a unique id', { StringLike: { 'aws:userid': 'AROADBQP57FF2AEXAMPLE:*' } }],
    ['a tag', { StringEquals: { 'aws:PrincipalTag/team': 'blue' } }],
  ])('that single out %s silence the rule', (_, condition) => {
    expect(messagesFor(trust({ Condition: condition }))).toEqual([]);
  });

  it.each([
    ['every role', { ArnLike: { 'aws:PrincipalArn': arn('role/*') } }],
    ['every tag', { StringLike: { 'aws:PrincipalTag/team': '*' } }],
    ['the organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['a tag that need not be there', { StringEqualsIfExists: { 'aws:PrincipalTag/team': 'blue' } }],
  ])('on %s do not', (_, condition) => {
    expect(messagesFor(trust({ Condition: condition }))).toEqual(['unknownAccount']);
  });

  it('a Deny of all but one role silences it, too', () => {
    const others = { ArnNotEquals: { 'aws:PrincipalArn': arn('role/Deploy') } };
    const denied = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: others };
    expect(messagesFor(trust({}, denied))).toEqual([]);
  });

  it('a Deny of some is taken off', () => {
    const some = { ArnEquals: { 'aws:PrincipalArn': arn('user/A-san') } };
    const denied = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: some };
    expect(
      verdicts({
        UserDetailList: [user('A-san', allow('*')), user('B-san', allow('*'))],
        RoleDetailList: [switchRole(trust({}, denied))],
      }),
    ).toEqual(['assumers: Identity-based policies let 1 principal assume the role: user/B-san.']);
  });
});

it("another account's root, named entities and service-linked roles are not its business", () => {
  const serviceLinked = arn('role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig');
  expect(
    verdicts({
      RoleDetailList: [
        switchRole(trust({ Principal: { AWS: ['arn:aws:iam::444455556666:root', arn('user/A-san')] } })),
        { Arn: serviceLinked, AssumeRolePolicyDocument: trust() },
      ],
    }),
  ).toEqual([]);
});
