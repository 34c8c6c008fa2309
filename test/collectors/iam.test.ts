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
  type GetAccountAuthorizationDetailsCommandInput,
  type GetAccountAuthorizationDetailsCommandOutput,
  type RoleDetail,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountSnapshot, Snapshot } from '../../src/model/index.js';
import { ACCOUNT, awsError, collectNow, fakeClock, mockAws, stubEnvironment } from '../support/aws-mock.js';

const iamArn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const encoded = (document: object) => encodeURIComponent(JSON.stringify(document));

let aws: ReturnType<typeof mockAws>;

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

async function onlyAccount(snapshot: Promise<Snapshot>): Promise<AccountSnapshot> {
  const { accounts } = await snapshot;
  expect(accounts).toHaveLength(1);
  return accounts[0] as AccountSnapshot;
}

type Page = Partial<GetAccountAuthorizationDetailsCommandOutput> | Error;

/** Answers one filter of the authorization details with these pages, whose markers are their numbers. */
function answerDetails(filter: string, pages: readonly Page[]): void {
  pages.forEach((page, index) => {
    const marker = index === 0 ? {} : { Marker: String(index) };
    const call = aws.iam.on(GetAccountAuthorizationDetailsCommand, {
      Filter: [filter],
      ...marker,
    } as GetAccountAuthorizationDetailsCommandInput);
    if (page instanceof Error) call.rejects(page);
    else if (index === pages.length - 1) call.resolves({ IsTruncated: false, ...page });
    else call.resolves({ IsTruncated: true, Marker: String(index + 1), ...page });
  });
}

function role(name: string, more: Partial<RoleDetail> = {}): RoleDetail {
  return {
    Arn: iamArn(`role/${name}`),
    RoleName: name,
    RoleId: `AROA${name.toUpperCase()}`,
    Path: '/',
    AssumeRolePolicyDocument: encoded({ Version: '2012-10-17', Statement: [] }),
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    InstanceProfileList: [],
    Tags: [],
    ...more,
  };
}

