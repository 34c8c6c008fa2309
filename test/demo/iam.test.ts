import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListInstanceProfilesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListUsersCommand,
  NoSuchEntityException,
  paginateGetAccountAuthorizationDetails,
} from '@aws-sdk/client-iam';
import type { GetAccountAuthorizationDetailsResponse, IAMClient } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { exampleOrganization } from '../../src/demo/index.js';
import type { EndpointOptions, World } from '../../src/demo/index.js';
import { hostileWorld } from '../support/hostile-world.js';
import { clientsFor, endpointFor } from './clients.js';
import { accountIn, vault, wellKept, workbench, workbenchWith } from './worlds.js';

async function iamOf(account: string, world: World = exampleOrganization(), options?: EndpointOptions) {
  return clientsFor(await endpointFor(world, options), account).iam;
}

async function pagesOf(iam: IAMClient): Promise<GetAccountAuthorizationDetailsResponse[]> {
  const pages: GetAccountAuthorizationDetailsResponse[] = [];
  for await (const page of paginateGetAccountAuthorizationDetails({ client: iam, pageSize: 1000 }, {})) {
    pages.push(page);
  }
  return pages;
}

function parsed(document: string | undefined): unknown {
  return JSON.parse(decodeURIComponent(document ?? ''));
}

