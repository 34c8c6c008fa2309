import { describe, expect, it } from 'vitest';
import noCredentialsOfAdministrators from '../../../lint-rules/escalation/no-credentials-of-administrators.js';
import noGrantsToAssumableRoles from '../../../lint-rules/escalation/no-grants-to-assumable-roles.js';
import noIdentityProviderChanges from '../../../lint-rules/escalation/no-identity-provider-changes.js';
import noJoiningAdministrators from '../../../lint-rules/escalation/no-joining-administrators.js';
import noMFARemoval from '../../../lint-rules/escalation/no-mfa-removal.js';
import noNewAdministrators from '../../../lint-rules/escalation/no-new-administrators.js';
import noOwnBoundaryRemoval from '../../../lint-rules/escalation/no-own-boundary-removal.js';
import noOwnDenyRemoval from '../../../lint-rules/escalation/no-own-deny-removal.js';
import noOwnPolicyVersions from '../../../lint-rules/escalation/no-own-policy-versions.js';
import noBroaderPolicyVersions from '../../../lint-rules/escalation/no-broader-policy-versions.js';
import noOwnPrincipalTags from '../../../lint-rules/escalation/no-own-principal-tags.js';
import noPassingAdministratorRoles from '../../../lint-rules/escalation/no-passing-administrator-roles.js';
import noPermissionSetChanges from '../../../lint-rules/escalation/no-permission-set-changes.js';
import noSelfGrantedPolicies from '../../../lint-rules/escalation/no-self-granted-policies.js';
import noTakeover from '../../../lint-rules/escalation/no-takeover-of-administrator-workloads.js';
import noTrustPolicyChanges from '../../../lint-rules/escalation/no-trust-policy-changes.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  denyAllBut,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

type Statements = readonly StatementExample[];

const user = (...statements: Statements) => ({
  Arn: arn('user/A-san'),
  UserPolicyList: [embedded('own', ...statements)],
});
const role = (name: string, ...statements: Statements) => ({
  Arn: arn(`role/${name}`),
  RolePolicyList: statements.length === 0 ? [] : [embedded('own', ...statements)],
});
const trusting = (Principal: StatementExample, more: StatementExample = {}) => ({
  AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }),
});
const administrator = attached(awsManaged('AdministratorAccess'));
const serviceRole = (name: string, service: string, more: StatementExample = {}) => ({
  ...role(name),
  ...administrator,
  ...trusting({ Service: `${service}.amazonaws.com` }, more),
});
const when = (key: string, value: string | readonly string[], operator = 'StringEquals') => ({
  Condition: { [operator]: { [key]: value } },
});
const inOrganization = (...statements: Statements): AccountExample => ({
  Organization: {
    MasterAccountId: '999900001111',
    Accounts: ['111122223333'],
    Policies: [{ Name: 'Limit', TargetIds: ['r-root'], Content: document(...statements) }],
  },
});

/** Whom the rule finds, with the certainty. */
const found = (rule: Rule, example: AccountExample) =>
  lintAccount(example, rule).map(
    ({ subject, confidence }) => `${confidence} ${subject.slice(subject.lastIndexOf('/') + 1)}`,
  );
const alone = (rule: Rule, ...statements: Statements) =>
  lintPolicy(document(...statements), 'identity-based', rule).map(({ confidence }) => confidence);