describe('authorization details', () => {
  it('are read in five chains, one for each filter, with the largest pages', async () => {
    await collectNow();
    const inputs = aws.iam
      .commandCalls(GetAccountAuthorizationDetailsCommand)
      .map((call) => call.args[0].input);
    expect(inputs.map((input) => input.Filter?.join())).toEqual(
      expect.arrayContaining(['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy']),
    );
    expect(inputs).toHaveLength(5);
    expect(inputs.every((input) => input.MaxItems === 1000)).toBe(true);
  });

  it('follow the marker over an empty page', async () => {
    answerDetails('Role', [
      { RoleDetailList: [role('a')] },
      { RoleDetailList: [] },
      { RoleDetailList: [role('b')] },
      { RoleDetailList: [] },
      { RoleDetailList: [role('c')] },
    ]);
    const snapshot = collectNow();
    const { roles } = await onlyAccount(snapshot);
    expect(roles.map((found) => found.RoleName)).toEqual(['a', 'b', 'c']);
    expect((await snapshot).coverageGaps).toEqual([]);
  });

  it('keep the pages before one that fails, which is a gap of its filter', async () => {
    answerDetails('Role', [{ RoleDetailList: [role('a')] }, awsError('InternalFailure', 'Try later.', 500)]);
    const snapshot = collectNow();
    expect((await onlyAccount(snapshot)).roles.map((found) => found.RoleName)).toEqual(['a']);
    expect((await snapshot).coverageGaps).toEqual([
      {
        account: ACCOUNT,
        operation: 'iam:GetAccountAuthorizationDetails',
        resource: 'Role',
        errorCode: 'InternalFailure',
        message: 'Try later.',
        affects: [],
      },
    ]);
  });

  it('stop at a marker that was given before, with a gap', async () => {
    aws.iam
      .on(GetAccountAuthorizationDetailsCommand, { Filter: ['User'] })
      .resolves({ IsTruncated: true, Marker: 'again', UserDetailList: [] });
    const { coverageGaps } = await collectNow();
    expect(coverageGaps).toMatchObject([{ resource: 'User', errorCode: 'InvalidResponse' }]);
    expect(coverageGaps[0]?.message).toContain('no end');
  });

  it('are incomplete where the server says that there is more and gives no marker', async () => {
    aws.iam
      .on(GetAccountAuthorizationDetailsCommand, { Filter: ['User'] })
      .resolves({ IsTruncated: true, UserDetailList: [] });
    const { coverageGaps } = await collectNow();
    expect(coverageGaps).toMatchObject([{ resource: 'User', errorCode: 'InvalidResponse' }]);
  });

  it('are a gap and not an empty account where the answer is no answer of IAM', async () => {
    aws.iam.on(GetAccountAuthorizationDetailsCommand).resolves({});
    const { coverageGaps } = await collectNow();
    expect(coverageGaps.map(({ resource, errorCode }) => [resource, errorCode])).toEqual([
      ['AWSManagedPolicy', 'InvalidResponse'],
      ['Group', 'InvalidResponse'],
      ['LocalManagedPolicy', 'InvalidResponse'],
      ['Role', 'InvalidResponse'],
      ['User', 'InvalidResponse'],
    ]);
  });

  it('name the permission that the caller lacks', async () => {
    aws.iam
      .on(GetAccountAuthorizationDetailsCommand)
      .rejects(
        awsError('AccessDenied', 'User: arn:aws:iam::111122223333:user/auditor is not authorized.', 403),
      );
    const { coverageGaps } = await collectNow();
    expect(coverageGaps).toHaveLength(5);
    expect(coverageGaps[0]).toMatchObject({
      operation: 'iam:GetAccountAuthorizationDetails',
      errorCode: 'AccessDenied',
      missingPermission: 'iam:GetAccountAuthorizationDetails',
    });
  });

  it('give everything of a user and a group, sorted, and the dates apart', async () => {
    const CreateDate = new Date('2026-01-02T03:04:05Z');
    answerDetails('User', [
      {
        UserDetailList: [
          {
            Arn: iamArn('user/team/zoe'),
            UserName: 'zoe',
            UserId: 'AIDAZOE',
            Path: '/team/',
            CreateDate,
            GroupList: ['writers', 'readers'],
            UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: encoded(allow('s3:GetObject')) }],
            AttachedManagedPolicies: [{ PolicyName: 'Mine', PolicyArn: iamArn('policy/Mine') }],
            PermissionsBoundary: { PermissionsBoundaryArn: iamArn('policy/Mine') },
            Tags: [{ Key: 'team', Value: '' }],
          },
        ],
      },
    ]);
    answerDetails('Group', [
      {
        GroupDetailList: [
          {
            Arn: iamArn('group/readers'),
            GroupName: 'readers',
            GroupId: 'AGPA1',
            Path: '/',
            GroupPolicyList: [],
          },
        ],
      },
    ]);
    answerDetails('LocalManagedPolicy', [
      {
        Policies: [
          {
            Arn: iamArn('policy/Mine'),
            PolicyName: 'Mine',
            PolicyId: 'ANPA1',
            Path: '/',
            DefaultVersionId: 'v2',
            AttachmentCount: 1,
            PermissionsBoundaryUsageCount: 1,
            PolicyVersionList: [
              { VersionId: 'v2', IsDefaultVersion: true, Document: encoded(allow('s3:*')) },
              { VersionId: 'v1', IsDefaultVersion: false, Document: encoded(allow('*')) },
            ],
          },
        ],
      },
    ]);
    const snapshot = collectNow();
    const account = await onlyAccount(snapshot);
    expect((await snapshot).coverageGaps).toEqual([]);
    expect(account.users).toEqual([
      {
        Arn: iamArn('user/team/zoe'),
        UserName: 'zoe',
        UserId: 'AIDAZOE',
        Path: '/team/',
        GroupList: ['readers', 'writers'],
        UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: allow('s3:GetObject') }],
        AttachedManagedPolicies: [{ PolicyName: 'Mine', PolicyArn: iamArn('policy/Mine') }],
        PermissionsBoundary: { PermissionsBoundaryArn: iamArn('policy/Mine') },
        Tags: [{ Key: 'team', Value: '' }],
      },
    ]);
    expect(account.groups).toMatchObject([{ GroupName: 'readers', AttachedManagedPolicies: [] }]);
    expect(account.policies[0]?.PolicyVersionList).toEqual([
      { VersionId: 'v1', IsDefaultVersion: false, Document: allow('*') },
      { VersionId: 'v2', IsDefaultVersion: true, Document: allow('s3:*') },
    ]);
    expect(account.activity.CreateDates).toEqual({ [iamArn('user/team/zoe')]: '2026-01-02T03:04:05.000Z' });
    expect(aws.iam.commandCalls(GetPolicyCommand)).toEqual([]);
  });

  it('lose no entity in silence: one without an ARN is a gap', async () => {
    answerDetails('Role', [
      { RoleDetailList: [{ RoleName: 'ghost' }, role('a'), null as unknown as RoleDetail] },
    ]);
    const snapshot = collectNow();
    expect((await onlyAccount(snapshot)).roles.map((found) => found.RoleName)).toEqual(['a']);
    expect((await snapshot).coverageGaps.map(({ resource, errorCode }) => [resource, errorCode])).toEqual([
      ['*', 'InvalidResponse'],
      ['ghost', 'InvalidResponse'],
    ]);
  });

  it('keep what is there of a role whose parts are missing, and say which principal the gap is about', async () => {
    const Arn = iamArn('role/service/app');
    answerDetails('Role', [
      {
        RoleDetailList: [
          {
            Arn,
            RoleId: 'AROA1',
            RolePolicyList: [{ PolicyDocument: encoded(allow('s3:*')) }],
            AttachedManagedPolicies: [{ PolicyName: 'Lost' }],
          },
        ],
      },
    ]);
    const snapshot = collectNow();
    expect((await onlyAccount(snapshot)).roles).toEqual([
      {
        Arn,
        RoleName: 'app',
        RoleId: 'AROA1',
        Path: '/service/',
        RolePolicyList: [{ PolicyName: 'unnamed-1', PolicyDocument: allow('s3:*') }],
        AttachedManagedPolicies: [],
        Tags: [],
      },
    ]);
    expect((await snapshot).coverageGaps.map(({ message, affects }) => [message, affects])).toEqual([
      ['The answer has an attached policy without its ARN.', [Arn]],
      ["The answer has an embedded policy without a name; it is called 'unnamed-1' here.", []],
      ['The answer has the role without its trust policy.', [Arn]],
    ]);
  });

  it('take the AWS managed policies that are in use and leave the rest', async () => {
    const awsPolicy = (name: string, AttachmentCount: number) => ({
      Arn: `arn:aws:iam::aws:policy/${name}`,
      PolicyName: name,
      PolicyId: `ANPA${name}`,
      Path: '/',
      DefaultVersionId: 'v1',
      AttachmentCount,
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: encoded(allow('*')) }],
    });
    answerDetails('AWSManagedPolicy', [{ Policies: [awsPolicy('Attached', 2), awsPolicy('Unused', 0)] }]);
    expect((await onlyAccount(collectNow())).policies.map(({ PolicyName }) => PolicyName)).toEqual([
      'Attached',
    ]);
  });
});