describe('GetAccountAuthorizationDetails', () => {
  it('gives users, groups, roles and policies as the account has them', async () => {
    const account = accountIn(exampleOrganization(), workbench);
    const iam = await iamOf(workbench);

    const details = await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }));

    expect(details.IsTruncated).toBe(false);
    expect(details.Marker).toBeUndefined();
    expect(details.UserDetailList?.map(({ UserId }) => UserId)).toEqual(
      account.users.map(({ UserId }) => UserId),
    );
    expect(details.GroupDetailList?.map(({ GroupId }) => GroupId)).toEqual(
      account.groups.map(({ GroupId }) => GroupId),
    );
    expect(details.RoleDetailList?.map(({ RoleId }) => RoleId)).toEqual(
      account.roles.map(({ RoleId }) => RoleId),
    );

    const contractor = details.UserDetailList?.find(({ UserName }) => UserName === 'D-san');
    expect(contractor).toMatchObject({
      Path: '/',
      Arn: `arn:aws:iam::${workbench}:user/D-san`,
      GroupList: ['Contractors'],
      UserPolicyList: [],
      AttachedManagedPolicies: [
        { PolicyName: 'AmazonS3FullAccess', PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' },
      ],
    });
    expect(contractor?.CreateDate?.toISOString()).toBe('2025-01-15T09:00:00.000Z');

    const deployer = details.UserDetailList?.find(({ UserName }) => UserName === 'app-deployer');
    expect(deployer?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(
      `arn:aws:iam::${workbench}:policy/ApplicationTeamsBoundary`,
    );

    const worker = details.RoleDetailList?.find(({ RoleName }) => RoleName === 'batch-worker');
    expect(worker?.InstanceProfileList?.map(({ InstanceProfileName }) => InstanceProfileName)).toEqual([
      'batch-worker',
    ]);
    expect(worker).not.toHaveProperty('MaxSessionDuration');
  });

  it('URL-encodes every document, reserved characters of RFC 3986 included', async () => {
    const account = accountIn(exampleOrganization(), workbench);
    const { RoleDetailList = [], Policies = [] } = await (
      await iamOf(workbench)
    ).send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }));

    const operator = RoleDetailList.find(({ RoleName }) => RoleName === 'platform-operator');
    const [inline] = operator?.RolePolicyList ?? [];
    expect(inline?.PolicyDocument).toMatch(/^%7B[\w.~%-]+%7D$/);
    expect(parsed(inline?.PolicyDocument)).toEqual(
      account.roles.find(({ RoleName }) => RoleName === 'platform-operator')?.RolePolicyList[0]
        ?.PolicyDocument,
    );
    expect(parsed(operator?.AssumeRolePolicyDocument)).toHaveProperty('Version', '2012-10-17');

    const readOnly = Policies.find(({ PolicyName }) => PolicyName === 'ReadOnlyAccess');
    expect(parsed(readOnly?.PolicyVersionList?.[0]?.Document)).toHaveProperty('Statement');
  });

  it('filters by kind, and lists an AWS managed policy only where it is attached', async () => {
    const iam = await iamOf(workbench);
    const only = async (Filter: 'AWSManagedPolicy' | 'LocalManagedPolicy') =>
      iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: [Filter], MaxItems: 1000 }));

    const ofAWS = await only('AWSManagedPolicy');
    const own = await only('LocalManagedPolicy');

    expect(ofAWS.UserDetailList).toEqual([]);
    const arns = ofAWS.Policies?.map(({ Arn }) => Arn);
    expect(arns).toContain('arn:aws:iam::aws:policy/ReadOnlyAccess');
    expect(arns).not.toContain('arn:aws:iam::aws:policy/PowerUserAccess');
    expect(own.Policies?.map(({ PolicyName }) => PolicyName)).toEqual([
      'DenyIAM',
      'ApplicationTeamsBoundary',
    ]);
  });

  it('hands out markers that lead through the whole account, over an empty page', async () => {
    const iam = await iamOf(workbench, exampleOrganization(), { pageSize: 12, emptyPageAt: 2 });
    const whole = await pagesOf(await iamOf(workbench));

    const pages = await pagesOf(iam);

    const arns = (all: GetAccountAuthorizationDetailsResponse[]) =>
      all.flatMap((page) =>
        [page.UserDetailList, page.GroupDetailList, page.RoleDetailList, page.Policies].flatMap(
          (list) => list?.map(({ Arn }) => Arn) ?? [],
        ),
      );
    expect(pages.map((page) => arns([page]).length)).toEqual([12, 12, 0, 12, expect.any(Number)]);
    expect(pages.map(({ IsTruncated }) => IsTruncated)).toEqual([true, true, true, true, false]);
    expect(arns(pages)).toEqual(arns(whole));
  });

  it('takes at most 1,000 for MaxItems and only markers of its own', async () => {
    const iam = await iamOf(workbench);

    await expect(
      iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1001 })),
    ).rejects.toMatchObject({
      name: 'ValidationError',
    });
    await expect(iam.send(new GetAccountAuthorizationDetailsCommand({ Marker: 'x' }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  it('says when a role was last used', async () => {
    const arn = `arn:aws:iam::${workbench}:role/CloudOps`;
    const used = { [arn]: { LastUsedDate: '2026-09-01T12:00:00.000Z', Region: 'eu-west-1' } };
    const world = workbenchWith(({ activity }) => ({ activity: { ...activity, RoleLastUsed: used } }));

    const { RoleDetailList } = await (
      await iamOf(workbench, world)
    ).send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], MaxItems: 1000 }));

    const { RoleLastUsed } = RoleDetailList?.find(({ Arn }) => Arn === arn) ?? {};
    expect(RoleLastUsed?.LastUsedDate?.toISOString()).toBe('2026-09-01T12:00:00.000Z');
    expect(RoleLastUsed?.Region).toBe('eu-west-1');
  });

  it('leaves out documents that the world does not have', async () => {
    const role = {
      Arn: `arn:aws:iam::${workbench}:role/unread`,
      RoleName: 'unread',
      RoleId: 'AROAUNREAD',
      Path: '/',
      RolePolicyList: [{ PolicyName: 'Unread' }],
      AttachedManagedPolicies: [],
      Tags: [],
    };
    const world = workbenchWith(() => ({ roles: [role] }));

    const { RoleDetailList } = await (
      await iamOf(workbench, world)
    ).send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }));

    expect(RoleDetailList?.[0]?.RolePolicyList).toEqual([{ PolicyName: 'Unread' }]);
    expect(RoleDetailList?.[0]).not.toHaveProperty('AssumeRolePolicyDocument');
  });

  it('speaks as an AWS-compatible server where it is told to', async () => {
    const iam = await iamOf(workbench, exampleOrganization(), { dialect: 'compatible' });

    const details = await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1 }));

    expect(details).not.toHaveProperty('IsTruncated');
    expect(details.UserDetailList?.length).toBeGreaterThan(1);
    const admin = details.UserDetailList?.find(({ UserName }) => UserName === 'db-admin');
    expect(admin?.AttachedManagedPolicies?.[0]).toEqual({
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonRDSFullAccess',
    });
    const { AssumeRolePolicyDocument = '' } = details.RoleDetailList?.[0] ?? {};
    expect(JSON.parse(AssumeRolePolicyDocument)).toHaveProperty('Statement');
  });

  it('carries hostile names and documents unchanged', async () => {
    const world = hostileWorld();
    const [account] = world.accounts;
    const { UserDetailList, RoleDetailList } = await (
      await iamOf(account.account.AccountId, world)
    ).send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }));

    expect(UserDetailList?.map(({ UserName }) => UserName)).toEqual(
      account.users.map(({ UserName }) => UserName),
    );
    const documents = RoleDetailList?.map(({ AssumeRolePolicyDocument = '' }) =>
      decodeURIComponent(AssumeRolePolicyDocument),
    );
    expect(documents).toEqual(
      account.roles.map(({ AssumeRolePolicyDocument: document }) =>
        typeof document === 'string' ? document : JSON.stringify(document),
      ),
    );
  });
});

