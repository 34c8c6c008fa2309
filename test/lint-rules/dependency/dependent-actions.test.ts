import { describe, expect, it } from 'vitest';
import noDenied from '../../../lint-rules/dependency/no-denied-dependent-action.js';
import noMissingPassRole from '../../../lint-rules/dependency/no-missing-pass-role.js';
import noMissingServiceLinkedRole from '../../../lint-rules/dependency/no-missing-service-linked-role.js';
import requireTagging from '../../../lint-rules/dependency/require-tagging-on-create.js';
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
  denyAllBut,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { inventory, lintAccount } from '../../support/rules.js';

const user = (...statements: readonly StatementExample[]): AccountExample => ({
  UserDetailList: [{ Arn: arn('user/ann'), UserPolicyList: [embedded('own', ...statements)] }],
});
const messages = (rule: Rule, example: AccountExample) =>
  lintAccount(example, rule).map(({ message }) => message);
const count = (rule: Rule, ...statements: readonly StatementExample[]) =>
  lintAccount(user(...statements), rule).length;
const serviceLinked = (host: string) => ({ Arn: arn(`role/aws-service-role/${host}/AWSServiceRoleFor`) });

describe('a deny of an IAM action that an operation depends on', () => {
  it.each<[string, StatementExample, StatementExample, string, string]>([
    [
      'iam:*',
      allow('rds:CreateDBInstance'),
      deny('iam:*'),
      'iam:*',
      'iam:PassRole to monitoring.rds.amazonaws.com',
    ],
    [
      'a pattern',
      allow('lambda:Create*'),
      deny(['s3:*', 'iam:Pass*']),
      'iam:Pass*',
      'iam:PassRole to lambda.amazonaws.com',
    ],
    [
      'NotAction',
      allow('lambda:*'),
      denyAllBut(['lambda:*']),
      '',
      'iam:CreateServiceLinkedRole for lambda.amazonaws.com',
    ],
    [
      'its name',
      allow('eks:createcluster'),
      deny('IAM:passrole'),
      'IAM:passrole',
      'iam:PassRole to eks.amazonaws.com',
    ],
    [
      'the second of two',
      allow('autoscaling:CreateAutoScalingGroup'),
      deny('iam:CreateServiceLinkedRole'),
      'iam:CreateServiceLinkedRole',
      'iam:CreateServiceLinkedRole for autoscaling.amazonaws.com',
    ],
  ])('is found at the action that denies it: %s', (_, grant, denies, at, mend) => {
    const [finding, ...more] = lintAccount(user(grant, denies), noDenied);
    expect(more).toEqual([]);
    expect(finding?.message).toContain(mend);
    if (at !== '') expect(finding?.locations[0].excerpt.join()).toContain(`"${at}"`);
  });

  it('names both actions where it takes both, as one finding', () => {
    const [message, ...more] = messages(
      noDenied,
      user(allow('autoscaling:CreateAutoScalingGroup'), deny('iam:*')),
    );
    expect(more).toEqual([]);
    expect(message).toContain(
      'iam:PassRole to ec2.amazonaws.com (iam:PassedToService), and iam:CreateServiceLinkedRole for autoscaling.amazonaws.com (iam:AWSServiceName)',
    );
  });

  it('is found beside the full access that AWS has for a service', () => {
    const example: AccountExample = {
      RoleDetailList: [
        {
          Arn: arn('role/R'),
          ...attached(awsManaged('AmazonRDSFullAccess')),
          RolePolicyList: [embedded('guard', deny('iam:*'))],
        },
      ],
    };
    expect(messages(noDenied, example)[0]).toContain("'guard' denies iam:PassRole");
  });

  it('is found in a permissions boundary, and by way of two groups once', () => {
    const bounded: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/ann'),
          UserPolicyList: [embedded('own', allow('lambda:CreateFunction'))],
          ...boundedBy('Limits'),
        },
      ],
      Policies: [managed('Limits', allow('*'), deny('iam:*'))],
    };
    expect(messages(noDenied, bounded)[0]).toContain("the permissions boundary 'Limits' denies iam:PassRole");
    const grouped: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/ann'),
          GroupList: ['A', 'B'],
          UserPolicyList: [embedded('own', allow('lambda:CreateFunction'))],
        },
      ],
      GroupDetailList: ['A', 'B'].map((name) => ({
        Arn: arn(`group/${name}`),
        ...attached(arn('policy/NoIAM')),
      })),
      Policies: [managed('NoIAM', deny('iam:*'))],
    };
    expect(messages(noDenied, grouped)).toHaveLength(1);
  });

  it.each<[string, readonly StatementExample[]]>([
    ['the operation depends on nothing', [allow('sqs:SendMessage'), deny('iam:*')]],
    ['the operation is denied as well', [allow('lambda:CreateFunction'), deny(['iam:*', 'lambda:*'])]],
    ['everything is denied', [allow('lambda:CreateFunction'), deny('*')]],
    [
      'the deny is about some roles',
      [allow('lambda:CreateFunction'), deny('iam:PassRole', arn('role/admin'))],
    ],
    [
      'the deny has a condition',
      [
        allow('lambda:CreateFunction'),
        deny('iam:*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }),
      ],
    ],
    ['the deny is about other actions of IAM', [allow('lambda:CreateFunction'), deny('iam:Create*')]],
    ['the grant is everything', [allow('*'), deny('iam:*')]],
    ['the grant is everything but something', [allowAllBut('s3:*'), deny('iam:*')]],
  ])('is none where %s', (_, statements) => {
    expect(count(noDenied, ...statements)).toBe(0);
  });

  it('is none where the boundary does not allow the operation', () => {
    const example: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/ann'),
          UserPolicyList: [embedded('own', allow('lambda:CreateFunction'), deny('iam:*'))],
          ...boundedBy('Limits'),
        },
      ],
      Policies: [managed('Limits', allow('s3:*'))],
    };
    expect(messages(noDenied, example)).toEqual([]);
  });

  it('does not matter for a service-linked role that is there', () => {
    const example = user(allow('autoscaling:CreateAutoScalingGroup'), deny('iam:CreateServiceLinkedRole'));
    const RoleDetailList = [serviceLinked('autoscaling.amazonaws.com')];
    expect(messages(noDenied, { ...example, RoleDetailList })).toEqual([]);
  });
});

