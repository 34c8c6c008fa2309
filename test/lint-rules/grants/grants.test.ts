import { describe, expect, it } from 'vitest';
import noAllowNotResource from '../../../lint-rules/grants/no-allow-not-resource.js';
import noAssumeEveryRole from '../../../lint-rules/grants/no-assume-every-role.js';
import noDeprecatedPolicy from '../../../lint-rules/grants/no-deprecated-policy.js';
import noEffectiveAdministrator from '../../../lint-rules/grants/no-effective-administrator.js';
import noIAMAdministrator from '../../../lint-rules/grants/no-iam-administrator.js';
import noOrganizationControl from '../../../lint-rules/grants/no-organization-control.js';
import noPartialWildcard from '../../../lint-rules/grants/no-partial-wildcard.js';
import noSensitiveAction from '../../../lint-rules/grants/no-sensitive-action.js';
import noServiceLinkedRoleCreation from '../../../lint-rules/grants/no-service-linked-role-creation.js';
import noServiceNameWildcard from '../../../lint-rules/grants/no-service-name-wildcard.js';
import noServiceWildcard from '../../../lint-rules/grants/no-service-wildcard.js';
import { PolicyGraph } from '../../../src/graph/index.js';
import { lint, type Rule } from '../../../src/linter/index.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { inventory, lintAccount, lintPolicy } from '../../support/rules.js';

type Statements = readonly StatementExample[];

const found = (rule: Rule, ...statements: Statements) =>
  lintPolicy(document(...statements), 'identity-based', rule).map(({ messageId }) => messageId);
const allowElsewhere = (Action: string | readonly string[], NotResource: string) => ({
  Effect: 'Allow',
  Action,
  NotResource,
});
const user = (...statements: Statements) => ({
  Arn: arn('user/A-san'),
  UserPolicyList: [embedded('own', ...statements)],
});
const onTag = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } };
const withMFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

describe('everything together', () => {
  const of = (...statements: Statements) =>
    lintAccount({ UserDetailList: [user(...statements)] }, noEffectiveAdministrator).map(
      ({ confidence }) => confidence,
    );

  it.each([
    ['all but IAM, and IAM', [allowAllBut('iam:*'), allow('iam:*')]],
    ['the rest by a wider pattern', [allowAllBut('s3:Get*'), allow('s3:*')]],
    ['the rest by many patterns', [allowAllBut('sqs:*Message'), allow(['sqs:S*', 'sqs:R*', 'sqs:D*'])]],
    ['each bringing the other back', [allowAllBut('s3:*'), allowAllBut('ec2:*')]],
  ])('%s', (_, statements) => {
    expect(of(...statements)).toEqual(['high']);
  });

  it.each([
    ['a part missing', [allowAllBut(['iam:*', 'sts:*']), allow('iam:*')]],
    ['some resources only', [allowAllBut('iam:*'), allow('iam:*', arn('user/*'))]],
    ['a condition', [allowAllBut('iam:*'), allow('iam:*', '*', withMFA)]],
    ['the same left out twice', [allowAllBut('iam:*'), allowAllBut('iam:*')]],
    ['what is left out unknown', [allowAllBut('nothing:*'), allow('s3:*')]],
    ['a single statement of all', [allowAllBut('iam:*'), allow('iam:*'), allow('*')]],
    ['a deny of it', [allowAllBut('iam:*'), allow('iam:*'), deny('iam:*')]],
  ])('not with %s', (_, statements) => {
    expect(of(...statements)).toEqual([]);
  });

  it('across groups, with less certainty where the organization was not read', () => {
    expect(
      lintAccount(
        {
          UserDetailList: [{ ...user(allowAllBut('iam:*')), GroupList: ['G'] }],
          GroupDetailList: [{ Arn: arn('group/G'), GroupPolicyList: [embedded('iam', allow('iam:*'))] }],
          Organization: 'unread',
        },
        noEffectiveAdministrator,
      ).map(({ subject, confidence }) => [subject, confidence]),
    ).toEqual([[arn('user/A-san'), 'medium']]);
  });
});

describe('all of IAM', () => {
  it.each([
    ['iam:*', [allow('iam:*')], ['everyAction']],
    ['in any case', [allow('IAM:*')], ['everyAction']],
    ['on all of its resources', [allow('iam:*', arn('*'))], ['everyAction']],
    ['on an incomplete ARN', [allow('iam:*', 'arn:aws:iam')], []],
    ['on some resources', [allow('iam:*', arn('role/*'))], []],
    ['with MFA', [allow('iam:*', '*', withMFA)], []],
    ['by every other letter', [allow(['iam:C*', 'iam:A*', 'iam:P*'])], []],
    ['by names', [allow(['iam:CreateUser', 'iam:PutUserPolicy'])], []],
    ['of everything', [allow('*')], []],
    ['denied', [deny('iam:*')], []],
  ])('%s', (_, statements, expected) => {
    expect(found(noIAMAdministrator, ...statements)).toEqual(expected);
  });

  it('is not reported as a service, unless under a condition', () => {
    expect(found(noServiceWildcard, allow('iam:*'))).toEqual([]);
    expect(found(noServiceWildcard, allow('iam:*', '*', withMFA))).toEqual(['wildcard']);
  });

  it('is AWS’s own in IAMFullAccess', () => {
    expect(
      lintAccount(
        { UserDetailList: [{ Arn: arn('user/A'), ...attached(awsManaged('IAMFullAccess')) }] },
        noIAMAdministrator,
      ),
    ).toEqual([]);
  });
});

