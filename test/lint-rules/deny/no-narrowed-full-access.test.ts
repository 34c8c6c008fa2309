import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/deny/no-narrowed-full-access.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  deny,
  denyAllBut,
  embedded,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

const withFullAccess = (name: string, ...denies: StatementExample[]) =>
  lintAccount(
    {
      RoleDetailList: [
        { Arn: arn('role/A'), ...attached(awsManaged(name)), RolePolicyList: [embedded('guard', ...denies)] },
      ],
    },
    rule,
  ).map(({ message }) => /denies (.*)\. Who/.exec(message)?.[1]);

const withGrant = (grants: StatementExample, denies: StatementExample) =>
  lintAccount(
    {
      RoleDetailList: [
        { Arn: arn('role/A'), RolePolicyList: [embedded('own', grants), embedded('guard', denies)] },
      ],
    },
    rule,
  ).map(({ message }) => /denies (.*)\. Who/.exec(message)?.[1]);

describe('full access lacks', () => {
  it.each([
    ['AmazonS3FullAccess', deny(['s3:DeleteBucket', 'ec2:*']), 's3:DeleteBucket'],
    ['AdministratorAccess', deny('iam:*'), 'iam:*'],
    ['AdministratorAccess', denyAllBut(['s3:*', 'ec2:*']), 'every action but s3:* and ec2:*'],
    ['AmazonVPCFullAccess', deny('ec2:CreateVpc'), 'ec2:CreateVpc'],
    ['AmazonRDSFullAccess', deny('iam:*'), 'iam:CreateServiceLinkedRole'],
    ['AmazonS3FullAccess', deny('s3:*', 'arn:aws:s3:::secret/*'), 's3:* on arn:aws:s3:::secret/*'],
  ])('in %s', (name, denies, expected) => {
    expect(withFullAccess(name, denies)).toEqual([expected]);
  });

  it('where a customer allows a whole service, or everything but some', () => {
    expect(withGrant(allow('s3:*', 'arn:aws:s3:::a/*'), deny('s3:Delete*'))).toEqual(['s3:Delete*']);
    expect(withGrant(allowAllBut('iam:*'), deny(['ec2:*', 'iam:*']))).toEqual(['ec2:*']);
  });

  it('what two patterns have in common, by name', () => {
    expect(withFullAccess('AmazonVPCFullAccess', deny('ec2:Create*InternetGateway'))).toEqual([
      'ec2:CreateEgressOnlyInternetGateway and ec2:CreateInternetGateway',
    ]);
  });
});

describe('full access lacks nothing', () => {
  it('by a deny of what it does not have', () => {
    expect(withFullAccess('AmazonS3FullAccess', deny('ec2:*'))).toEqual([]);
  });

  it('by a deny with a condition, or of an action that does not exist', () => {
    const condition = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
    expect(withFullAccess('AmazonS3FullAccess', deny('s3:DeleteBucket', '*', condition))).toEqual([]);
    expect(withFullAccess('AmazonS3FullAccess', deny('s3:DeleteBukcet'))).toEqual([]);
  });

  it('that no-stray-deny does not report already: the whole service is gone', () => {
    expect(withFullAccess('AmazonS3FullAccess', deny('s3:*'))).toEqual([]);
  });

  it('where the same policy carves it out', () => {
    const RolePolicyList = [embedded('own', allow('s3:*'), deny('s3:DeleteBucket'))];
    expect(lintAccount({ RoleDetailList: [{ Arn: arn('role/A'), RolePolicyList }] }, rule)).toEqual([]);
  });

  it('where it is not full access in the first place', () => {
    expect(withGrant(allow('s3:Get*'), deny('s3:GetObject'))).toEqual([]);
  });
});
