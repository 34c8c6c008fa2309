import { describe, expect, it } from 'vitest';
import noUnmatchedAction from '../../../lint-rules/validity/no-unmatched-action.js';
import noUnmatchedResource from '../../../lint-rules/validity/no-unmatched-resource.js';
import requireEveryResource from '../../../lint-rules/validity/require-every-resource.js';
import { allow, deny, document } from '../../support/identities.js';
import { lintPolicy } from '../../support/rules.js';
import { told } from '../../support/told.js';

const BUCKET = 'arn:aws:s3:::exampleorg-builds';
const OBJECTS = `${BUCKET}/*`;
const INSTANCE = 'arn:aws:ec2:us-east-1:111122223333:instance/i-0abcd1234';

const RULES = [noUnmatchedAction, noUnmatchedResource, requireEveryResource];
const all = (statement: Parameters<typeof told>[1], type?: Parameters<typeof told>[2]) =>
  RULES.flatMap((rule) => told(rule, statement, type));

describe('actions and resources of one statement', () => {
  it.each([
    [
      'an action on a bucket and its objects',
      allow(['s3:ListBucket', 's3:GetObject'], [BUCKET, OBJECTS]),
      [],
    ],
    ['one name with a wildcard for both', allow(['s3:ListBucket', 's3:GetObject'], `${BUCKET}*`), []],
    ['every resource', allow(['s3:ListBucket', 'ec2:DescribeInstances'], '*'), []],
    [
      'a bucket in a variable with a slash',
      allow('s3:ListBucket', 'arn:aws:s3:::${aws:PrincipalTag/bucket}'),
      [],
    ],
    ['an action on objects, on the bucket', allow('s3:GetObject', BUCKET), ['unmatched "s3:GetObject"']],
    ['the same in a Deny', deny('s3:GetObject', BUCKET), ['unmatched "s3:GetObject"']],
    [
      'an action on a bucket, on objects',
      allow(['s3:GetObject', 's3:ListBucket'], OBJECTS),
      ['unmatched "s3:ListBucket"'],
    ],
    [
      'a pattern of actions, none of which is about it',
      allow('s3:GetObject*', BUCKET),
      ['unmatched "s3:GetObject*"'],
    ],
    ['a pattern of actions, one of which is', allow('s3:Get*', BUCKET), []],
    ['all actions of a service', allow('s3:*', OBJECTS), []],
    ['all actions', allow('*', OBJECTS), []],
    ['another service', allow('sqs:SendMessage', OBJECTS), ['unmatched "sqs:SendMessage"']],
    ['a resource left over', allow('s3:GetObject', [BUCKET, OBJECTS]), [`unmatched "${BUCKET}"`]],
    [
      'an action without a resource',
      allow('ec2:DescribeInstances', INSTANCE),
      ['narrowed "ec2:DescribeInstances"'],
    ],
    [
      'the same beside one that has one',
      allow(['ec2:StartInstances', 'ec2:DescribeInstances'], INSTANCE),
      ['narrowed "ec2:DescribeInstances"'],
    ],
    ['the same on an ARN that names nothing', allow('s3:ListAllMyBuckets', 'arn:aws:s3:::*'), []],
    ['the same on a type of resources', allow('iam:ListRoles', 'arn:aws:iam::111122223333:role/*'), []],
    [
      'a service with two names',
      allow(
        'codestar-connections:UseConnection',
        'arn:aws:codeconnections:us-east-1:111122223333:connection/a1b2',
      ),
      [],
    ],
    [
      'what AWS shares with all accounts',
      allow('ssm:SendCommand', 'arn:aws:ssm:us-east-1::document/AWS-RunShellScript'),
      [],
    ],
    [
      'a backup, named by its service',
      allow('backup:DescribeRecoveryPoint', 'arn:aws:ec2:us-east-1::snapshot/snap-0abcd1234'),
      [],
    ],
  ])('%s', (_, statement, expected) => {
    expect(all(statement)).toEqual(expected);
  });

  it('are told of once, with all actions by name', () => {
    const statement = deny(['s3:GetObject', 's3:PutObject', 'ec2:RunInstances'], BUCKET);
    const [finding, ...others] = lintPolicy(document(statement), 'identity-based', noUnmatchedAction);
    expect(others).toEqual([]);
    expect(finding?.message).toContain('s3:GetObject, s3:PutObject and ec2:RunInstances');
    expect(finding?.message).toContain('arn:${Partition}:s3:::${BucketName}/${ObjectName}');
  });
});

describe('nothing is said', () => {
  it.each([
    ['where a resource is wrong in itself', allow('s3:GetObject', [BUCKET, 'arn:aws:s3:us-east-1::b/*'])],
    ['where a resource is incomplete', allow('s3:GetObject', [BUCKET, 'arn:aws:s3'])],
    ['where the service of a resource is unknown', allow('s3:GetObject', [BUCKET, 'arn:aws:frobnicate:::b'])],
    ['of NotResource', { Effect: 'Allow', Action: 's3:GetObject', NotResource: BUCKET }],
    ['of NotAction', { Effect: 'Allow', NotAction: 's3:GetObject', Resource: BUCKET }],
    ['of actions that nobody knows', allow('s3:GetObjetc', BUCKET)],
    ['of an empty Resource', { Effect: 'Allow', Action: 's3:GetObject', Resource: [] }],
  ])('%s', (_, statement) => {
    expect(all(statement)).toEqual([]);
  });

  it('of a resource, where an action is not known', () => {
    expect(all(allow(['s3:GetObject', 's3:GetObjetc'], [BUCKET, OBJECTS]))).toEqual([]);
  });

  it('of a statement without Resource', () => {
    const statement = { Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' };
    expect(all(statement, 'resource-based')).toEqual([]);
  });
});