describe('policies for oneself', () => {
  const rule = noSelfGrantedPolicies;
  const own = allow(['iam:AttachUserPolicy', 'iam:PutUserPolicy'], arn('user/A-san'));
  const withUser = (...statements: Statements) => found(rule, { UserDetailList: [user(...statements)] });

  it.each([
    ['by name', own],
    ['by a pattern', allow('iam:*UserPolicy', arn('user/A-*'))],
    ['by its own name in a variable', allow('iam:PutUserPolicy', arn('user/${aws:username}'))],
    ['by NotAction', allowAllBut(['iam:Delete*', 'organizations:*'])],
    [
      'by AdministratorAccess among others',
      allow('iam:AttachUserPolicy', '*', when('iam:PolicyARN', 'arn:aws:iam::aws:policy/*', 'ArnLike')),
    ],
    [
      'by IAMFullAccess',
      allow('iam:AttachUserPolicy', '*', when('iam:PolicyARN', awsManaged('IAMFullAccess'), 'ArnEquals')),
    ],
  ])('%s', (_, statement) => {
    expect(withUser(statement)).toEqual(['high A-san']);
  });

  it.each([
    ['a deny in the same policy', [own, deny('iam:*Policy')]],
    ['a deny of the one user', [own, deny(['iam:Attach*', 'iam:Put*'], arn('user/A-san'))]],
    ['another name', [allow('iam:PutUserPolicy', arn('user/B-san'))]],
    ['another path', [allow('iam:PutUserPolicy', arn('user/staff/*'))]],
    ['policies that do not matter', [allow('iam:DetachUserPolicy')]],
    [
      'a condition on the policy',
      [allow('iam:AttachUserPolicy', '*', when('iam:PolicyARN', awsManaged('ReadOnlyAccess'), 'ArnEquals'))],
    ],
    [
      'a required boundary',
      [allow('iam:PutUserPolicy', '*', when('iam:PermissionsBoundary', arn('policy/limit')))],
    ],
    ['a tag that it lacks', [allow('iam:PutUserPolicy', '*', when('aws:ResourceTag/team', 'web'))]],
    ['the actions of roles', [allow(['iam:PutRolePolicy', 'iam:PutGroupPolicy'])]],
    ['being an administrator', [own, allow('*')]],
    ['having all of IAM', [own, allow('iam:*')]],
  ])('not with %s', (_, statements) => {
    expect(withUser(...statements)).toEqual([]);
  });

  it('by its tag', () => {
    const tagged = { ...user(allow('iam:PutUserPolicy', '*', when('iam:ResourceTag/team', 'web'))) };
    const Tags = [{ Key: 'team', Value: 'web' }];
    expect(found(rule, { UserDetailList: [{ ...tagged, Tags }] })).toEqual(['high A-san']);
  });

  it('a condition on the caller that nobody knows makes it less certain', () => {
    const mfa = when('aws:MultiFactorAuthPresent', 'true', 'Bool');
    expect(withUser(allow('iam:PutUserPolicy', '*', mfa))).toEqual(['medium A-san']);
    expect(
      withUser(own, deny('iam:*', '*', when('aws:MultiFactorAuthPresent', 'false', 'BoolIfExists'))),
    ).toEqual(['high A-san']);
  });

  it('within what the organization allows', () => {
    const UserDetailList = [user(own)];
    expect(found(rule, { UserDetailList, ...inOrganization(deny('iam:Put*')) })).toEqual(['high A-san']);
    expect(found(rule, { UserDetailList, ...inOrganization(deny('iam:*')) })).toEqual([]);
    expect(found(rule, { UserDetailList, Organization: 'unread' })).toEqual(['medium A-san']);
  });

  it('within a permissions boundary that keeps it from administering', () => {
    const UserDetailList = [{ ...user(own), ...boundedBy('limit') }];
    const boundary = (...statements: Statements) => ({
      UserDetailList,
      Policies: [managed('limit', ...statements)],
    });
    expect(found(rule, boundary(allow(['s3:*', 'iam:PutUserPolicy'])))).toEqual([]);
    expect(found(rule, boundary(allow('*'), deny('organizations:*')))).toEqual(['high A-san']);
    expect(found(rule, boundary(allow('*'), deny('iam:*')))).toEqual([]);
  });

  it('through its groups, and of a role', () => {
    const group = { Arn: arn('group/G'), GroupPolicyList: [embedded('own', allow('iam:AttachGroupPolicy'))] };
    expect(
      found(rule, {
        UserDetailList: [{ Arn: arn('user/A-san'), GroupList: ['G'] }],
        GroupDetailList: [group],
        RoleDetailList: [role('R', allow('iam:PutRolePolicy', arn('role/R')))],
      }),
    ).toEqual(['high R', 'high A-san']);
    expect(found(rule, { UserDetailList: [{ Arn: arn('user/A-san') }], GroupDetailList: [group] })).toEqual(
      [],
    );
  });

  it('as one finding, at the action', () => {
    const [finding, ...others] = lintAccount({ UserDetailList: [user(own)] }, rule);
    expect(others).toEqual([]);
    expect(finding?.locations.map(({ excerpt }) => excerpt.join().trim())).toEqual([
      '"iam:PutUserPolicy"',
      '"iam:AttachUserPolicy",',
    ]);
    expect(finding?.trace.map(({ text }) => text)).toEqual([
      `Allows iam:PutUserPolicy on ${arn('user/A-san')}.`,
      `Allows iam:AttachUserPolicy on ${arn('user/A-san')}.`,
    ]);
  });

  it('as a policy alone', () => {
    expect(alone(rule, allow('iam:PutUserPolicy'))).toEqual(['medium']);
    expect(alone(rule, allow('iam:PutRolePolicy', 'arn:aws-cn:iam::444455556666:role/*'))).toEqual([
      'medium',
    ]);
    expect(alone(rule, allow('iam:PutUserPolicy', arn('user/dev-*')))).toEqual([]);
    expect(alone(rule, allow('iam:PutUserPolicy'), deny('iam:Put*'))).toEqual([]);
    expect(alone(rule, allow('*'))).toEqual([]);
  });
});

