import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  type Account,
} from '@aws-sdk/client-organizations';
import { beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, awsError, collectNow, mockAws, stubEnvironment } from '../support/aws-mock.js';

const MANAGEMENT = '999900001111';
const ORGANIZATION = 'o-exampleorg';
const organizationArn = (resource: string) => `arn:aws:organizations::${MANAGEMENT}:${resource}`;
const FULL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

let aws: ReturnType<typeof mockAws>;

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

const target = (TargetId: string, Name: string) => ({
  TargetId,
  Name,
  Arn: organizationArn(`ou/${ORGANIZATION}/${TargetId}`),
  Type: 'ORGANIZATIONAL_UNIT' as const,
});

/** A root with the units `prod` and, in it, `web`; the audited account is in `web`. */
function answerOrganization(accounts: readonly Account[]): void {
  aws.organizations.on(DescribeOrganizationCommand).resolves({
    Organization: {
      Id: ORGANIZATION,
      Arn: organizationArn(`organization/${ORGANIZATION}`),
      MasterAccountId: MANAGEMENT,
      MasterAccountEmail: 'root@example.com',
      FeatureSet: 'ALL',
    },
  });
  aws.organizations.on(ListRootsCommand).resolves({
    Roots: [
      {
        Id: 'r-root',
        Arn: organizationArn(`root/${ORGANIZATION}/r-root`),
        Name: 'Root',
        PolicyTypes: [
          { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' },
          { Type: 'TAG_POLICY', Status: 'PENDING_ENABLE' },
        ],
      },
    ],
  });
  aws.organizations.on(ListAccountsCommand).resolves({ Accounts: [...accounts] });
  aws.organizations.on(ListPoliciesCommand, { Filter: 'SERVICE_CONTROL_POLICY' }).resolves({
    Policies: [
      {
        Id: 'p-FullAWSAccess',
        Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
        Name: 'FullAWSAccess',
        Type: 'SERVICE_CONTROL_POLICY',
        AwsManaged: true,
      },
    ],
  });
  aws.organizations
    .on(ListPoliciesCommand, { Filter: 'RESOURCE_CONTROL_POLICY' })
    .rejects(awsError('PolicyTypeNotEnabledException'));
  aws.organizations.on(DescribePolicyCommand).resolves({ Policy: { Content: JSON.stringify(FULL) } });
  aws.organizations.on(ListTargetsForPolicyCommand).resolves({
    Targets: [
      { TargetId: 'r-root', Type: 'ROOT' },
      target('ou-root-prod', 'Production'),
      target('ou-root-web', 'Web'),
      { TargetId: ACCOUNT, Type: 'ACCOUNT' },
    ],
  });
}

const account = (Id: string, more: Partial<Account> = {}): Account => ({
  Id,
  Arn: organizationArn(`account/${ORGANIZATION}/${Id}`),
  Name: `Account ${Id}`,
  State: 'ACTIVE',
  ...more,
});

const PATH_OF_MEMBER = `${ORGANIZATION}/r-root/ou-root-prod/ou-root-web/${ACCOUNT}/`;
const PATH_OF_MANAGEMENT = `${ORGANIZATION}/r-root/${MANAGEMENT}/`;
const withPaths = [
  account(MANAGEMENT, { Paths: [PATH_OF_MANAGEMENT] }),
  account(ACCOUNT, { Paths: [PATH_OF_MEMBER] }),
];

describe('an account', () => {
  it('in no organization has none, which is no gap', async () => {
    const { organization, coverageGaps } = await collectNow();
    expect(organization).toBeNull();
    expect(coverageGaps).toEqual([]);
  });

  it('that may not read its organization has a gap, and the rest of the audit', async () => {
    aws.organizations.on(DescribeOrganizationCommand).rejects(awsError('AccessDeniedException', 'No.', 400));
    const snapshot = await collectNow();
    expect(snapshot).not.toHaveProperty('organization');
    expect(snapshot.accounts).toHaveLength(1);
    expect(snapshot.coverageGaps).toMatchObject([
      {
        operation: 'organizations:DescribeOrganization',
        errorCode: 'AccessDeniedException',
        missingPermission: 'organizations:DescribeOrganization',
      },
    ]);
  });

  it('of a member, which may see no more than that there is an organization, has none to judge by', async () => {
    answerOrganization(withPaths);
    aws.organizations.on(ListRootsCommand).rejects(awsError('AccessDeniedException', 'No.', 400));
    const snapshot = await collectNow();
    expect(snapshot).not.toHaveProperty('organization');
    expect(snapshot.coverageGaps).toMatchObject([{ operation: 'organizations:ListRoots' }]);
  });

  it('is read without its organization on request, which is no gap', async () => {
    const snapshot = await collectNow({ organization: false });
    expect(snapshot).not.toHaveProperty('organization');
    expect(snapshot.coverageGaps).toEqual([]);
    expect(aws.organizations.calls()).toEqual([]);
  });
});

describe('an organization', () => {
  it('is read whole from the paths of the accounts, with one call for each policy and none for each account', async () => {
    answerOrganization(withPaths);
    const { organization, coverageGaps } = await collectNow();
    expect(coverageGaps).toEqual([]);
    expect(organization).toEqual({
      organization: {
        Id: ORGANIZATION,
        Arn: organizationArn(`organization/${ORGANIZATION}`),
        MasterAccountId: MANAGEMENT,
        FeatureSet: 'ALL',
      },
      roots: [
        {
          Id: 'r-root',
          Arn: organizationArn(`root/${ORGANIZATION}/r-root`),
          Name: 'Root',
          EnabledPolicyTypes: ['SERVICE_CONTROL_POLICY'],
        },
      ],
      organizationalUnits: [
        {
          Id: 'ou-root-prod',
          Arn: organizationArn(`ou/${ORGANIZATION}/ou-root-prod`),
          Name: 'Production',
          ParentId: 'r-root',
        },
        {
          Id: 'ou-root-web',
          Arn: organizationArn(`ou/${ORGANIZATION}/ou-root-web`),
          Name: 'Web',
          ParentId: 'ou-root-prod',
        },
      ],
      accounts: [
        {
          Id: ACCOUNT,
          Arn: organizationArn(`account/${ORGANIZATION}/${ACCOUNT}`),
          Name: `Account ${ACCOUNT}`,
          State: 'ACTIVE',
          ParentId: 'ou-root-web',
        },
        {
          Id: MANAGEMENT,
          Arn: organizationArn(`account/${ORGANIZATION}/${MANAGEMENT}`),
          Name: `Account ${MANAGEMENT}`,
          State: 'ACTIVE',
          ParentId: 'r-root',
        },
      ],
      policies: [
        {
          Id: 'p-FullAWSAccess',
          Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
          Name: 'FullAWSAccess',
          Type: 'SERVICE_CONTROL_POLICY',
          AwsManaged: true,
          Content: FULL,
          TargetIds: [ACCOUNT, 'ou-root-prod', 'ou-root-web', 'r-root'],
        },
      ],
    });
    const called = aws.organizations.calls().map((call) => call.args[0].constructor.name);
    expect(called.sort()).toEqual([
      'DescribeOrganizationCommand',
      'DescribePolicyCommand',
      'ListAccountsCommand',
      'ListPoliciesCommand',
      'ListPoliciesCommand',
      'ListRootsCommand',
      'ListTargetsForPolicyCommand',
    ]);
  });

  it('asks only for the parent of an organizational unit that is in no path, because it has no accounts', async () => {
    answerOrganization([account(MANAGEMENT, { Paths: [PATH_OF_MANAGEMENT] })]);
    aws.organizations
      .on(ListParentsCommand, { ChildId: 'ou-root-prod' })
      .resolves({ Parents: [{ Id: 'r-root', Type: 'ROOT' }] })
      .on(ListParentsCommand, { ChildId: 'ou-root-web' })
      .resolves({ Parents: [{ Id: 'ou-root-prod', Type: 'ORGANIZATIONAL_UNIT' }] });
    const { organization } = await collectNow();
    expect(organization?.organizationalUnits.map(({ Name, ParentId }) => [Name, ParentId])).toEqual([
      ['Production', 'r-root'],
      ['Web', 'ou-root-prod'],
    ]);
  });

  it('is walked from the root down where accounts have no paths', async () => {
    answerOrganization([account(MANAGEMENT), account(ACCOUNT)]);
    aws.organizations
      .on(ListAccountsForParentCommand)
      .resolves({ Accounts: [] })
      .on(ListAccountsForParentCommand, { ParentId: 'r-root' })
      .resolves({ Accounts: [account(MANAGEMENT)] })
      .on(ListAccountsForParentCommand, { ParentId: 'ou-root-web' })
      .resolves({ Accounts: [account(ACCOUNT)] });
    const unit = (Id: string, Name: string) => ({
      Id,
      Name,
      Arn: organizationArn(`ou/${ORGANIZATION}/${Id}`),
    });
    aws.organizations
      .on(ListOrganizationalUnitsForParentCommand)
      .resolves({ OrganizationalUnits: [] })
      .on(ListOrganizationalUnitsForParentCommand, { ParentId: 'r-root' })
      .resolves({ OrganizationalUnits: [unit('ou-root-prod', 'Production')] })
      // A server that puts a unit below itself must not keep the walk going.
      .on(ListOrganizationalUnitsForParentCommand, { ParentId: 'ou-root-prod' })
      .resolves({ OrganizationalUnits: [unit('ou-root-web', 'Web'), unit('ou-root-prod', 'Production')] });
    const { organization, coverageGaps } = await collectNow();
    expect(coverageGaps).toEqual([]);
    expect(organization?.organizationalUnits.map(({ Name, ParentId }) => [Name, ParentId])).toEqual([
      ['Production', 'r-root'],
      ['Web', 'ou-root-prod'],
    ]);
    expect(organization?.accounts.map(({ Id, ParentId }) => [Id, ParentId])).toEqual([
      [ACCOUNT, 'ou-root-web'],
      [MANAGEMENT, 'r-root'],
    ]);
  });

  it('takes the status of an account from a server that does not send its state', async () => {
    answerOrganization([
      account(ACCOUNT, { Paths: [PATH_OF_MEMBER], State: undefined, Status: 'SUSPENDED' }),
    ]);
    expect((await collectNow()).organization?.accounts).toMatchObject([{ State: 'SUSPENDED' }]);
  });

  it('follows the pages of its accounts over an empty one', async () => {
    answerOrganization([]);
    aws.organizations
      .on(ListAccountsCommand)
      .resolves({ Accounts: [account(MANAGEMENT, { Paths: [PATH_OF_MANAGEMENT] })], NextToken: '1' })
      .on(ListAccountsCommand, { NextToken: '1' })
      .resolves({ Accounts: [], NextToken: '2' })
      .on(ListAccountsCommand, { NextToken: '2' })
      .resolves({ Accounts: [account(ACCOUNT, { Paths: [PATH_OF_MEMBER] })] });
    expect((await collectNow()).organization?.accounts).toHaveLength(2);
  });

  it('has the policy that AWS attaches to everything attached to everything', async () => {
    answerOrganization(withPaths);
    aws.organizations.on(ListPoliciesCommand, { Filter: 'RESOURCE_CONTROL_POLICY' }).resolves({
      Policies: [
        {
          Id: 'p-RCPFullAWSAccess',
          Arn: 'arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess',
          Name: 'RCPFullAWSAccess',
          Type: 'RESOURCE_CONTROL_POLICY',
          AwsManaged: true,
        },
      ],
    });
    const { organization } = await collectNow();
    expect(organization?.policies.find(({ Id }) => Id === 'p-RCPFullAWSAccess')?.TargetIds).toEqual([
      ACCOUNT,
      MANAGEMENT,
      'ou-root-prod',
      'ou-root-web',
      'r-root',
    ]);
    expect(aws.organizations.commandCalls(ListTargetsForPolicyCommand)).toHaveLength(1);
  });

  it('does not take a part of the targets of a policy for all of them', async () => {
    answerOrganization(withPaths);
    aws.organizations
      .on(ListTargetsForPolicyCommand)
      .resolves({ Targets: [target('ou-root-prod', 'Production')], NextToken: '1' })
      .on(ListTargetsForPolicyCommand, { NextToken: '1' })
      .rejects(awsError('AccessDeniedException', 'No.', 400));
    const { organization, coverageGaps } = await collectNow();
    expect(organization?.policies[0]).not.toHaveProperty('TargetIds');
    expect(coverageGaps).toMatchObject([
      {
        operation: 'organizations:ListTargetsForPolicy',
        resource: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
      },
    ]);
  });

  it('keeps a policy whose content may not be read, with a gap', async () => {
    answerOrganization(withPaths);
    aws.organizations.on(DescribePolicyCommand).rejects(awsError('AccessDeniedException', 'No.', 400));
    const { organization, coverageGaps } = await collectNow();
    expect(organization?.policies).toMatchObject([{ Id: 'p-FullAWSAccess' }]);
    expect(organization?.policies[0]).not.toHaveProperty('Content');
    expect(coverageGaps).toMatchObject([{ missingPermission: 'organizations:DescribePolicy' }]);
  });

  it('has a gap where a policy type that is enabled cannot be listed', async () => {
    answerOrganization(withPaths);
    aws.organizations
      .on(ListPoliciesCommand, { Filter: 'SERVICE_CONTROL_POLICY' })
      .rejects(awsError('InvalidInputException'));
    expect((await collectNow()).coverageGaps).toMatchObject([
      { operation: 'organizations:ListPolicies', resource: 'SERVICE_CONTROL_POLICY' },
    ]);
  });
});