describe('a policy that is in use and not in the details', () => {
  const boundary = iamArn('policy/Boundary');
  beforeEach(() => {
    answerDetails('Role', [
      { RoleDetailList: [role('a', { PermissionsBoundary: { PermissionsBoundaryArn: boundary } })] },
    ]);
  });

  it('is fetched with the document of its default version', async () => {
    aws.iam.on(GetPolicyCommand, { PolicyArn: boundary }).resolves({
      Policy: { Arn: boundary, PolicyName: 'Boundary', PolicyId: 'ANPA2', Path: '/', DefaultVersionId: 'v3' },
    });
    aws.iam.on(GetPolicyVersionCommand, { PolicyArn: boundary, VersionId: 'v3' }).resolves({
      PolicyVersion: { VersionId: 'v3', IsDefaultVersion: true, Document: encoded(allow('ec2:*')) },
    });
    const snapshot = collectNow();
    expect((await onlyAccount(snapshot)).policies).toEqual([
      {
        Arn: boundary,
        PolicyName: 'Boundary',
        PolicyId: 'ANPA2',
        Path: '/',
        DefaultVersionId: 'v3',
        PolicyVersionList: [{ VersionId: 'v3', IsDefaultVersion: true, Document: allow('ec2:*') }],
      },
    ]);
    expect((await snapshot).coverageGaps).toEqual([]);
  });

  it('is a gap where it may not be read', async () => {
    aws.iam.on(GetPolicyCommand).rejects(awsError('AccessDenied', 'No.', 403));
    expect((await collectNow()).coverageGaps).toMatchObject([
      { operation: 'iam:GetPolicy', resource: boundary, missingPermission: 'iam:GetPolicy' },
    ]);
  });

  it('stays without a document, with a gap, where only its version may not be read', async () => {
    answerDetails('LocalManagedPolicy', [
      {
        Policies: [
          { Arn: boundary, PolicyName: 'Boundary', PolicyId: 'ANPA2', Path: '/', DefaultVersionId: 'v1' },
        ],
      },
    ]);
    aws.iam.on(GetPolicyVersionCommand).rejects(awsError('AccessDenied', 'No.', 403));
    const snapshot = collectNow();
    expect((await onlyAccount(snapshot)).policies).toMatchObject([{ Arn: boundary, PolicyVersionList: [] }]);
    expect((await snapshot).coverageGaps).toMatchObject([
      { operation: 'iam:GetPolicyVersion', resource: boundary, missingPermission: 'iam:GetPolicyVersion' },
    ]);
    expect(aws.iam.commandCalls(GetPolicyCommand)).toEqual([]);
  });
});