describe('versions of its own policies', () => {
  const edit = allow('iam:CreatePolicyVersion');
  const held = { ...user(edit), ...attached(arn('policy/team/own'), awsManaged('ReadOnlyAccess')) };
  const policy = managed('team/own', allow('s3:GetObject', 'arn:aws:s3:::b/*'));

  it('can be written', () => {
    expect(found(noOwnPolicyVersions, { UserDetailList: [held], Policies: [policy] })).toEqual([
      'high A-san',
    ]);
  });

  it('but not those of AWS, nor somebody else’s', () => {
    expect(
      found(noOwnPolicyVersions, {
        UserDetailList: [{ ...user(edit), ...attached(awsManaged('ReadOnlyAccess')) }],
        Policies: [policy],
      }),
    ).toEqual([]);
  });

  const versioned = (old: StatementExample, present: StatementExample) => ({
    UserDetailList: [{ ...user(allow('iam:SetDefaultPolicyVersion')), ...attached(arn('policy/own')) }],
    Policies: [
      {
        Arn: arn('policy/own'),
        PolicyVersionList: [
          { VersionId: 'v1', IsDefaultVersion: false, Document: document(old) },
          { VersionId: 'v2', Document: document(present) },
        ],
      },
    ],
  });

  it.each([
    ['more actions', allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::b/*'), ['high A-san']],
    ['more resources', allow('s3:GetObject', 'arn:aws:s3:::*/*'), ['high A-san']],
    ['no more', allow('s3:GetObject', 'arn:aws:s3:::b/c'), []],
    ['nothing', deny('s3:GetObject'), []],
  ])('that allow %s', (_, old, expected) => {
    expect(found(noBroaderPolicyVersions, versioned(old, allow('s3:GetObject', 'arn:aws:s3:::b/*')))).toEqual(
      expected,
    );
  });

  it('where the action is limited to other policies', () => {
    const example = versioned(allow('*'), allow('s3:GetObject'));
    const [holder] = example.UserDetailList;
    const limited = user(allow('iam:SetDefaultPolicyVersion', arn('policy/other')));
    expect(
      found(noBroaderPolicyVersions, { ...example, UserDetailList: [{ ...holder, ...limited }] }),
    ).toEqual([]);
  });
});

describe('administrators', () => {
  const boss = { Arn: arn('user/Boss'), ...administrator };
  const bosses = { Arn: arn('group/Bosses'), ...administrator };

  it('whose group can be joined by a user, not by a role', () => {
    const GroupDetailList = [bosses];
    const join = allow('iam:AddUserToGroup');
    expect(found(noJoiningAdministrators, { UserDetailList: [user(join)], GroupDetailList })).toEqual([
      'high A-san',
    ]);
    expect(found(noJoiningAdministrators, { RoleDetailList: [role('R', join)], GroupDetailList })).toEqual(
      [],
    );
    const elsewhere = allow('iam:AddUserToGroup', arn('group/Staff'));
    expect(found(noJoiningAdministrators, { UserDetailList: [user(elsewhere)], GroupDetailList })).toEqual(
      [],
    );
    const limited = { ...user(join), ...boundedBy('limit') };
    const Policies = [managed('limit', allow(['s3:*', 'iam:AddUserToGroup']))];
    expect(found(noJoiningAdministrators, { UserDetailList: [limited], GroupDetailList, Policies })).toEqual(
      [],
    );
  });

  it.each([
    ['a key', allow('iam:CreateAccessKey'), ['high A-san']],
    ['a password', allow('iam:UpdateLoginProfile', arn('user/B*')), ['high A-san']],
    ['their own only', allow('iam:CreateAccessKey', arn('user/${aws:username}')), []],
  ])('who can be given %s', (_, statement, expected) => {
    expect(found(noCredentialsOfAdministrators, { UserDetailList: [boss, user(statement)] })).toEqual(
      expected,
    );
  });

  it('who are none, within their permissions boundary', () => {
    const bounded = { ...boss, ...boundedBy('limit') };
    expect(
      found(noCredentialsOfAdministrators, {
        UserDetailList: [bounded, user(allow('iam:CreateAccessKey'))],
        Policies: [managed('limit', allow('s3:*'))],
      }),
    ).toEqual([]);
  });

  it('whose role can be made to trust somebody else', () => {
    const change = user(allow('iam:UpdateAssumeRolePolicy'));
    const strong = (path: string) => ({ Arn: arn(`role/${path}Strong`), ...administrator });
    const rule = noTrustPolicyChanges;
    expect(found(rule, { UserDetailList: [change], RoleDetailList: [strong('')] })).toEqual(['high A-san']);
    expect(
      found(rule, { UserDetailList: [change], RoleDetailList: [strong('aws-reserved/sso.amazonaws.com/')] }),
    ).toEqual([]);
    expect(
      found(rule, { UserDetailList: [change], RoleDetailList: [role('Weak', allow('s3:GetObject'))] }),
    ).toEqual([]);
  });

  it('of IAM alone are administrators', () => {
    const RoleDetailList = [role('Identity', allow('iam:*', arn('*')))];
    const UserDetailList = [user(allow('iam:UpdateAssumeRolePolicy'))];
    expect(found(noTrustPolicyChanges, { UserDetailList, RoleDetailList })).toEqual(['high A-san']);
    expect(
      found(noTrustPolicyChanges, {
        UserDetailList,
        RoleDetailList: [role('Identity', allow('iam:*', arn('role/*')))],
      }),
    ).toEqual([]);
  });
});

describe('administrators on a condition about the caller', () => {
  const onMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
  const rules = [noSelfGrantedPolicies, noCredentialsOfAdministrators, noNewAdministrators];
  const RoleDetailList = [role('Strong', allow('*'))];
  const foundBy = (...statements: Statements) =>
    rules.flatMap((rule) => found(rule, { UserDetailList: [user(...statements), user()], RoleDetailList }));

  it.each([
    ['everything', allow('*', '*', onMfa)],
    ['all of IAM', allow(['iam:*', 's3:*'], '*', onMfa)],
  ])('who has %s come by nothing more', (_, statement) => {
    expect(foundBy(statement)).toEqual([]);
    expect(rules.flatMap((rule) => alone(rule, statement))).toEqual([]);
  });

  it('come by more where another statement allows it without the condition', () => {
    const more = allow('iam:PutUserPolicy');
    expect(foundBy(allow('*', '*', onMfa), more)).toContain('high A-san');
    expect(foundBy(more, allow('*', '*', onMfa))).toContain('high A-san');
  });

  it('are none on a condition about the resource', () => {
    const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } };
    expect(foundBy(allow('*', '*', tagged))).toContain('medium A-san');
  });
});

