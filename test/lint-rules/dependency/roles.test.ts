import { describe, expect, it } from 'vitest';
import noRoleForOtherService from '../../../lint-rules/dependency/no-role-for-other-service.js';
import noUselessPassRole from '../../../lint-rules/dependency/no-useless-pass-role.js';
import noWrongRolePath from '../../../lint-rules/dependency/no-wrong-role-path.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

const trust = (Principal: StatementExample | string, more: StatementExample = {}) => ({
  AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }),
});
const service = (...services: readonly string[]) => trust({ Service: services });
const user = (...statements: readonly StatementExample[]) => ({
  Arn: arn('user/ann'),
  UserPolicyList: [embedded('own', ...statements)],
});

describe('a role that may be passed', () => {
  const pass = (
    role: object,
    more: StatementExample = {},
    action = 'iam:PassRole',
    resource = arn('role/R'),
  ) =>
    lintAccount(
      {
        UserDetailList: [user(allow(action, [arn('role/Unknown'), resource], more))],
        RoleDetailList: [{ Arn: arn('role/R'), ...role }],
      },
      noUselessPassRole,
    );
  const to = (value: string | readonly string[], operator = 'StringEquals') => ({
    Condition: { [operator]: { 'IAM:PassedToService': value } },
  });

  it('and trusts no service is found at its ARN', () => {
    const [finding] = pass(trust({ AWS: arn('root') }));
    expect(finding?.messageId).toBe('noService');
    expect(finding?.subject).toBe(arn('user/ann'));
    expect(finding?.locations[0].location.path.at(-1)).toBe(1);
  });

  it.each([
    ['by name', to('ec2.amazonaws.com')],
    ['by a pattern', to('ec2*', 'StringLike')],
    ['if the key is there', to(['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'], 'StringEqualsIfExists')],
  ])('to another service than it trusts is found: %s', (_, condition) => {
    expect(pass(service('lambda.amazonaws.com'), condition, 'IAM:passrole')[0]?.messageId).toBe(
      'otherService',
    );
  });

  it.each<[string, object, StatementExample]>([
    ['to the service that it trusts', service('lambda.amazonaws.com'), to('lambda.amazonaws.com')],
    [
      'to one of them',
      service('a.amazonaws.com', 'b.amazonaws.com'),
      to(['b.amazonaws.com', 'c.amazonaws.com']),
    ],
    ['by a pattern', service('lambda.amazonaws.com'), to('lambda.*', 'StringLike')],
    ['to whatever service', service('lambda.amazonaws.com'), {}],
    ['to every service but one', service('lambda.amazonaws.com'), to('ec2.amazonaws.com', 'StringNotEquals')],
    [
      'under another condition',
      service('lambda.amazonaws.com'),
      { Condition: { StringEquals: { 'aws:RequestedRegion': 'x' } } },
    ],
    ['and trusts everybody', trust('*'), {}],
    ['and trusts every AWS principal', trust({ AWS: '*' }), {}],
    [
      'and trusts all but one',
      {
        AssumeRolePolicyDocument: document({
          Effect: 'Allow',
          NotPrincipal: { AWS: arn('user/x') },
          Action: 'sts:AssumeRole',
        }),
      },
      {},
    ],
    ['and its trust policy was not read', {}, {}],
    ['and its trust policy is none', { AssumeRolePolicyDocument: 'x' }, {}],
  ])('is fine %s', (_, role, condition) => {
    expect(pass(role, condition)).toEqual([]);
  });

  it.each<[string, StatementExample]>([
    ['a deny', deny('iam:PassRole', arn('role/R'))],
    ['a wildcard', allow('iam:PassRole', arn('role/*'))],
    ['all of IAM', allow('iam:*', arn('role/R'))],
    ['another action', allow('iam:GetRole', arn('role/R'))],
    ['everything else', { Effect: 'Allow', NotAction: 'iam:PassRole', Resource: arn('role/R') }],
    ['every other role', { Effect: 'Allow', Action: 'iam:PassRole', NotResource: arn('role/R') }],
    ['a service-linked role', allow('iam:PassRole', arn('role/aws-service-role/rds.amazonaws.com/S'))],
    ['a user', allow('iam:PassRole', arn('user/ann'))],
  ])('is not looked for in %s', (_, statement) => {
    const example: AccountExample = {
      UserDetailList: [user(statement)],
      RoleDetailList: [
        { Arn: arn('role/R'), ...trust({ AWS: arn('root') }) },
        { Arn: arn('role/aws-service-role/rds.amazonaws.com/S'), ...trust({ AWS: arn('root') }) },
      ],
    };
    expect(lintAccount(example, noUselessPassRole)).toEqual([]);
  });
});

