import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/grants/no-service-wildcard.js';
import {
  allow,
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
import { lintAccount, lintPolicy } from '../../support/rules.js';

const found = (...statements: StatementExample[]) =>
  lintPolicy(document(...statements), 'identity-based', rule);

describe('every action of a service on every resource', () => {
  it.each([
    ['on *', allow('sqs:*')],
    ['on an incomplete ARN', allow('sqs:*', 'arn:aws:sqs')],
    ['on an ARN of nothing but wildcards', allow('sqs:*', 'arn:aws:sqs:*:*:*')],
    ['on every object of every bucket', allow('s3:*', 'arn:aws:s3:::*/*')],
    ['in another case', allow('SQS:*')],
    [
      'for callers with MFA',
      allow('sqs:*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ],
  ])('%s', (_, statement) => {
    expect(found(statement)).toHaveLength(1);
  });

  it('is one finding for each service', () => {
    const services = found(allow(['sqs:*', 'sns:*', 's3:GetObject'])).map(
      ({ message }) => /every action of (.*) on every/.exec(message)?.[1],
    );
    expect(services.toSorted()).toEqual(['Amazon SNS', 'Amazon SQS']);
  });

  it.each([
    ['denied', deny('sqs:*')],
    ['on named resources', allow('s3:*', ['arn:aws:s3:::a', 'arn:aws:s3:::a/*'])],
    ['on resources of one Region', allow('sqs:*', 'arn:aws:sqs:eu-west-1:*:*')],
    ['on the resources of another service', allow('sqs:*', 'arn:aws:s3:::*')],
    ['with a tag', allow('ec2:*', '*', { Condition: { StringEquals: { 'ec2:ResourceTag/team': 'web' } } })],
    ['that has no resources', allow('ssmmessages:*')],
    ['that only shows something', allow('pricing:*')],
    ['that does not exist', allow('sqqs:*')],
    ['but some', { Effect: 'Allow', NotAction: 'sqs:*', Resource: '*' }],
    ['of every service', allow('*')],
    ['with a narrower pattern', allow('sqs:Send*')],
  ])('not %s', (_, statement) => {
    expect(found(statement)).toEqual([]);
  });
});

describe('in an account', () => {
  const role = { Arn: arn('role/Work'), RolePolicyList: [embedded('queues', allow('sqs:*'))] };
  const subjects = (example: Parameters<typeof lintAccount>[0]) =>
    lintAccount(example, rule).map(({ subject }) => subject);

  it('it is what the role can do', () => {
    expect(subjects({ RoleDetailList: [role] })).toEqual([role.Arn]);
  });

  it('a permissions boundary that allows less silences it, one that allows as much does not', () => {
    const bounded = { ...role, ...boundedBy('limit') };
    const under = (action: string) =>
      subjects({ RoleDetailList: [bounded], Policies: [managed('limit', allow(action))] });
    expect(under('sqs:Send*')).toEqual([]);
    expect(under('sqs:*')).toEqual([role.Arn]);
  });

  it('a deny of the service silences it, one of an action does not', () => {
    const beside = (action: string) =>
      subjects({
        RoleDetailList: [{ ...role, RolePolicyList: [...role.RolePolicyList, embedded('d', deny(action))] }],
      });
    expect(beside('sqs:*')).toEqual([]);
    expect(beside('sqs:DeleteQueue')).toEqual([role.Arn]);
  });

  it('it is not told of policies that AWS wrote', () => {
    expect(
      subjects({ RoleDetailList: [{ Arn: role.Arn, ...attached(awsManaged('AmazonSQSFullAccess')) }] }),
    ).toEqual([]);
  });
});