describe('roles that it can assume', () => {
  const rule = noGrantsToAssumableRoles;
  const attach = allow('iam:AttachRolePolicy', arn('role/Work'));
  const assume = allow('sts:AssumeRole', arn('role/Work'));
  const with_ = (statements: Statements, trust: StatementExample, more: object = {}) =>
    found(rule, {
      UserDetailList: [user(...statements)],
      RoleDetailList: [{ ...role('Work'), ...trusting(trust), ...more }],
    });

  it('can be given policies', () => {
    expect(with_([attach], { AWS: arn('user/A-san') })).toEqual(['high A-san']);
    expect(with_([attach, assume], { AWS: arn('root') })).toEqual(['high A-san']);
    expect(with_([attach, assume], { AWS: '111122223333' })).toEqual(['high A-san']);
  });

  it.each([
    ['it may not ask for', [attach], { AWS: arn('root') }],
    ['it is denied', [attach, deny('sts:*')], { AWS: arn('user/A-san') }],
    ['trust somebody else', [attach, assume], { AWS: arn('user/B-san') }],
    ['trust a service', [attach, assume], { Service: 'ec2.amazonaws.com' }],
  ])('not those that %s', (_, statements, trust) => {
    expect(with_(statements, trust)).toEqual([]);
  });

  it('but not beyond their permissions boundary, nor those of AWS', () => {
    const AWS = arn('user/A-san');
    expect(with_([attach], { AWS }, { PermissionsBoundary: { PermissionsBoundaryArn: 'gone' } })).toEqual([
      'high A-san',
    ]);
    expect(
      found(rule, {
        UserDetailList: [user(attach)],
        RoleDetailList: [{ ...role('Work'), ...trusting({ AWS }), ...boundedBy('limit') }],
        Policies: [managed('limit', allow('s3:*'))],
      }),
    ).toEqual([]);
    expect(
      with_([allow('iam:AttachRolePolicy')], { AWS }, { Arn: arn('role/aws-reserved/sso.amazonaws.com/W') }),
    ).toEqual([]);
  });

  it('by a new version of a policy of theirs', () => {
    const example = {
      UserDetailList: [user(allow('iam:CreatePolicyVersion', arn('policy/work')))],
      RoleDetailList: [
        {
          ...role('Work'),
          ...trusting({ AWS: arn('user/A-san') }),
          ...attached(arn('policy/work'), arn('policy/other'), awsManaged('ReadOnlyAccess')),
        },
      ],
      Policies: [managed('work', allow('s3:GetObject')), managed('other', allow('s3:PutObject'))],
    };
    expect(found(rule, example)).toEqual(['high A-san']);
  });

  it('with less certainty where the trust has a condition', () => {
    const RoleDetailList = [
      { ...role('Work'), ...trusting({ AWS: arn('user/A-san') }, when('sts:ExternalId', 'x')) },
    ];
    expect(found(rule, { UserDetailList: [user(attach)], RoleDetailList })).toEqual(['medium A-san']);
  });
});

