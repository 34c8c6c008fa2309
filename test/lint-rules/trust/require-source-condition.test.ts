import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/trust/require-source-condition.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const statement = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: { Service: 'codebuild.amazonaws.com' },
  Action: 'sts:AssumeRole',
  ...more,
});
const servicesIn = (...statements: object[]) =>
  lintPolicy({ Version: '2012-10-17', Statement: statements }, 'role-trust', rule).map(({ message }) =>
    message.slice(1, message.indexOf("'", 1)),
  );

it('is about services that are documented to send the keys, and about no others', () => {
  const services = [
    'ec2.amazonaws.com',
    'lambda.amazonaws.com',
    'states.amazonaws.com',
    'ecs-tasks.amazonaws.com',
  ];
  expect(servicesIn(statement({ Principal: { Service: services } }))).toEqual([
    'states.amazonaws.com',
    'ecs-tasks.amazonaws.com',
  ]);
});

it.each([
  ['an account', { StringEquals: { 'aws:SourceAccount': '111122223333' } }],
  [
    'a key as the documentation of AWS Config spells it',
    { StringEquals: { 'AWS:SourceAccount': '111122223333' } },
  ],
  ['resources of an account', { ArnLike: { 'aws:SourceArn': 'arn:aws:codebuild:*:111122223333:project/*' } }],
  ['an organization', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }],
])('a condition on %s silences the rule', (_, condition) => {
  expect(servicesIn(statement({ Condition: condition }))).toEqual([]);
});

it.each([
  ['resources of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:codebuild:*:*:project/*' } }],
  ['a source that need not be there', { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } }],
  ['something else', { StringEquals: { 'sts:ExternalId': '111122223333' } }],
])('a condition on %s does not', (_, condition) => {
  expect(servicesIn(statement({ Condition: condition }))).toEqual(['codebuild.amazonaws.com']);
});

describe('a Deny of services that act for strangers', () => {
  const strangers = {
    StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-example' },
    Null: { 'aws:SourceAccount': 'false' },
    Bool: { 'aws:PrincipalIsAWSService': 'true' },
  };

  it('silences the rule, in the trust policy or a resource control policy', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: strangers };
    expect(servicesIn(statement(), deny)).toEqual([]);
    const example = {
      RoleDetailList: [
        {
          Arn: 'arn:aws:iam::111122223333:role/Build',
          AssumeRolePolicyDocument: { Statement: [statement() as never] },
        },
      ],
    };
    const organization = {
      MasterAccountId: '999900001111',
      Accounts: ['111122223333'],
      Policies: [
        {
          Name: 'ConfusedDeputy',
          Type: 'RESOURCE_CONTROL_POLICY',
          TargetIds: ['111122223333'],
          Content: { Statement: [{ ...deny, Resource: '*' } as never] },
        },
      ],
    };
    expect(lintAccount(example, rule)).toHaveLength(1);
    expect(lintAccount({ ...example, Organization: organization }, rule)).toEqual([]);
  });

  it('does not if it is about some regions only', () => {
    const condition = { ...strangers, StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: condition };
    expect(servicesIn(statement(), deny)).toEqual(['codebuild.amazonaws.com']);
  });
});

it('a Deny, and an Allow of another action, let in no service', () => {
  expect(servicesIn(statement({ Effect: 'Deny' }))).toEqual([]);
  expect(servicesIn(statement({ Action: 'sts:SetSourceIdentity' }))).toEqual([]);
});