describe('roles', () => {
  it.each([
    ['every one', allow('sts:AssumeRole'), ['everyAccount']],
    ['by a wildcard', allow('sts:Assume*', 'arn:aws:iam::*:role/*'), ['everyAccount']],
    ['of an account', allow('sts:AssumeRole', arn('role/*')), ['ownAccount']],
    ['but one', allowElsewhere('sts:AssumeRole', arn('role/Admin')), ['everyAccount']],
    ['of a name', allow('sts:AssumeRole', 'arn:aws:iam::*:role/audit'), []],
    ['with a tag', allow('sts:AssumeRole', '*', onTag), []],
    ['among everything', allow(['*', 'sts:AssumeRole']), []],
    ['denied', deny('sts:AssumeRole'), []],
    ['for somebody with a token', allow('sts:GetSessionToken'), []],
  ])('assumed: %s', (_, statement, expected) => {
    expect(found(noAssumeEveryRole, statement)).toEqual(expected);
  });

  const forService = (operator: string, service: string) => ({
    Condition: { [operator]: { 'iam:AWSServiceName': service } },
  });

  it.each([
    ['on *', allow('iam:CreateServiceLinkedRole'), ['everyService']],
    ['by a wildcard', allow('iam:Create*'), ['everyService']],
    ['but one', allowElsewhere('iam:CreateServiceLinkedRole', arn('role/x')), ['everyService']],
    [
      'of any name',
      allow('iam:CreateServiceLinkedRole', '*', forService('StringLike', '*.amazonaws.com')),
      ['everyService'],
    ],
    [
      'of one',
      allow('iam:CreateServiceLinkedRole', '*', forService('StringEquals', 'rds.amazonaws.com')),
      [],
    ],
    ['of some', allow('iam:CreateServiceLinkedRole', '*', forService('StringLike', 'ec*.amazonaws.com')), []],
    ['in a path', allow('iam:CreateServiceLinkedRole', arn('role/aws-service-role/*')), []],
    ['among everything', allow('*'), []],
    ['denied', deny('iam:*'), []],
  ])('linked to services: %s', (_, statement, expected) => {
    expect(found(noServiceLinkedRoleCreation, statement)).toEqual(expected);
  });
});

describe('wildcards', () => {
  it.each([
    ['that change who has access', allow('s3:Put*', 'arn:aws:s3:::b/*'), ['permissions']],
    ['that write', allow('sqs:?e*Message'), ['write']],
    ['that read', allow(['s3:Get*', 's3:List*', 'ec2:Describe*']), []],
    ['that tag', allow('sqs:*Tag*'), []],
    ['for one action', allow('sqs:Purge*'), []],
    ['for none', allow('sqs:Nothing*'), []],
    ['for a service', allow(['sqs:*', '*']), []],
    ['that deny', deny('s3:Put*'), []],
    ['in NotAction', allowAllBut('s3:Put*'), []],
  ])('%s', (_, statement, expected) => {
    expect(found(noPartialWildcard, statement)).toEqual(expected);
  });

  it.each([
    ['an action', allow('s*:GetObject'), ['action']],
    ['an action of any service', deny('*:Delete*'), ['action']],
    ['an ARN', allow('s3:GetObject', 'arn:aws:s?:::b/*'), ['resource']],
    ['an ARN of wildcards', allow('s3:GetObject', 'arn:*:*:*:*:*:*'), ['resource']],
    ['NotAction', allowAllBut('i*:*'), ['action']],
    ['no service', allow(['*', '*:*', 's3:*'], ['*', 'arn:*:s3:::b']), []],
  ])('in the service of %s', (_, statement, expected) => {
    expect(found(noServiceNameWildcard, statement)).toEqual(expected);
  });

  it('in the service of a statement without Resource', () => {
    const trust = document({ Effect: 'Allow', Principal: '*', Action: 's*:x' });
    expect(lintPolicy(trust, 'resource-based', noServiceNameWildcard)).toHaveLength(1);
  });
});