describe('what the details omit', () => {
  it('is the maximum session duration and the description of a role', async () => {
    answerDetails('Role', [
      {
        RoleDetailList: [
          role('a', {
            RoleLastUsed: { LastUsedDate: new Date('2026-05-06T00:00:00Z'), Region: 'eu-west-1' },
          }),
          role('never-used', { RoleLastUsed: {} }),
          role('not-told'),
        ],
      },
    ]);
    aws.iam.on(ListRolesCommand).resolves({
      IsTruncated: false,
      Roles: [
        { ...role('a'), MaxSessionDuration: 43200, Description: 'For apps', CreateDate: undefined } as never,
      ],
    });
    const account = await onlyAccount(collectNow());
    expect(account.roles[0]).toMatchObject({ MaxSessionDuration: 43200, Description: 'For apps' });
    expect(account.activity.RoleLastUsed).toEqual({
      [iamArn('role/a')]: { LastUsedDate: '2026-05-06T00:00:00.000Z', Region: 'eu-west-1' },
      [iamArn('role/never-used')]: {},
    });
    expect(JSON.stringify(account.roles)).not.toContain('2026-05-06');
  });

  it('is an instance profile without a role', async () => {
    const profile = (name: string, roles: { Arn: string }[]) => ({
      Arn: iamArn(`instance-profile/${name}`),
      InstanceProfileName: name,
      InstanceProfileId: `AIPA${name}`,
      Path: '/',
      Roles: roles,
      CreateDate: undefined,
    });
    const withRole = profile('b-with', [{ Arn: iamArn('role/a') }]) as never;
    answerDetails('Role', [{ RoleDetailList: [role('a', { InstanceProfileList: [withRole] })] }]);
    aws.iam
      .on(ListInstanceProfilesCommand)
      .resolves({ IsTruncated: false, InstanceProfiles: [withRole, profile('a-without', []) as never] });
    expect((await onlyAccount(collectNow())).instanceProfiles).toMatchObject([
      { InstanceProfileName: 'a-without', Roles: [] },
      { InstanceProfileName: 'b-with', Roles: [iamArn('role/a')] },
    ]);
  });

  it('is the providers of identities', async () => {
    const saml = iamArn('saml-provider/idp');
    const oidc = iamArn('oidc-provider/token.actions.githubusercontent.com');
    aws.iam.on(ListSAMLProvidersCommand).resolves({ SAMLProviderList: [{ Arn: saml }] });
    aws.iam.on(ListOpenIDConnectProvidersCommand).resolves({ OpenIDConnectProviderList: [{ Arn: oidc }] });
    aws.iam
      .on(GetOpenIDConnectProviderCommand, { OpenIDConnectProviderArn: oidc })
      .resolves({ Url: 'token.actions.githubusercontent.com', ClientIDList: ['sts.amazonaws.com'] });
    const account = await onlyAccount(collectNow());
    expect(account.samlProviders).toEqual([{ Arn: saml }]);
    expect(account.openIDConnectProviders).toEqual([
      { Arn: oidc, Url: 'token.actions.githubusercontent.com', ClientIDList: ['sts.amazonaws.com'] },
    ]);
  });

  it('is the account summary and the password policy', async () => {
    aws.iam.on(GetAccountSummaryCommand).resolves({ SummaryMap: { AccountMFAEnabled: 1 } });
    aws.iam
      .on(GetAccountPasswordPolicyCommand)
      .resolves({ PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true } });
    const { account } = await onlyAccount(collectNow());
    expect(account).toMatchObject({
      AccountId: ACCOUNT,
      Partition: 'aws',
      SummaryMap: { AccountMFAEnabled: 1 },
      PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true },
    });
  });
});