describe('permission to pass a role', () => {
  it.each([
    ['by an operation in its name', 'lambda:CreateFunction'],
    ['whatever its case', 'LAMBDA:createfunction'],
    ['also where the reference of AWS does not list it', 'codebuild:CreateProject'],
  ])('is missed %s', (_, action) => {
    expect(count(noMissingPassRole, allow(['s3:GetObject', action]))).toBe(1);
  });

  it('is missed once for the operations of a policy', () => {
    expect(
      messages(
        noMissingPassRole,
        user(allow('lambda:CreateFunction'), allow(['lambda:CreateFunction', 'glue:CreateJob'])),
      ),
    ).toEqual([
      expect.stringContaining('allowed lambda:CreateFunction and glue:CreateJob and may pass no role'),
    ]);
  });

  it.each<[string, readonly StatementExample[]]>([
    ['is there', [allow('lambda:CreateFunction'), allow('iam:PassRole', arn('role/web'))]],
    ['is there by a pattern', [allow('lambda:CreateFunction'), allow('iam:*')]],
    ['is denied', [allow('lambda:CreateFunction'), deny('iam:PassRole')]],
    ['is not needed by an operation that may go without', [allow('ec2:RunInstances')]],
    [
      'is not needed for an operation that is denied',
      [allow('lambda:CreateFunction'), deny('lambda:CreateFunction')],
    ],
    ['is not missed beside a pattern', [allow('lambda:*')]],
  ])('%s', (_, statements) => {
    expect(count(noMissingPassRole, ...statements)).toBe(0);
  });

  it('is missed where the permissions boundary does not allow it', () => {
    const example: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/ann'),
          UserPolicyList: [embedded('own', allow(['lambda:CreateFunction', 'iam:PassRole']))],
          ...boundedBy('Limits'),
        },
      ],
      Policies: [managed('Limits', allow('lambda:*'))],
    };
    expect(messages(noMissingPassRole, example)).toHaveLength(1);
  });

  it('is not judged where a policy was not read', () => {
    const unread = attached(arn('policy/Unread'));
    const own = { UserPolicyList: [embedded('own', allow('lambda:CreateFunction'))] };
    for (const more of [unread, boundedBy('Unread')]) {
      const example = { UserDetailList: [{ Arn: arn('user/ann'), ...own, ...more }] };
      expect(messages(noMissingPassRole, example)).toEqual([]);
    }
  });
});

