import { expect, it } from 'vitest';
import rule from '../../../lint-rules/trust/require-external-id.js';
import { lintAccount } from '../../support/rules.js';

const messagesFor = (more: object = {}, trusted: readonly string[] = []) =>
  lintAccount(
    {
      RoleDetailList: [
        {
          Arn: 'arn:aws:iam::111122223333:role/Monitoring',
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::444455556666:role/Collector' },
                Action: 'sts:AssumeRole',
                ...more,
              },
            ],
          },
        },
      ],
      TrustedAccounts: trusted,
    },
    rule,
  ).map(({ messageId }) => messageId);

it.each([
  ['the root of an account', '444455556666'],
  ['a user', 'arn:aws:iam::444455556666:user/collector'],
  ['a session of a role', 'arn:aws:sts::444455556666:assumed-role/Collector/run'],
])('%s of a third party needs an external id', (_, principal) => {
  expect(messagesFor({ Principal: { AWS: principal } })).toEqual(['missing']);
});

it.each([
  ['has an external id', { StringEquals: { 'sts:ExternalId': ['12345', '67890'] } }],
  ['is for people, who show MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
])('a statement that %s is right', (_, condition) => {
  expect(messagesFor({ Condition: condition })).toEqual([]);
});

it.each([
  ['need not be sent', { StringEqualsIfExists: { 'sts:ExternalId': '12345' } }],
  ['may be anything', { StringLike: { 'sts:ExternalId': '?*' } }],
  ['is only asked to be there', { Null: { 'sts:ExternalId': 'false' } }],
  ['must not be something', { StringNotEquals: { 'sts:ExternalId': '12345' } }],
])('an external id that %s is none', (_, condition) => {
  expect(messagesFor({ Condition: condition })).toEqual(['missing']);
});

it('MFA that need not be shown does not make a statement one for people', () => {
  expect(messagesFor({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } })).toEqual([
    'missing',
  ]);
});

it('trusted accounts, services and the own account are no third parties', () => {
  expect(messagesFor({}, ['444455556666'])).toEqual([]);
  expect(messagesFor({ Principal: { Service: 'ec2.amazonaws.com' } })).toEqual([]);
  expect(messagesFor({ Principal: { AWS: 'arn:aws:iam::111122223333:role/Own' } })).toEqual([]);
});
