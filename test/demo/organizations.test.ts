import {
  AccessDeniedException,
  AWSOrganizationsNotInUseException,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  ParentNotFoundException,
  paginateListAccounts,
  PolicyNotFoundException,
} from '@aws-sdk/client-organizations';
import type { Account } from '@aws-sdk/client-organizations';
import { describe, expect, it } from 'vitest';
import type { OrganizationSnapshot } from '../../src/model/index.js';
import { exampleOrganization } from '../../src/demo/index.js';
import type { EndpointOptions, World } from '../../src/demo/index.js';
import { clientsFor, endpointFor } from './clients.js';
import { management, vault, wellKept, workbench } from './worlds.js';

async function organizationsOf(
  account: string,
  world: World = exampleOrganization(),
  options?: EndpointOptions,
) {
  return clientsFor(await endpointFor(world, options), account).organizations;
}

function organizationOf({ organization }: World): OrganizationSnapshot {
  if (!organization) throw new Error('The world has no organization.');
  return organization;
}

/** The example organization with so many accounts that one page does not hold them. */
function largeOrganization(): World {
  const world = exampleOrganization();
  const organization = organizationOf(world);
  const more = Array.from({ length: 40 }, (_, index) => ({
    Id: String(700000000000 + index),
    Arn: `arn:aws:organizations::${management}:account/o-exampleorg/${700000000000 + index}`,
    Name: `sandbox-${index}`,
    State: 'ACTIVE',
    ParentId: 'r-exam',
  }));
  return { ...world, organization: { ...organization, accounts: [...organization.accounts, ...more] } };
}

