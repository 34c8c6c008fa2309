import { expect, it } from 'vitest';
import rule from '../../../lint-rules/roles/no-unusable-instance-profile.js';
import { lintAccount } from '../../support/rules.js';

const found = (statement: object | undefined, profiles: readonly string[] = ['Worker']) =>
  lintAccount(
    {
      RoleDetailList: [
        {
          Arn: 'arn:aws:iam::111122223333:role/Worker',
          InstanceProfileList: profiles.map((name) => ({
            Arn: `arn:aws:iam::111122223333:instance-profile/${name}`,
          })),
          ...(statement && {
            AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [statement] as never },
          }),
        },
      ],
      UserDetailList: [{ Arn: 'arn:aws:iam::111122223333:user/A-san' }],
    },
    rule,
  ).length;
const trust = (principal: object | string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
});

it('is about roles in a profile that do not trust EC2', () => {
  expect(found(trust({ Service: 'lambda.amazonaws.com' }))).toBe(1);
  expect(found(trust({ AWS: '111122223333' }))).toBe(1);
  expect(found(trust({ Service: 'ec2.amazonaws.com' }, { Effect: 'Deny' }))).toBe(1);
  expect(found(trust({ Service: 'ec2.amazonaws.com' }, { Action: 'sts:TagSession' }))).toBe(1);
  expect(found(trust({ Service: 'lambda.amazonaws.com' }), ['A', 'B'])).toBe(2);
});

it('leaves alone what EC2 can assume, what is in no profile, and what was not read', () => {
  expect(found(trust({ Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] }))).toBe(0);
  expect(found(trust({ Service: 'ec2.amazonaws.com.cn' }, { Action: 'sts:*' }))).toBe(0);
  expect(found(trust({ AWS: '*' }))).toBe(0);
  expect(found(trust({ Service: 'lambda.amazonaws.com' }), [])).toBe(0);
  expect(found(undefined)).toBe(0);
  expect(found({})).toBe(0);
});
