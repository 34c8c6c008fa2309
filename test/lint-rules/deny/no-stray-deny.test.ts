import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/deny/no-stray-deny.js';
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

const USER = arn('user/db-admin');
const denyIAM = managed('DenyIAM', deny('iam:*'));

describe('a deny that removes what is granted', () => {
  const [finding, ...others] = lintAccount(
    {
      UserDetailList: [
        {
          Arn: USER,
          GroupList: ['DBAs'],
          UserPolicyList: [embedded('roles', allow(['iam:ListRoles', 'iam:GetRole', 'rds:*']))],
          ...attached(arn('policy/DenyIAM')),
        },
      ],
      GroupDetailList: [{ Arn: arn('group/DBAs'), ...attached(awsManaged('IAMFullAccess')) }],
      Policies: [denyIAM],
    },
    rule,
  );

  it('is one finding about the principal, however many policies grant', () => {
    expect(others).toEqual([]);
    expect(finding?.subject).toBe(USER);
  });

  it('says which actions are lost and which policy grants them', () => {
    expect(finding?.message).toContain(
      "'db-admin' is granted iam:ListRoles and iam:GetRole by 'roles'; iam:* by 'IAMFullAccess' of the group 'DBAs', and the deny in 'DenyIAM'",
    );
  });

  it('points at the deny first, and then at each grant', () => {
    expect(finding?.locations.map(({ excerpt, label }) => [excerpt[0]?.trim(), label])).toEqual([
      ['"Action": "iam:*",', undefined],
      ['"iam:ListRoles",', "granted by 'roles'"],
      ['"iam:*",', "granted by 'IAMFullAccess'"],
    ]);
  });

  it('traces the way of each policy to the principal', () => {
    expect(finding?.trace.map(({ policy, via, text }) => [policy, via, text])).toEqual([
      ['DenyIAM', [USER], 'Denies iam:* on *.'],
      ['roles', [USER], 'Allows iam:ListRoles and iam:GetRole.'],
      ['IAMFullAccess', [USER, arn('group/DBAs')], 'Allows iam:*.'],
    ]);
  });
});

describe('in an account', () => {
  const role = (name: string, more: object) => ({ Arn: arn(`role/${name}`), ...more });
  const subjects = (example: Parameters<typeof lintAccount>[0]) =>
    lintAccount(example, rule).map(({ subject }) => subject);

  it('each principal that loses something is a finding, with one cause', () => {
    const has = (name: string, action: string) =>
      role(name, {
        RolePolicyList: [embedded('own', allow(action)), embedded('more', allow('sqs:*'))],
        ...attached(arn('policy/DenyIAM')),
      });
    const findings = lintAccount(
      {
        RoleDetailList: [has('A', 'iam:GetRole'), has('B', 'iam:Get*'), has('C', 's3:Get*')],
        Policies: [denyIAM],
      },
      rule,
    );
    expect(findings.map(({ subject }) => subject)).toEqual([arn('role/A'), arn('role/B')]);
    expect(new Set(findings.map(({ cause }) => cause)).size).toBe(1);
  });

  it('a deny of the permissions boundary counts', () => {
    const example = {
      RoleDetailList: [
        role('A', { RolePolicyList: [embedded('own', allow(['ec2:*', 'sqs:*']))], ...boundedBy('limit') }),
      ],
      Policies: [managed('limit', allow('*'), deny('ec2:*'))],
    };
    expect(lintAccount(example, rule)[0]?.message).toContain("the permissions boundary 'limit'");
  });

  it.each([
    ['a carve-out in the same policy', [embedded('own', allow('s3:GetObject'), deny('s3:*'))]],
    [
      'a deny on a condition',
      [
        embedded('own', allow('s3:GetObject')),
        embedded(
          'd',
          deny('*', '*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }),
        ),
      ],
    ],
    [
      'a deny that takes a part of a whole service',
      [embedded('own', allow('s3:*')), embedded('d', deny('s3:DeleteBucket'))],
    ],
    ['a permissions boundary that allows less', [embedded('own', allow('ec2:*'))]],
  ])('%s is not reported', (_, RolePolicyList) => {
    const Policies = [managed('limit', allow('s3:*'))];
    expect(
      subjects({ RoleDetailList: [role('A', { RolePolicyList, ...boundedBy('limit') })], Policies }),
    ).toEqual([]);
  });

  it('a service control policy is not reported, though it denies', () => {
    expect(
      subjects({
        RoleDetailList: [role('A', { RolePolicyList: [embedded('own', allow('ec2:*'))] })],
        Organization: {
          MasterAccountId: '999900001111',
          Accounts: ['111122223333'],
          Policies: [{ Name: 'NoServers', TargetIds: ['r-root'], Content: document(deny('ec2:*')) }],
        },
      }),
    ).toEqual([]);
  });

  it('a quarantine is not reported, nor a principal with nothing left', () => {
    const own = embedded('own', allow(['iam:CreateUser', 's3:GetObject']));
    const quarantine = awsManaged('AWSCompromisedKeyQuarantineV3');
    expect(
      subjects({
        UserDetailList: [
          { Arn: arn('user/A'), UserPolicyList: [own], ...attached(quarantine) },
          { Arn: arn('user/B'), UserPolicyList: [own], ...attached(awsManaged('AWSDenyAll')) },
        ],
      }),
    ).toEqual([]);
  });

  it('a service-linked role is not reported', () => {
    const linked = role('aws-service-role/x.amazonaws.com/X', {
      RolePolicyList: [embedded('own', allow('s3:*')), embedded('d', deny('s3:*'))],
    });
    expect(subjects({ RoleDetailList: [linked] })).toEqual([]);
  });
});
