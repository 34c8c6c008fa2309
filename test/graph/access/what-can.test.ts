import { describe, expect, it } from 'vitest';
import type { AccountExample } from '../../support/account-example.js';
import { whatCanIn } from '../../support/access.js';
import {
  allow,
  arn,
  attached,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';

const ofAnn = (...statements: readonly StatementExample[]): AccountExample => ({
  UserDetailList: [{ Arn: arn('user/ann'), UserPolicyList: [embedded('own', ...statements)] }],
});

/** `s3:Get* except … on arn:… but arn:…` */
function granted(example: AccountExample, principal = 'ann'): readonly string[] {
  return whatCanIn(example, principal).permissions.flatMap(({ actions: { patterns, except }, grants }) =>
    grants.map(({ resource, way, exceptions }) =>
      [
        patterns.join(),
        ...(except.length > 0 ? [`except ${except.join()}`] : []),
        `on ${resource}`,
        ...exceptions.map((exception) => `but ${exception.resource}`),
        ...(way.certainty === 'certain' ? [] : [way.certainty]),
      ].join(' '),
    ),
  );
}

describe('what a principal can', () => {
  it('is in the words of its policies, wildcards kept', () => {
    expect(granted(ofAnn(allow(['sqs:*', 'sns:Get*', 'sns:Publish'], '*')))).toEqual([
      'sns:Get*,sns:Publish,sqs:* on *',
    ]);
  });

  it('is without what is denied as a whole, and with what is denied in part as an exception', () => {
    expect(granted(ofAnn(allow('sqs:*'), deny('sqs:DeleteQueue')))).toEqual([
      'sqs:* except sqs:DeleteQueue on *',
    ]);
    const queue = 'arn:aws:sqs:*:*:secret';
    expect(granted(ofAnn(allow('sqs:SendMessage'), deny('sqs:*', queue)))).toEqual([
      `sqs:SendMessage on * but ${queue}`,
    ]);
    const notResource = { Effect: 'Allow', Action: 'sqs:SendMessage', NotResource: queue };
    expect(granted(ofAnn(notResource))).toEqual([`sqs:SendMessage on * but ${queue}`]);
  });

  it('is only what the permissions boundary and the organization leave', () => {
    const example: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/ann'),
          ...boundedBy('limit'),
          UserPolicyList: [embedded('own', allow(['sqs:SendMessage', 'sns:Publish', 'ec2:RunInstances']))],
        },
      ],
      Policies: [managed('limit', allow('sqs:*', 'arn:aws:sqs:*:*:jobs'), allow('ec2:*'))],
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333'],
        Policies: [{ Name: 'NoMachines', TargetIds: ['r-root'], Content: document(deny('ec2:*')) }],
      },
    };
    expect(granted(example)).toEqual(['sqs:SendMessage on arn:aws:sqs:*:*:jobs undecided']);
    expect(
      whatCanIn(example, 'ann').lost.map(({ actions, policyType, level }) => [
        actions.patterns,
        policyType,
        level,
      ]),
    ).toEqual([
      [['sns:Publish'], 'permissions-boundary', undefined],
      [['ec2:RunInstances'], 'service-control', 'r-root'],
    ]);
  });

  it('has what depends on a condition with the condition', () => {
    const ifMFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    const { permissions } = whatCanIn(ofAnn(allow('sqs:ListQueues', '*', ifMFA)), 'ann');
    expect(permissions[0]?.grants[0].way).toMatchObject({
      certainty: 'conditional',
      conditions: [{ operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] }],
    });
  });

  it('leaves out a condition that the principal never fulfils, and fills in what it always brings', () => {
    const ifBob = { Condition: { StringEquals: { 'aws:username': 'bob' } } };
    expect(granted(ofAnn(allow('sqs:ListQueues', '*', ifBob)))).toEqual([]);
    expect(granted(ofAnn(allow('sns:Publish', 'arn:aws:sns:*:*:${aws:username}')))).toEqual([
      'sns:Publish on arn:aws:sns:*:*:ann undecided',
    ]);
  });

  it('is not an action without a resource by a statement on an ARN', () => {
    expect(granted(ofAnn(allow('ec2:DescribeInstances', 'arn:aws:ec2:*:*:instance/*')))).toEqual([]);
  });

  it('is also what the policies of buckets grant, its own or those of other accounts', () => {
    const policy = (name: string) =>
      document({
        ...allow('s3:GetObject', `arn:aws:s3:::${name}/*`),
        Principal: { AWS: arn('user/ann') },
      });
    const example: AccountExample = {
      ...ofAnn(allow('s3:GetObject', 'arn:aws:s3:::far/*')),
      Buckets: [
        { Name: 'near', Policy: policy('near') },
        { Name: 'far', AccountId: '444455556666', Policy: policy('far') },
        { Name: 'farther', AccountId: '444455556666', Policy: policy('farther') },
      ],
    };
    const { permissions } = whatCanIn(example, 'ann');
    expect(
      permissions.flatMap(({ grants }) =>
        grants.map(({ resource, resourceAccount, way: { how } }) => [resource, resourceAccount, how]),
      ),
    ).toEqual([
      ['arn:aws:s3:::far/*', '444455556666', 'identityAndResource'],
      ['arn:aws:s3:::near/*', undefined, 'resource'],
    ]);
  });

  it('names the roles that it can assume', () => {
    const trust = document({ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' });
    const { roles } = whatCanIn(
      {
        ...ofAnn(allow('sts:AssumeRole', arn('role/a'))),
        RoleDetailList: [
          { Arn: arn('role/a'), AssumeRolePolicyDocument: trust },
          { Arn: arn('role/b'), AssumeRolePolicyDocument: trust },
        ],
      },
      'ann',
    );
    expect(roles.certain.map(({ role }) => role)).toEqual([arn('role/a')]);
  });

  it('is everything for the root user and for an administrator', () => {
    const admin = {
      UserDetailList: [{ Arn: arn('user/ann'), UserPolicyList: [embedded('own', allow('*'))] }],
    };
    expect(granted(admin)).toContain('* on *');
    expect(granted(admin, arn('root'))[0]).toMatch(/^\* except .*sts:AssumeRole.* on \*$/);
  });

  it('says what was not read', () => {
    const { unread } = whatCanIn(
      { UserDetailList: [{ Arn: arn('user/ann'), ...attached(arn('policy/gone')) }] },
      'ann',
    );
    expect(unread).toEqual([{ policyType: 'identity-based', of: arn('user/ann') }]);
  });
});
