import { describe, expect, it } from 'vitest';
import { EVERYTHING, PolicyGraph, standing } from '../../src/graph/index.js';
import type { AccountExample } from '../support/account-example.js';
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
} from '../support/identities.js';
import { inventory } from '../support/rules.js';

const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const everything = embedded('everything', allow('*'));

/** What is left of everything for the role `Admin`, who has it. */
function leftOf(
  role: Partial<NonNullable<AccountExample['RoleDetailList']>[number]> = {},
  account: AccountExample = {},
) {
  const admin = { Arn: arn('role/Admin'), RolePolicyList: [everything], ...role };
  const graph = new PolicyGraph(inventory({ RoleDetailList: [admin], ...account }));
  const identity = graph.identity(arn('role/Admin'));
  return identity && standing(graph, identity, EVERYTHING);
}

const bounded = (...statements: readonly StatementExample[]) =>
  leftOf(boundedBy('limit'), { Policies: [managed('limit', ...statements)] });

const organization = (
  Policies: NonNullable<Extract<AccountExample['Organization'], object>['Policies']>,
  MasterAccountId = '999900001111',
) =>
  leftOf(
    {},
    {
      Organization: {
        MasterAccountId,
        Accounts: MasterAccountId === '111122223333' ? [] : ['111122223333'],
        Policies,
      },
    },
  );
const listed = {
  Name: 'FullAWSAccess',
  TargetIds: ['r-root', '111122223333'],
  Content: document(allow(['s3:*', 'ec2:*'])),
};

describe('what a grant is worth', () => {
  it('is all of it where nothing limits it', () => {
    expect(leftOf()).toBe('whole');
  });

  it('is less under a permissions boundary that allows less, and all of it under one that does not', () => {
    expect(bounded(allow(['s3:*', 'ec2:*']))).toBe('less');
    expect(bounded(allowAllBut('iam:*'))).toBe('less');
    expect(bounded(allow('*', 'arn:aws:s3:::web/*'))).toBe('less');
    expect(bounded(allow('s3:*'), allow('*'))).toBe('whole');
  });

  it('is not known under a permissions boundary that allows it on a condition, or was not read', () => {
    expect(bounded(allow('*', '*', MFA))).toBe('unknown');
    expect(leftOf(boundedBy('limit'))).toBe('unknown');
  });

  it('is less where a level of service control policies allows less', () => {
    expect(organization([listed])).toBe('less');
    expect(organization([])).toBe('whole');
  });

  it('does not depend on service control policies in the management account', () => {
    expect(organization([listed], '111122223333')).toBe('whole');
  });

  it('is not known where the organization or a policy of a level was not read', () => {
    expect(leftOf({}, { Organization: 'unread' })).toBe('unknown');
    expect(organization([{ Name: 'FullAWSAccess', TargetIds: ['r-root', '111122223333'] }])).toBe('unknown');
  });

  it('is less where a deny takes all of it, and not where it takes a part or asks for a condition', () => {
    const alsoDenied = (...statements: readonly StatementExample[]) =>
      leftOf({ RolePolicyList: [everything, embedded('denies', ...statements)] });
    expect(alsoDenied(deny('*'))).toBe('less');
    expect(alsoDenied(deny('organizations:LeaveOrganization'))).toBe('whole');
    expect(alsoDenied(deny('*', '*', MFA))).toBe('whole');
    expect(
      organization([{ Name: 'Suspended', TargetIds: ['111122223333'], Content: document(deny('*')) }]),
    ).toBe('less');
  });
});

describe('what a grant to a group is worth', () => {
  const group = { Arn: arn('group/Admins'), GroupPolicyList: [everything] };
  const user = (name: string, boundary?: string) => ({
    Arn: arn(`user/${name}`),
    GroupList: ['Admins'],
    ...(boundary !== undefined && boundedBy(boundary)),
  });
  const worth = (...UserDetailList: NonNullable<AccountExample['UserDetailList']>) => {
    const Policies = [managed('limit', allow('s3:*'))];
    const graph = new PolicyGraph(inventory({ UserDetailList, GroupDetailList: [group], Policies }));
    const identity = graph.identity(arn('group/Admins'));
    return identity && standing(graph, identity, EVERYTHING);
  };

  it('is what at least one member has', () => {
    expect(worth(user('A-san', 'limit'), user('B-san'))).toBe('whole');
    expect(worth(user('A-san', 'limit'), user('B-san', 'unread'))).toBe('unknown');
    expect(worth(user('A-san', 'limit'))).toBe('less');
  });

  it('is all of it while the group has no members', () => {
    expect(worth()).toBe('whole');
  });
});