describe('the ARN of a role', () => {
  const RoleDetailList = [{ Arn: arn('role/service-role/Monitor') }, { Arn: arn('role/Plain') }];
  const found = (...statements: readonly StatementExample[]) =>
    lintAccount({ UserDetailList: [user(...statements)], RoleDetailList }, noWrongRolePath);

  it.each([
    ['lacks its path', allow('iam:PassRole', arn('role/Monitor'))],
    ['has a path that the role has not', allow('sts:AssumeRole', arn('role/team/Plain'))],
    ['lacks its path in a deny', deny('iam:*', [arn('role/Monitor')])],
    [
      'lacks its path in a NotResource',
      { Effect: 'Deny', Action: 'iam:*', NotResource: arn('role/Monitor') },
    ],
  ])('%s', (_, statement) => {
    expect(found(statement)).toHaveLength(1);
  });

  it.each([
    ['is right', allow('iam:PassRole', [arn('role/service-role/Monitor'), arn('role/Plain')])],
    ['stands beside the right one', allow('iam:PassRole', [arn('role/Monitor'), arn('role/*/Monitor')])],
    ['is a pattern', allow('iam:PassRole', arn('role/Mon*'))],
    ['has a variable', allow('iam:PassRole', arn('role/${aws:username}'))],
    ['is of nobody', allow('iam:PassRole', arn('role/Nobody'))],
    ['is of another account', allow('iam:PassRole', 'arn:aws:iam::444455556666:role/Monitor')],
    ['is that of a user', allow('iam:GetUser', arn('user/Monitor'))],
    ['is that of a bucket', allow('s3:*', 'arn:aws:s3:::role/Monitor')],
  ])('%s', (_, statement) => {
    expect(found(statement)).toEqual([]);
  });

  it('is not looked for in the copy of a policy that bounds', () => {
    const bounded = {
      PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/P') },
      ...attached(arn('policy/P')),
    };
    const example: AccountExample = {
      UserDetailList: [{ Arn: arn('user/ann'), ...bounded }],
      RoleDetailList,
      Policies: [managed('P', allow('iam:PassRole', arn('role/Monitor')))],
    };
    expect(lintAccount(example, noWrongRolePath)).toHaveLength(1);
  });
});

describe('a role made for a service', () => {
  const of = (role: object) =>
    lintAccount({ RoleDetailList: [{ Arn: arn('role/R'), ...role }] }, noRoleForOtherService).map(
      ({ messageId, confidence }) => [messageId, confidence],
    );
  const profile = { InstanceProfileList: [{ Arn: arn('instance-profile/R') }] };
  const logs = attached(awsManaged('service-role/AWSLambdaBasicExecutionRole'));

  it.each<[string, object, unknown[]]>([
    [
      'trusts another: instance profile',
      { ...profile, ...service('ecs-tasks.amazonaws.com') },
      [['instanceProfile', 'high']],
    ],
    [
      'trusts none: instance profile',
      { ...profile, ...trust({ AWS: arn('root') }) },
      [['instanceProfile', 'high']],
    ],
    ['trusts another: policy', { ...logs, ...service('states.amazonaws.com') }, [['policy', 'medium']]],
    ['trusts it', { ...profile, ...service('ec2.amazonaws.com') }, []],
    ['trusts it in China', { ...profile, ...service('EC2.amazonaws.com.cn') }, []],
    ['trusts one of its services', { ...logs, ...service('edgelambda.amazonaws.com') }, []],
    ['trusts people too', { ...logs, ...trust({ Service: 'states.amazonaws.com', AWS: arn('root') }) }, []],
    ['trusts nobody but people', { ...logs, ...trust({ AWS: arn('root') }) }, []],
    ['trusts everybody', { ...profile, ...trust('*') }, []],
    ['was not read', { ...profile, ...logs }, []],
    [
      'is for every service',
      { ...attached(awsManaged('AmazonSSMManagedInstanceCore')), ...service('ssm.amazonaws.com') },
      [],
    ],
    [
      'denies one',
      {
        ...logs,
        AssumeRolePolicyDocument: document(
          { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' },
          { Effect: 'Deny', Principal: { AWS: arn('root') }, Action: 'sts:AssumeRole' },
        ),
      },
      [['policy', 'medium']],
    ],
  ])('%s', (_, role, expected) => {
    expect(of(role)).toEqual(expected);
  });

  it('is not told by a policy that only has the name', () => {
    const role = {
      Arn: arn('role/R'),
      ...attached(arn('policy/AWSLambdaBasicExecutionRole')),
      ...service('states.amazonaws.com'),
    };
    const example: AccountExample = {
      UserDetailList: [user(allow('s3:*'))],
      RoleDetailList: [role],
      Policies: [managed('AWSLambdaBasicExecutionRole', allow('logs:*'))],
    };
    expect(lintAccount(example, noRoleForOtherService)).toEqual([]);
  });
});