describe('Organizations, asked by the management account', () => {
  it('describes the organization and its tree', async () => {
    const organizations = await organizationsOf(management);

    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    const ParentId = Roots?.[0]?.Id;
    const units = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
    const [workloads] = units.OrganizationalUnits ?? [];
    const { Accounts } = await organizations.send(
      new ListAccountsForParentCommand({ ParentId: workloads?.Id }),
    );

    expect(Organization).toMatchObject({
      Id: 'o-exampleorg',
      MasterAccountId: management,
      FeatureSet: 'ALL',
    });
    expect(Roots?.[0]?.PolicyTypes).toContainEqual({ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' });
    expect(units.OrganizationalUnits?.map(({ Name }) => Name)).toEqual(['Workloads', 'Security']);
    expect(workloads?.Path).toBe('o-exampleorg/r-exam/ou-exam-workloads/');
    expect(Accounts?.map(({ Id }) => Id)).toEqual([workbench, wellKept]);
  });

  it('gives each account a state and the path to it, and no status', async () => {
    const { Accounts } = await (await organizationsOf(management)).send(new ListAccountsCommand({}));

    const account = Accounts?.find(({ Id }) => Id === workbench);
    expect(account).toMatchObject({
      Name: 'workbench',
      State: 'ACTIVE',
      Paths: [`o-exampleorg/r-exam/ou-exam-workloads/${workbench}/`],
    });
    expect(account).not.toHaveProperty('Status');
  });

  it('says it the old way as an AWS-compatible server', async () => {
    const organizations = await organizationsOf(management, exampleOrganization(), { dialect: 'compatible' });

    const { Accounts } = await organizations.send(new ListAccountsCommand({}));

    expect(Accounts?.[0]).toMatchObject({ Status: 'ACTIVE' });
    expect(Accounts?.[0]).not.toHaveProperty('State');
    expect(Accounts?.[0]).not.toHaveProperty('Paths');
  });

  it('lists at most 20 accounts on a page', async () => {
    const world = largeOrganization();
    const organizations = await organizationsOf(management, world);

    const pages: (Account[] | undefined)[] = [];
    for await (const page of paginateListAccounts({ client: organizations }, {})) pages.push(page.Accounts);

    expect(pages.map((page) => page?.length)).toEqual([20, 20, 4]);
    expect(pages.flat().map((account) => account?.Id)).toEqual(
      organizationOf(world).accounts.map(({ Id }) => Id),
    );
    await expect(organizations.send(new ListAccountsCommand({ MaxResults: 21 }))).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });

  it('may have an empty page in the middle', async () => {
    const organizations = await organizationsOf(management, exampleOrganization(), {
      pageSize: 1,
      emptyPageAt: 1,
    });

    const sizes: (number | undefined)[] = [];
    for await (const page of paginateListAccounts({ client: organizations }, {}))
      sizes.push(page.Accounts?.length);

    expect(sizes).toEqual([1, 0, 1, 1, 1]);
  });

  it('gives each policy with its content and its targets', async () => {
    const organizations = await organizationsOf(management);

    const { Policies } = await organizations.send(
      new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }),
    );
    const resource = await organizations.send(new ListPoliciesCommand({ Filter: 'RESOURCE_CONTROL_POLICY' }));
    const PolicyId = Policies?.find(({ AwsManaged }) => AwsManaged === false)?.Id;
    const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId }));
    const { Targets } = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId }));
    const everywhere = await organizations.send(
      new ListTargetsForPolicyCommand({ PolicyId: 'p-FullAWSAccess' }),
    );

    expect(Policies?.map(({ Name }) => Name)).toEqual(['FullAWSAccess', 'RunInstancesOnlyByCloudOps']);
    expect(resource.Policies?.map(({ Id }) => Id)).toEqual(['p-RCPFullAWSAccess']);
    expect(JSON.parse(Policy?.Content ?? '')).toHaveProperty('Statement');
    expect(Targets).toMatchObject([
      { TargetId: 'ou-exam-workloads', Name: 'Workloads', Type: 'ORGANIZATIONAL_UNIT' },
    ]);
    expect(everywhere.Targets?.map(({ Type }) => Type)).toEqual([
      'ROOT',
      'ORGANIZATIONAL_UNIT',
      'ORGANIZATIONAL_UNIT',
      'ACCOUNT',
      'ACCOUNT',
      'ACCOUNT',
      'ACCOUNT',
    ]);
  });

  it('denies what the world does not know of a policy', async () => {
    const world = exampleOrganization();
    const organization = organizationOf(world);
    const policies = organization.policies.map(({ Id, Arn, Name, Type, AwsManaged }) => ({
      Id,
      Arn,
      Name,
      Type,
      AwsManaged,
    }));
    const organizations = await organizationsOf(management, {
      ...world,
      organization: { ...organization, policies },
    });
    const PolicyId = 'p-FullAWSAccess';

    await expect(organizations.send(new DescribePolicyCommand({ PolicyId }))).rejects.toThrow(
      AccessDeniedException,
    );
    await expect(organizations.send(new ListTargetsForPolicyCommand({ PolicyId }))).rejects.toThrow(
      AccessDeniedException,
    );
  });

  it('knows when a parent or a policy does not exist', async () => {
    const organizations = await organizationsOf(management);

    await expect(
      organizations.send(new ListAccountsForParentCommand({ ParentId: 'ou-gone' })),
    ).rejects.toThrow(ParentNotFoundException);
    await expect(organizations.send(new DescribePolicyCommand({ PolicyId: 'p-gone' }))).rejects.toThrow(
      PolicyNotFoundException,
    );
  });
});

describe('Organizations, asked by others', () => {
  it('shows a member the organization and no more', async () => {
    const organizations = await organizationsOf(vault);

    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));

    expect(Organization?.MasterAccountId).toBe(management);
    await expect(organizations.send(new ListAccountsCommand({}))).rejects.toThrow(AccessDeniedException);
    await expect(organizations.send(new ListRootsCommand({}))).rejects.toThrow(AccessDeniedException);
  });

  it('tells an account outside every organization so', async () => {
    const { accounts } = exampleOrganization();
    const alone = await organizationsOf(workbench, { accounts, organization: null });

    await expect(alone.send(new DescribeOrganizationCommand({}))).rejects.toThrow(
      AWSOrganizationsNotInUseException,
    );
  });

  it('denies everything where the world does not know of an organization', async () => {
    const { accounts } = exampleOrganization();
    const unknown = await organizationsOf(workbench, { accounts });

    await expect(unknown.send(new DescribeOrganizationCommand({}))).rejects.toThrow(AccessDeniedException);
  });
});