describe('NotResource', () => {
  it.each([
    ['with an action', allowElsewhere('s3:GetObject', 'arn:aws:s3:::b/*'), ['everythingBut']],
    ['with every action', allowElsewhere(['*'], 'arn:aws:s3:::b/*'), ['everythingBut']],
    ['with actions that take none', allowElsewhere('s3:ListAllMyBuckets', 'arn:aws:s3:::b'), []],
    ['with roles that are passed', allowElsewhere(['iam:PassRole', 'sts:AssumeRole'], arn('role/x')), []],
    ['with unknown actions', allowElsewhere('x:y', arn('role/x')), []],
    ['of everything', allowElsewhere('s3:GetObject', '*'), []],
    ['with a tag', { ...allowElsewhere('s3:GetObject', 'arn:aws:s3:::b/*'), ...onTag }, []],
    ['with NotAction', { Effect: 'Allow', NotAction: 's3:*', NotResource: 'arn:aws:s3:::b/*' }, []],
    ['in a deny', { ...allowElsewhere('s3:*', 'arn:aws:s3:::b/*'), Effect: 'Deny' }, []],
  ])('%s', (_, statement, expected) => {
    expect(found(noAllowNotResource, statement)).toEqual(expected);
  });
});

describe('deprecated policies', () => {
  const holding = (...arns: readonly string[]) =>
    lintAccount({ UserDetailList: [{ Arn: arn('user/A'), ...attached(...arns) }] }, noDeprecatedPolicy)
      .length;

  it('are AWS’s', () => {
    expect(holding('arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM')).toBe(1);
    expect(holding('arn:aws-cn:iam::aws:policy/AmazonElasticMapReduceFullAccess')).toBe(1);
    expect(holding(arn('policy/AmazonElasticMapReduceFullAccess'))).toBe(0);
    expect(holding(awsManaged('AmazonEMRFullAccessPolicy_v2'))).toBe(0);
  });
});

describe('control of the organization', () => {
  const of = (example: AccountExample, ...statements: Statements) =>
    lintAccount({ UserDetailList: [user(...statements)], ...example }, noOrganizationControl).length;
  const member = { Organization: { MasterAccountId: '999900001111', Accounts: ['111122223333'] } };
  const management = { Organization: { MasterAccountId: '111122223333' } };
  const leave = allow('organizations:Leave*');
  const detach = allow('organizations:DetachPolicy');

  it('depends on the account', () => {
    expect(of(member, leave)).toBe(1);
    expect(of(member, detach)).toBe(0);
    expect(of(management, leave)).toBe(0);
    expect(of(management, detach)).toBe(1);
    expect(of({}, leave, detach)).toBe(0);
    expect(of({ Organization: 'unread' }, leave, detach)).toBe(2);
  });

  it('is more than reading', () => {
    expect(found(noOrganizationControl, allow('organizations:Describe*'))).toEqual([]);
    expect(found(noOrganizationControl, deny('organizations:*'), allowAllBut('s3:*'))).toEqual([]);
  });

  it('is AWS’s own in its policies', () => {
    const holder = { Arn: arn('user/A'), ...attached(awsManaged('AWSOrganizationsFullAccess')) };
    expect(lintAccount({ UserDetailList: [holder], ...management }, noOrganizationControl)).toEqual([]);
  });
});

describe('sensitive actions', () => {
  it.each([
    ['by name', allow('cloudtrail:StopLogging'), ['granted']],
    ['by a pattern', allow('guardduty:D*'), ['granted']],
    ['on one resource', allow('cloudtrail:StopLogging', 'arn:aws:cloudtrail:*:*:trail/x'), ['granted']],
    ['among everything', allow('*'), []],
    ['by NotAction', allowAllBut('s3:*'), []],
    ['denied', deny('cloudtrail:StopLogging'), []],
    ['none', allow('cloudtrail:Get*'), []],
  ])('%s', (_, statement, expected) => {
    expect(found(noSensitiveAction, statement)).toEqual(expected);
  });

  it('are those of the configuration, patterns included', () => {
    const example = {
      UserDetailList: [
        { ...user(allow(['s3:DeleteBucket', 'sqs:*', 'cloudtrail:StopLogging']), deny('sqs:PurgeQueue')) },
      ],
    };
    const ruleOptions = { 'grants/no-sensitive-action': { actions: ['s3:Delete*', 'sqs:PurgeQueue'] } };
    expect(
      lint(new PolicyGraph(inventory(example)), [noSensitiveAction], { ruleOptions }).map(
        ({ message }) => message,
      ),
    ).toEqual(["'own' allows what nobody is to have, by 's3:DeleteBucket': s3:Delete*."]);
  });

  it('not beyond the permissions boundary', () => {
    const bounded = { ...user(allow('cloudtrail:*')), ...boundedBy('limit') };
    const Policies = [managed('limit', allow('s3:*'))];
    expect(lintAccount({ UserDetailList: [bounded], Policies }, noSensitiveAction)).toEqual([]);
  });
});