describe('the password policy', () => {
  it('is null where the account has none', async () => {
    const snapshot = collectNow();
    expect((await onlyAccount(snapshot)).account.PasswordPolicy).toBeNull();
    expect((await snapshot).coverageGaps).toEqual([]);
  });

  it('is absent, with a gap, where it may not be read', async () => {
    aws.iam.on(GetAccountPasswordPolicyCommand).rejects(awsError('AccessDenied', 'No.', 403));
    const snapshot = collectNow();
    expect((await onlyAccount(snapshot)).account).not.toHaveProperty('PasswordPolicy');
    expect((await snapshot).coverageGaps).toMatchObject([{ operation: 'iam:GetAccountPasswordPolicy' }]);
  });
});

describe('the credential report', () => {
  const csv = [
    'user,arn,mfa_active',
    `zoe,${iamArn('user/zoe')},true`,
    `<root_account>,arn:aws:iam::${ACCOUNT}:root,false`,
  ];
  const GeneratedTime = new Date('2026-02-03T04:05:06Z');
  const content = { Content: new TextEncoder().encode(csv.join('\n')), GeneratedTime };

  it('is taken as it is while IAM still has one', async () => {
    aws.iam.on(GetCredentialReportCommand).resolves(content);
    expect((await onlyAccount(collectNow())).activity).toMatchObject({
      CredentialReport: [
        { user: '<root_account>', arn: `arn:aws:iam::${ACCOUNT}:root`, mfa_active: 'false' },
        { user: 'zoe', arn: iamArn('user/zoe'), mfa_active: 'true' },
      ],
      GeneratedTime: '2026-02-03T04:05:06.000Z',
    });
    expect(aws.iam.commandCalls(GenerateCredentialReportCommand)).toEqual([]);
  });

  it('is asked for and waited for where there is none', async () => {
    aws.iam
      .on(GetCredentialReportCommand)
      .rejectsOnce(awsError('CredentialReportExpiredException'))
      .rejectsOnce(awsError('CredentialReportNotReadyException'))
      .resolves(content);
    aws.iam.on(GenerateCredentialReportCommand).resolves({ State: 'STARTED' });
    const clock = fakeClock();
    expect((await onlyAccount(collectNow({}, clock))).activity.CredentialReport).toHaveLength(2);
    expect(clock.slept).toEqual([1_000, 2_000]);
  });

  it('is a gap where IAM does not finish it', async () => {
    aws.iam.on(GetCredentialReportCommand).rejects(awsError('CredentialReportNotReadyException'));
    const clock = fakeClock();
    const snapshot = collectNow({}, clock);
    expect((await onlyAccount(snapshot)).activity).not.toHaveProperty('CredentialReport');
    expect((await snapshot).coverageGaps).toMatchObject([{ operation: 'iam:GetCredentialReport' }]);
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(5_000);
  });

  it('is a gap where the caller may not ask for it', async () => {
    aws.iam.on(GetCredentialReportCommand).rejects(awsError('CredentialReportNotPresentException'));
    aws.iam.on(GenerateCredentialReportCommand).rejects(awsError('AccessDenied', 'No.', 403));
    expect((await collectNow()).coverageGaps).toMatchObject([
      { operation: 'iam:GenerateCredentialReport', missingPermission: 'iam:GenerateCredentialReport' },
    ]);
  });
});