describe('the other operations of IAM', () => {
  it('ListRoles gives what the details leave out, in pages', async () => {
    const { roles } = accountIn(exampleOrganization(), workbench);
    const iam = await iamOf(workbench);

    const first = await iam.send(new ListRolesCommand({ MaxItems: 2 }));
    const second = await iam.send(new ListRolesCommand({ MaxItems: 1000, Marker: first.Marker }));

    const listed = [...(first.Roles ?? []), ...(second.Roles ?? [])];
    expect(first.Roles).toHaveLength(2);
    expect(listed.map(({ Arn }) => Arn)).toEqual(roles.map(({ Arn }) => Arn));
    expect(listed[0]?.MaxSessionDuration).toBe(3600);
    expect(listed.find(({ Path }) => Path?.startsWith('/aws-service-role/'))?.Description).toMatch(
      /^Service-linked/,
    );
    expect(parsed(listed[0]?.AssumeRolePolicyDocument)).toEqual(roles[0]?.AssumeRolePolicyDocument);
  });

  it('ListInstanceProfiles gives the role in each', async () => {
    const { InstanceProfiles } = await (await iamOf(workbench)).send(new ListInstanceProfilesCommand({}));

    expect(InstanceProfiles?.[0]?.Arn).toBe(`arn:aws:iam::${workbench}:instance-profile/batch-worker`);
    expect(InstanceProfiles?.[0]?.Roles?.[0]?.RoleName).toBe('batch-worker');
  });

  it('GetPolicy and GetPolicyVersion give a policy that is nothing but a permissions boundary', async () => {
    const iam = await iamOf(workbench);
    const PolicyArn = 'arn:aws:iam::aws:policy/PowerUserAccess';

    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
    );

    expect(Policy).toMatchObject({ Arn: PolicyArn, PermissionsBoundaryUsageCount: 1 });
    expect(PolicyVersion?.IsDefaultVersion).toBe(true);
    expect(parsed(PolicyVersion?.Document)).toHaveProperty('Statement');
  });

  it('answers NoSuchEntity for what is not there', async () => {
    const iam = await iamOf(workbench);
    const PolicyArn = 'arn:aws:iam::aws:policy/PowerUserAccess';

    await expect(iam.send(new GetPolicyCommand({ PolicyArn: `${PolicyArn}2` }))).rejects.toThrow(
      NoSuchEntityException,
    );
    await expect(iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v999' }))).rejects.toThrow(
      NoSuchEntityException,
    );
    await expect(
      iam.send(
        new GetOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: `arn:aws:iam::${workbench}:oidc-provider/x`,
        }),
      ),
    ).rejects.toThrow(NoSuchEntityException);
    await expect(iam.send(new GetAccountPasswordPolicyCommand({}))).rejects.toThrow(NoSuchEntityException);
  });

  it('lists identity providers', async () => {
    const iam = await iamOf(workbench);

    const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    const { SAMLProviderList } = await iam.send(new ListSAMLProvidersCommand({}));
    const OpenIDConnectProviderArn = OpenIDConnectProviderList?.[0]?.Arn;
    const provider = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));

    expect(provider).toMatchObject({
      Url: 'token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
    });
    expect(SAMLProviderList).toEqual([]);
  });

  it('gives the account summary and the password policy', async () => {
    const { users } = accountIn(exampleOrganization(), wellKept);
    const iam = await iamOf(wellKept);

    const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
    const { PasswordPolicy } = await iam.send(new GetAccountPasswordPolicyCommand({}));

    expect(SummaryMap).toMatchObject({ Users: users.length, AccountMFAEnabled: 1 });
    expect(PasswordPolicy).toMatchObject({
      MinimumPasswordLength: 16,
      RequireSymbols: true,
      ExpirePasswords: false,
    });
  });

  it('has a credential report ready', async () => {
    const iam = await iamOf(vault);

    const { State } = await iam.send(new GenerateCredentialReportCommand({}));
    const report = await iam.send(new GetCredentialReportCommand({}));

    const [header, root, clerk] = Buffer.from(report.Content ?? [])
      .toString()
      .split('\n');
    expect(State).toBe('COMPLETE');
    expect(report.GeneratedTime?.toISOString()).toBe('2025-01-31T06:00:00.000Z');
    expect(header).toMatch(/^user,arn,user_creation_time,password_enabled,/);
    expect(root).toMatch(/^<root_account>,/);
    expect(clerk).toMatch(new RegExp(`^payroll-clerk,arn:aws:iam::${vault}:user/payroll-clerk,`));
  });

  it('denies what the world does not know', async () => {
    const iam = await iamOf(
      workbench,
      workbenchWith(({ account: { AccountId, Partition }, activity: { CreateDates, RoleLastUsed } }) => ({
        account: { AccountId, Partition },
        activity: { CreateDates, RoleLastUsed },
      })),
    );
    const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

    await expect(iam.send(new GetAccountSummaryCommand({}))).rejects.toMatchObject(denied);
    await expect(iam.send(new GetAccountPasswordPolicyCommand({}))).rejects.toMatchObject(denied);
    await expect(iam.send(new GenerateCredentialReportCommand({}))).rejects.toMatchObject(denied);
    await expect(iam.send(new GetCredentialReportCommand({}))).rejects.toMatchObject(denied);
  });

  it('has no other operations', async () => {
    await expect((await iamOf(workbench)).send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidAction',
    });
  });
});
