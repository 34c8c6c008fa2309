import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/grants/no-unscoped-resource.js';
import {
  allow,
  allowAllBut,
  arn,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

/** The actions that the rule names. */
const named = (findings: ReturnType<typeof lintPolicy>) =>
  findings.map(({ message }) => /allows (.*) on every resource/.exec(message)?.[1]);
const found = (statement: StatementExample) => named(lintPolicy(document(statement), 'identity-based', rule));

describe('actions on every resource', () => {
  it.each([
    [
      'are named, if they take a resource',
      allow(['s3:PutObject', 'ecr:GetAuthorizationToken']),
      's3:PutObject',
    ],
    ['may be patterns', allow('dynamodb:Update*'), 'dynamodb:Update*'],
    [
      'may stand on an ARN of wildcards',
      allow('s3:PutObject', ['arn:aws:s3:::a/*', 'arn:aws:s3:::*']),
      's3:PutObject',
    ],
    [
      'are five at most',
      allow([
        'sqs:SendMessage',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:PurgeQueue',
        'sqs:DeleteQueue',
        'sqs:TagQueue',
      ]),
      'sqs:SendMessage, sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:PurgeQueue, sqs:DeleteQueue and 1 more',
    ],
    [
      'are no fewer for a condition on the caller',
      allow('s3:PutObject', '*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
      's3:PutObject',
    ],
  ])('%s', (_, statement, expected) => {
    expect(found(statement)).toEqual([expected]);
  });

  it.each([
    ['that take no resource', allow(['s3:ListAllMyBuckets', 'ec2:DescribeInstances', 'ec2:Describe*Status'])],
    ['that list', allow(['s3:ListBucket', 'rds:DescribeDBInstances'])],
    ['that do not exist', allow('s3:GetObjekt')],
    [
      'with a tag',
      allow('ec2:StopInstances', '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } }),
    ],
    ['that are denied', deny('s3:PutObject')],
    ['of a whole service, which has its own rule', allow(['s3:*', '*'])],
    ['that pass roles, which has its own rule', allow(['iam:PassRole', 'iam:Pass*'])],
    [
      'that are sensitive, which have their own rules',
      allow(['s3:Get*', 'kms:Decrypt', 'sqs:AddPermission']),
    ],
    ['by NotAction, which has its own rule', allowAllBut('iam:*')],
    ['that stand on one of theirs', allow('s3:PutObject', 'arn:aws:s3:::a/*')],
  ])('are none %s', (_, statement) => {
    expect(found(statement)).toEqual([]);
  });
});

describe('in an account', () => {
  const policy = embedded('work', allow(['sqs:SendMessage', 's3:PutObject']));
  const role = { Arn: arn('role/Work'), RolePolicyList: [policy] };

  it('those are left out that a deny or the permissions boundary takes', () => {
    const Policies = [managed('limit', allow('sqs:*'))];
    expect(
      named(lintAccount({ RoleDetailList: [{ ...role, ...boundedBy('limit') }], Policies }, rule)),
    ).toEqual(['sqs:SendMessage']);
    const RolePolicyList = [
      policy,
      embedded('d', deny('sqs:*'), deny('s3:PutObject', 'arn:aws:s3:::secret/*')),
    ];
    expect(named(lintAccount({ RoleDetailList: [{ ...role, RolePolicyList }] }, rule))).toEqual([
      's3:PutObject',
    ]);
  });
});