describe('a service-linked role', () => {
  const example = user(allow(['autoscaling:CreateAutoScalingGroup', 'autoscaling:CreateAutoScalingGroup']));

  it('is missed once for a service', () => {
    expect(messages(noMissingServiceLinkedRole, example)).toHaveLength(1);
  });

  it.each<[string, AccountExample]>([
    ['is there', { ...example, RoleDetailList: [serviceLinked('autoscaling.amazonaws.com')] }],
    ['may be made', user(allow(['autoscaling:CreateAutoScalingGroup', 'iam:CreateServiceLinkedRole']))],
    ['is denied', user(allow('autoscaling:CreateAutoScalingGroup'), deny('iam:*'))],
    ['is not missed beside a pattern', user(allow('autoscaling:*'))],
    ['is of no use', user(allow('lambda:CreateFunction'))],
  ])('%s', (_, other) => {
    expect(messages(noMissingServiceLinkedRole, other)).toEqual([]);
  });

  it('of another service does not help', () => {
    const RoleDetailList = [serviceLinked('rds.amazonaws.com')];
    expect(messages(noMissingServiceLinkedRole, { ...example, RoleDetailList })).toHaveLength(1);
  });

  it('may be among the roles that were not read', () => {
    const gap = {
      account: '111122223333',
      operation: 'iam:GetAccountAuthorizationDetails',
      resource: 'Role',
      errorCode: 'AccessDenied',
      message: '',
      affects: [],
    };
    const graph = new PolicyGraph({ ...inventory(example), coverageGaps: [gap] });
    expect(lint(graph, [noMissingServiceLinkedRole])).toEqual([]);
  });
});

describe('an operation that asks for tags', () => {
  const withTag = { Condition: { StringEquals: { 'aws:RequestTag/team': 'web' } } };
  const run = allow('ec2:RunInstances', '*', withTag);
  const found = (...statements: readonly StatementExample[]) =>
    lintAccount(user(...statements), requireTagging).map(({ messageId }) => messageId);

  it.each<[string, readonly StatementExample[], string[]]>([
    ['misses the tagging action', [run], ['missing']],
    ['has it denied', [run, allow('ec2:CreateTags'), deny('ec2:CreateTags')], ['denied']],
    [
      'has it',
      [
        run,
        allow('ec2:CreateTags', '*', { Condition: { StringEquals: { 'ec2:CreateAction': 'RunInstances' } } }),
      ],
      [],
    ],
    ['has it by a pattern', [run, allow('ec2:Create*')], []],
    [
      'asks by Null as well',
      [
        allow('ec2:RunInstances', '*', {
          Condition: { Null: { 'aws:RequestTag/team': 'false' }, StringLike: { 'AWS:RequestTag/team': '*' } },
        }),
      ],
      ['missing'],
    ],
    [
      'does not insist',
      [
        allow('ec2:RunInstances', '*', {
          Condition: { StringEqualsIfExists: { 'aws:RequestTag/team': 'web' } },
        }),
      ],
      [],
    ],
    [
      'asks for something else',
      [
        allow('ec2:RunInstances', '*', {
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
        }),
      ],
      [],
    ],
    ['asks for nothing', [allow('ec2:RunInstances')], []],
    ['is a pattern', [allow('ec2:Run*', '*', withTag)], []],
    ['tags nothing', [allow('lambda:CreateFunction', '*', withTag)], []],
  ])('%s', (_, statements, expected) => {
    expect(found(...statements)).toEqual(expected);
  });

  it('is not judged where a policy was not read', () => {
    const example: AccountExample = {
      UserDetailList: [
        { Arn: arn('user/ann'), UserPolicyList: [embedded('own', run)], ...attached(arn('policy/Unread')) },
      ],
    };
    expect(lintAccount(example, requireTagging)).toEqual([]);
  });
});
