import { describe, expect, it } from 'vitest';
import noForeignPartition from '../../../lint-rules/validity/no-foreign-partition.js';
import noIncompleteArn from '../../../lint-rules/validity/no-incomplete-arn.js';
import noMalformedArn from '../../../lint-rules/validity/no-malformed-arn.js';
import noUnknownPartition from '../../../lint-rules/validity/no-unknown-partition.js';
import noUnknownResourceType from '../../../lint-rules/validity/no-unknown-resource-type.js';
import noUnknownServiceInArn from '../../../lint-rules/validity/no-unknown-service-in-arn.js';
import noWrongAccountInArn from '../../../lint-rules/validity/no-wrong-account-in-arn.js';
import noWrongRegionInArn from '../../../lint-rules/validity/no-wrong-region-in-arn.js';
import { allow, arn, deny, managed } from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';
import { told } from '../../support/told.js';

const RULES = [
  noMalformedArn,
  noIncompleteArn,
  noUnknownPartition,
  noUnknownServiceInArn,
  noUnknownResourceType,
  noWrongRegionInArn,
  noWrongAccountInArn,
];
const all = (statement: Parameters<typeof told>[1], type?: Parameters<typeof told>[2]) =>
  RULES.flatMap((rule) => told(rule, statement, type));
const messages = (resource: string) => all(deny('*', resource)).map((text) => text.split(' ')[0]);

describe('a resource that nothing has', () => {
  it.each([
    ['exampleorg-builds', 'noArn'],
    ['', 'noArn'],
    ['ARN:aws:s3:::exampleorg-builds', 'noArn'],
    ['*exampleorg*', 'noArn'],
    ['arn:aws:s3', 'completed'],
    ['arn:aws:s3:::', 'unknown'],
    ['arn:aws:s3::exampleorg-builds', 'completed'],
    ['arn:amazon:s3:::exampleorg-builds', 'unknown'],
    ['arn::s3:::exampleorg-builds', 'unknown'],
    ['arn:aws:*:::exampleorg-builds', 'wildcard'],
    ['arn:aws:S3:::exampleorg-builds', 'case'],
    ['arn:aws:lamda:us-east-1:111122223333:function:orders', 'misspelt'],
    ['arn:aws:frobnicate:us-east-1:111122223333:thing', 'unknown'],
    ['arn:aws:s3:us-east-1::exampleorg-builds', 'unexpected'],
    ['arn:aws:iam:us-east-1:111122223333:role/Deploy', 'unexpected'],
    ['arn:aws:ec2::111122223333:instance/i-0abcd1234', 'missing'],
    ['arn:aws:sqs::111122223333:orders', 'missing'],
    ['arn:aws:sqs:us-esat-1:111122223333:orders', 'invalid'],
    ['arn:aws:sqs:us-east:111122223333:orders', 'invalid'],
    ['arn:aws:s3::111122223333:exampleorg-builds', 'unexpected'],
    ['arn:aws:iam:::role/Deploy', 'missing'],
    ['arn:aws:sqs:us-east-1:11112222333:orders', 'invalid'],
    ['arn:aws:sqs:us-east-1:ACCOUNT_ID:orders', 'invalid'],
    ['arn:aws:iam::111122223333:Role/Deploy', 'unknown'],
    ['arn:aws:dynamodb:us-east-1:111122223333:tables/orders', 'unknown'],
  ])('has one finding: %s', (resource, message) => {
    expect(messages(resource)).toEqual([message]);
  });
});

describe('a resource that something can have', () => {
  it.each([
    '*',
    '**',
    'arn:aws:s3:::*',
    'arn:*:s3:::exampleorg-builds/*',
    'arn:aws-us-gov:s3:::exampleorg-builds',
    'arn:aws-iso-z:s3:::exampleorg-builds',
    'arn:aws:s3:*:*:exampleorg-builds',
    'arn:aws:s3:us-east-1:111122223333:accesspoint/reports',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'arn:aws:iam::*:role/*',
    'arn:aws:iam::1111*:role/Deploy',
    'arn:aws:ec2:us-east-1::image/ami-0abcd1234',
    'arn:aws:apigateway:us-east-1::/restapis/*',
    'arn:aws:sqs:mx-central-1:111122223333:orders',
    'arn:aws:sqs:us-*:111122223333:orders',
    'arn:aws:sqs:us-gov-west-1:111122223333:orders',
    'arn:aws:sqs:*',
    'arn:aws:ec2:us-east-1:*:i-0abcd1234',
    'arn:aws:ssm:us-east-1::document/AWS-RunShellScript',
    'arn:aws:ssm:us-east-1::parameter/aws/service/ami-amazon-linux-latest/*',
    'arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31',
    'arn:aws:dynamodb:us-east-1:111122223333:table/${aws:username}',
    'arn:aws:s3:::exampleorg-home/${aws:PrincipalTag/team}/*',
    'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/0123456789abcdef',
  ])('has none: %s', (resource) => {
    expect(all(deny('*', resource)).filter((text) => !text.startsWith('completed'))).toEqual([]);
  });
});

it('is underlined as it is written, in NotResource too', () => {
  expect(told(noMalformedArn, { Effect: 'Deny', Action: '*', NotResource: ['*', 'builds'] })).toEqual([
    'noArn "builds"',
  ]);
});

it('an incomplete ARN is refused in a session policy', () => {
  expect(told(noIncompleteArn, allow('sqs:*', 'arn:aws:sqs:us-east-1'), 'session')).toEqual([
    'refused "arn:aws:sqs:us-east-1"',
  ]);
});

it('a variable where IAM fills in none is left to the rule on variables', () => {
  expect(all(allow('iam:GetRole', 'arn:aws:iam::${aws:PrincipalAccount}:role/Deploy'))).toEqual([]);
});

it('the short form of API Gateway belongs into its resource policies only', () => {
  const statement = { ...allow('execute-api:Invoke', 'execute-api:/prod/GET/*'), Principal: '*' };
  expect(told(noMalformedArn, statement, 'resource-based')).toEqual([]);
  expect(told(noMalformedArn, allow('execute-api:Invoke', 'execute-api:/prod/GET/*'))).toHaveLength(1);
});

it('AWS accounts have one partition, and policy files none', () => {
  const Policies = [managed('P', deny('s3:*', ['arn:aws-cn:s3:::a', 'builds', 'arn:aws-cn:s3:::b']))];
  expect(lintAccount({ Policies }, noForeignPartition)).toMatchObject([
    { subject: arn('policy/P') },
    { subject: arn('policy/P') },
  ]);
  expect(told(noForeignPartition, deny('s3:*', 'arn:aws-cn:s3:::a'))).toEqual([]);
});
