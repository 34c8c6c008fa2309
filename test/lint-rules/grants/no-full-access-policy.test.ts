import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/grants/no-full-access-policy.js';
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
} from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

const role = (...policies: string[]) => ({ Arn: arn('role/Work'), ...attached(...policies) });
const found = (example: Parameters<typeof lintAccount>[0]) =>
  lintAccount(example, rule).map(({ messageId, confidence }) => `${messageId} ${confidence}`);

describe('an attached policy gives full access', () => {
  it.each([
    'AdministratorAccess',
    'PowerUserAccess',
    'AmazonS3FullAccess',
    'AWSLambda_FullAccess',
    'CloudWatchFullAccessV2',
    'AmazonDynamoDBFullAccess_v2',
    'AwsGlueDataBrewFullAccessPolicy',
  ])('as %s', (name) => {
    expect(found({ RoleDetailList: [role(awsManaged(name))] })).toHaveLength(1);
  });

  it.each(['ReadOnlyAccess', 'SecurityAudit', 'AdministratorAccess-Amplify', 'AmazonS3ReadOnlyAccess'])(
    'not as %s',
    (name) => {
      expect(found({ RoleDetailList: [role(awsManaged(name))] })).toEqual([]);
    },
  );

  it('in every partition, even where its text was not read', () => {
    expect(
      found({
        RoleDetailList: [role('arn:aws-cn:iam::aws:policy/IAMFullAccess')],
        Policies: [{ Arn: 'arn:aws-cn:iam::aws:policy/IAMFullAccess' }],
      }),
    ).toEqual(['service medium']);
  });

  it('not where the account itself gave it that name', () => {
    const Policies = [managed('TeamFullAccess', allow('s3:GetObject', 'arn:aws:s3:::team/*'))];
    expect(found({ RoleDetailList: [role(arn('policy/TeamFullAccess'))], Policies })).toEqual([]);
  });
});

describe('the finding', () => {
  it('is about each identity, at the place of the attachment, and has one cause', () => {
    const findings = lintAccount(
      {
        UserDetailList: [{ Arn: arn('user/A-san'), GroupList: ['Team'] }],
        GroupDetailList: [{ Arn: arn('group/Team'), ...attached(awsManaged('AmazonS3FullAccess')) }],
        RoleDetailList: [role(awsManaged('ReadOnlyAccess'), awsManaged('AmazonS3FullAccess'))],
      },
      rule,
    );
    expect(findings.map(({ subject, locations: [{ location }] }) => [subject, location.path])).toEqual([
      [arn('group/Team'), ['AttachedManagedPolicies', 0, 'PolicyArn']],
      [arn('role/Work'), ['AttachedManagedPolicies', 1, 'PolicyArn']],
    ]);
    expect(new Set(findings.map(({ cause }) => cause)).size).toBe(1);
  });

  it('is never about a service-linked role', () => {
    const linked = arn('role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS');
    expect(
      found({ RoleDetailList: [{ Arn: linked, ...attached(awsManaged('AmazonRDSFullAccess')) }] }),
    ).toEqual([]);
  });
});

describe('a limit', () => {
  const bounded = { ...role(awsManaged('PowerUserAccess')), ...boundedBy('limit') };

  it('that leaves nothing of full access silences it', () => {
    const Policies = [managed('limit', allow(['s3:*', 'lambda:*']))];
    expect(found({ RoleDetailList: [bounded], Policies })).toEqual([]);
    expect(
      found({
        RoleDetailList: [role(awsManaged('AmazonEC2FullAccess'))],
        Organization: {
          MasterAccountId: '999900001111',
          Accounts: ['111122223333'],
          Policies: [{ Name: 'NoServers', TargetIds: ['111122223333'], Content: document(deny('*')) }],
        },
      }),
    ).toEqual([]);
  });

  it('that leaves one of its services does not', () => {
    const Policies = [managed('limit', allow(['s3:*', 'cloudwatch:*']))];
    const RoleDetailList = [{ ...role(awsManaged('AmazonEC2FullAccess')), ...boundedBy('limit') }];
    expect(found({ RoleDetailList, Policies })).toEqual(['service high']);
  });

  it('that could not be read lowers the confidence', () => {
    expect(found({ RoleDetailList: [bounded] })).toEqual(['powerUser medium']);
  });

  it('in a policy of the same identity does not undo the attachment', () => {
    const RolePolicyList = [embedded('none', deny('iam:*'))];
    expect(found({ RoleDetailList: [{ ...role(awsManaged('IAMFullAccess')), RolePolicyList }] })).toEqual([
      'service high',
    ]);
  });
});