describe('new identities', () => {
  it.each([
    ['a role', [allow(['iam:CreateRole', 'iam:PutRolePolicy'])], ['high A-san']],
    ['a role of a path', [allow('iam:CreateRole', arn('role/x/*')), allow('iam:Attach*')], ['high A-san']],
    ['a user', [allow(['iam:Create*', 'iam:AttachUserPolicy'])], ['high A-san']],
    ['a user without credentials', [allow(['iam:CreateUser', 'iam:AttachUserPolicy'])], []],
    ['a role without policies', [allow('iam:CreateRole')], []],
    [
      'one role, and policies of another',
      [allow('iam:CreateRole', arn('role/a')), allow('iam:PutRolePolicy', arn('role/b'))],
      [],
    ],
    [
      'a role with a boundary',
      [
        allow('iam:CreateRole', '*', when('iam:PermissionsBoundary', arn('policy/limit'))),
        allow('iam:PutRolePolicy'),
      ],
      [],
    ],
  ])('%s', (_, statements, expected) => {
    expect(found(noNewAdministrators, { UserDetailList: [user(...statements)] })).toEqual(expected);
  });
});

describe('passing the role of an administrator', () => {
  const rule = noPassingAdministratorRoles;
  const run = allow(['lambda:CreateFunction', 'lambda:InvokeFunction']);
  const pass = allow('iam:PassRole');
  const of = (statements: Statements, ...RoleDetailList: NonNullable<AccountExample['RoleDetailList']>) =>
    found(rule, { UserDetailList: [user(...statements)], RoleDetailList });
  const strong = serviceRole('Strong', 'lambda');

  it.each([
    ['in two policies', [pass, run]],
    ['by its name', [allow('iam:PassRole', arn('role/Strong')), run]],
    [
      'to the service',
      [allow('iam:PassRole', '*', when('iam:PassedToService', 'lambda.amazonaws.com')), run],
    ],
    ['on functions of a name', [pass, allow('lambda:*', 'arn:aws:lambda:*:111122223333:function:dev-*')]],
    ['with NotAction', [allowAllBut(['iam:A*', 'iam:C*', 'iam:Put*', 'iam:U*', 'organizations:*'])]],
  ])('%s', (_, statements) => {
    expect(of(statements, strong)).toEqual(['high A-san']);
  });

  it.each([
    [
      'to another service',
      [allow('iam:PassRole', '*', when('iam:PassedToService', 'ec2.amazonaws.com')), run],
    ],
    ['by another name', [allow('iam:PassRole', arn('role/Weak')), run]],
    ['without the rest', [pass, allow('lambda:CreateFunction')]],
    ['denied', [pass, run, deny('iam:PassRole', arn('role/Strong'))]],
    ['with the functions denied', [pass, run, denyAllBut(['iam:*'])]],
  ])('not %s', (_, statements) => {
    expect(of(statements, strong)).toEqual([]);
  });

  it('only where the role trusts the service and is an administrator’s', () => {
    expect(of([pass, run], serviceRole('Strong', 'ec2'))).toEqual([]);
    expect(of([pass, run], { ...role('Weak'), ...trusting({ Service: 'lambda.amazonaws.com' }) })).toEqual(
      [],
    );
    expect(of([pass, run], { ...role('Strong'), ...administrator })).toEqual([]);
    const denied = {
      ...strong,
      AssumeRolePolicyDocument: document(
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Action: 'sts:TagSession' },
      ),
    };
    expect(of([pass, run], denied)).toEqual([]);
  });

  it('to an instance, with less certainty where no instance profile has the role', () => {
    const launch = [pass, allow('ec2:RunInstances')];
    const instance = serviceRole('Strong', 'ec2');
    const InstanceProfileList = [{ Arn: arn('instance-profile/Strong') }];
    expect(of(launch, instance)).toEqual(['medium A-san']);
    expect(of(launch, { ...instance, InstanceProfileList })).toEqual(['high A-san']);
  });

  it('within the permissions boundary, whose resources count', () => {
    const bounded = (...statements: Statements) =>
      found(rule, {
        UserDetailList: [{ ...user(pass, run), ...boundedBy('limit') }],
        RoleDetailList: [strong],
        Policies: [managed('limit', ...statements)],
      });
    expect(bounded(allow(['lambda:*', 'iam:PassRole']))).toEqual(['high A-san']);
    expect(
      bounded(allow('iam:PassRole'), allow('lambda:*', 'arn:aws:lambda:*:111122223333:function:dev-*')),
    ).toEqual(['high A-san']);
    expect(bounded(allow('lambda:*'))).toEqual([]);
  });

  it('within the service control policies', () => {
    const UserDetailList = [user(pass, run)];
    const RoleDetailList = [strong];
    const region = when('aws:RequestedRegion', 'eu-west-1', 'StringNotEquals');
    expect(found(rule, { UserDetailList, RoleDetailList, ...inOrganization(deny('lambda:*')) })).toEqual([]);
    expect(
      found(rule, { UserDetailList, RoleDetailList, ...inOrganization(deny('lambda:*', '*', region)) }),
    ).toEqual(['high A-san']);
  });
});

describe('what runs with the role of an administrator', () => {
  const rule = noTakeover;
  const InstanceProfileList = [{ Arn: arn('instance-profile/Strong') }];
  const of = (service: string, ...statements: Statements) =>
    found(rule, {
      UserDetailList: [user(...statements)],
      RoleDetailList: [{ ...serviceRole('Strong', service), InstanceProfileList }],
    });

  it.each([
    ['lambda', [allow('lambda:UpdateFunctionCode')]],
    ['ec2', [allow('ssm:StartSession')]],
    ['ec2', [allow('ec2:*Instance*')]],
    ['cloudformation', [allow('cloudformation:UpdateStack')]],
    ['ecs-tasks', [allow('ecs:ExecuteCommand')]],
  ])('in %s can be taken over', (service, statements) => {
    expect(of(service, ...statements)).toEqual(['medium A-san']);
  });

  it.each([
    ['another service', 'ec2', [allow('lambda:UpdateFunctionCode')]],
    ['one function', 'lambda', [allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:dev-*')]],
    ['instances with a tag', 'ec2', [deny('ssm:*'), allow('ssm:SendCommand')]],
    ['half of the way', 'ec2', [allow(['ec2:ModifyInstanceAttribute', 'ec2:StopInstances'])]],
    [
      'half of it denied',
      'ec2',
      [
        allow(['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances']),
        deny('ec2:StartInstances'),
      ],
    ],
  ])('not with %s', (_, service, statements) => {
    expect(of(service, ...statements)).toEqual([]);
  });
});

describe('identity providers', () => {
  const provider = arn('saml-provider/corp');
  const of = (statement: StatementExample, trusted: string) =>
    found(noIdentityProviderChanges, {
      UserDetailList: [user(statement)],
      RoleDetailList: [
        {
          ...role('Strong'),
          ...administrator,
          ...trusting({ Federated: trusted }, { Action: 'sts:AssumeRoleWithSAML' }),
        },
      ],
      SAMLProviders: [{ Arn: provider }],
    });

  it('that an administrator’s role trusts can be replaced', () => {
    expect(of(allow('iam:UpdateSAMLProvider', provider), provider)).toEqual(['high A-san']);
    expect(of(allow('iam:UpdateSAMLProvider', arn('saml-provider/other')), provider)).toEqual([]);
    expect(of(allow('iam:UpdateSAMLProvider'), arn('saml-provider/other'))).toEqual([]);
  });
});

describe('limits that it can lift', () => {
  const limit = (...statements: Statements) => [managed('limit', ...statements)];
  const bounded = (...statements: Statements) => ({ ...user(...statements), ...boundedBy('limit') });
  const lift = allow('iam:DeleteUserPermissionsBoundary');

  it('its permissions boundary', () => {
    const rule = noOwnBoundaryRemoval;
    const UserDetailList = [bounded(lift)];
    expect(found(rule, { UserDetailList, Policies: limit(allow(['s3:*', 'iam:Delete*'])) })).toEqual([
      'high A-san',
    ]);
    expect(found(rule, { UserDetailList, Policies: limit(allow('s3:*')) })).toEqual([]);
    expect(found(rule, { UserDetailList: [user(lift)] })).toEqual([]);
    expect(found(rule, { UserDetailList, Policies: limit(allow('*')) })).toEqual([]);
    const RoleDetailList = [{ ...role('R', allow('iam:PutRolePermissionsBoundary')), ...boundedBy('limit') }];
    expect(
      found(rule, { RoleDetailList, Policies: limit(allow(['s3:*', 'iam:PutRolePermissionsBoundary'])) }),
    ).toEqual(['high R']);
  });

  it.each([
    ['embedded', [allow('s3:*'), allow('iam:DeleteUserPolicy')], ['high A-san']],
    ['embedded in another', [allow('s3:*'), allow('iam:DeleteUserPolicy', arn('user/B'))], []],
    ['that it cannot detach', [allow('s3:*'), allow('iam:DetachUserPolicy')], []],
    ['that takes nothing', [allow(['sqs:*', 'iam:DeleteUserPolicy'])], []],
  ])('a deny %s', (_, statements, expected) => {
    const holder = {
      Arn: arn('user/A-san'),
      UserPolicyList: [embedded('own', ...statements), embedded('no', deny('s3:*'))],
    };
    expect(found(noOwnDenyRemoval, { UserDetailList: [holder] })).toEqual(expected);
  });

  it('a deny of its group, and none of its permissions boundary', () => {
    const member = { ...user(allow(['s3:*', 'iam:DeleteGroupPolicy'])), GroupList: ['G'] };
    const group = { Arn: arn('group/G'), GroupPolicyList: [embedded('no', deny('s3:*'))] };
    expect(found(noOwnDenyRemoval, { UserDetailList: [member], GroupDetailList: [group] })).toEqual([
      'high A-san',
    ]);
    expect(
      found(noOwnDenyRemoval, {
        UserDetailList: [bounded(allow(['s3:*', 'iam:DeleteUserPolicy']))],
        Policies: limit(allow('*'), deny('s3:*')),
      }),
    ).toEqual([]);
  });

  it('MFA', () => {
    const mfa = when('aws:MultiFactorAuthPresent', 'true', 'Bool');
    const asks = allow('ec2:*', '*', mfa);
    const remove = allow('iam:DeactivateMFADevice', arn('user/${aws:username}'));
    const of = (...statements: Statements) =>
      found(noMFARemoval, {
        UserDetailList: [user(...statements)],
        RoleDetailList: [role('R', ...statements)],
      });
    expect(of(asks, remove)).toEqual(['high A-san']);
    expect(of(remove)).toEqual([]);
    expect(of(asks, allow('iam:DeactivateMFADevice', '*', mfa))).toEqual([]);
  });

  it('the tags that its policies compare', () => {
    const of = (...statements: Statements) =>
      found(noOwnPrincipalTags, { UserDetailList: [user(...statements)] });
    const byTag = allow(
      'ec2:StopInstances',
      '*',
      when('aws:ResourceTag/team', '${aws:PrincipalTag/team, "x"}'),
    );
    const tag = allow('iam:TagUser', arn('user/*'));
    expect(of(byTag, tag)).toEqual(['medium A-san']);
    expect(
      of(byTag, allow('iam:TagUser', '*', when('aws:TagKeys', 'color', 'ForAllValues:StringEquals'))),
    ).toEqual([]);
    expect(of(deny('ec2:*', '*', when('aws:PrincipalTag/team', 'x')), tag)).toEqual([]);
    expect(of(byTag, allow('iam:TagRole'))).toEqual([]);
  });

  it('every permission set', () => {
    const of = (statement: StatementExample) =>
      found(noPermissionSetChanges, { UserDetailList: [user(statement)] });
    expect(of(allow('sso:Put*'))).toEqual(['medium A-san']);
    expect(of(allow('sso:Put*', 'arn:aws:sso:::permissionSet/ssoins-1/ps-1'))).toEqual([]);
  });
});
