import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListInstanceProfilesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  type EntityType,
  type GetAccountAuthorizationDetailsCommandOutput,
  type RoleDetail as SdkRole,
} from '@aws-sdk/client-iam';
import pLimit from 'p-limit';
import type {
  AccountActivity,
  AccountDetail,
  AccountSnapshot,
  IdentityProvider,
  InstanceProfile,
  ManagedPolicyDetail,
  OpenIDConnectProvider,
  RoleDetail,
} from '../model/index.js';
import {
  groupDetail,
  instanceProfile,
  managedPolicyDetail,
  policyVersion,
  roleDetail,
  userDetail,
  type Invalid,
} from './authorization-details.js';
import type { Context } from './context.js';
import { parseCredentialReport } from './credential-report.js';
import { Service } from './service.js';
import {
  isNumber,
  isSetting,
  isoDate,
  list,
  number,
  present,
  properties,
  sortedBy,
  text,
  texts,
} from './shape.js';

export const iamOperations = {
  'iam:GenerateCredentialReport': GenerateCredentialReportCommand,
  'iam:GetAccountAuthorizationDetails': GetAccountAuthorizationDetailsCommand,
  'iam:GetAccountPasswordPolicy': GetAccountPasswordPolicyCommand,
  'iam:GetAccountSummary': GetAccountSummaryCommand,
  'iam:GetCredentialReport': GetCredentialReportCommand,
  'iam:GetOpenIDConnectProvider': GetOpenIDConnectProviderCommand,
  'iam:GetPolicy': GetPolicyCommand,
  'iam:GetPolicyVersion': GetPolicyVersionCommand,
  'iam:ListInstanceProfiles': ListInstanceProfilesCommand,
  'iam:ListOpenIDConnectProviders': ListOpenIDConnectProvidersCommand,
  'iam:ListRoles': ListRolesCommand,
  'iam:ListSAMLProviders': ListSAMLProvidersCommand,
} as const;

type Iam = Service<typeof iamOperations>;

/** The most that IAM gives in one page. */
const PAGE_SIZE = 1000;

export type IamSnapshot = Omit<AccountSnapshot, 'account' | 'buckets'> &
  Pick<AccountDetail, 'SummaryMap' | 'PasswordPolicy'>;

/** Everything of IAM in one account. What could not be read is among the context's gaps. */
export async function collectIam(context: Context): Promise<IamSnapshot> {
  const iam: Iam = new Service(context, {
    name: 'iam',
    client: new IAMClient(context.clientSettings),
    operations: iamOperations,
    // AWS publishes no rates for IAM; this is what others found to pass.
    rate: { perSecond: 15, burst: 30 },
    limit: pLimit(10),
    pageToken: 'Marker',
  });
  try {
    context.progress('Reading users, groups, roles and policies from IAM');
    const [details, facts, profiles, samlProviders, openIDConnectProviders, summary, passwordPolicy, report] =
      await Promise.all([
        authorizationDetails(iam),
        roleFacts(iam),
        instanceProfiles(iam),
        listSamlProviders(iam),
        listOpenIDConnectProviders(iam),
        accountSummary(iam),
        accountPasswordPolicy(iam),
        credentialReport(iam, context),
      ]);
    return present({
      users: details.users,
      groups: details.groups,
      roles: details.roles.map((role) => ({ ...role, ...facts.get(role.Arn) })),
      policies: details.policies,
      instanceProfiles: sortedBy([...details.instanceProfiles, ...profiles], ({ Arn }) => Arn),
      samlProviders,
      openIDConnectProviders,
      activity: { ...details.activity, ...report },
      SummaryMap: summary,
      PasswordPolicy: passwordPolicy,
    });
  } finally {
    iam.close();
  }
}

/**
 * The details in five chains of pages side by side: each filter has markers of its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
async function authorizationDetails(iam: Iam) {
  const chain = async <T extends object>(
    filter: EntityType,
    itemsOf: (page: GetAccountAuthorizationDetailsCommandOutput) => readonly T[] | undefined,
  ) => {
    const input = { Filter: [filter], MaxItems: PAGE_SIZE };
    return (await iam.list('iam:GetAccountAuthorizationDetails', input, itemsOf, filter)).items;
  };
  const [sdkUsers, sdkGroups, sdkRoles, customerPolicies, awsPolicies] = await Promise.all([
    chain('User', (page) => page.UserDetailList),
    chain('Group', (page) => page.GroupDetailList),
    chain('Role', (page) => page.RoleDetailList),
    chain('LocalManagedPolicy', (page) => page.Policies),
    chain('AWSManagedPolicy', (page) => page.Policies),
  ]);

  const invalid: Invalid = (resource, message, affects) => {
    iam.invalid('iam:GetAccountAuthorizationDetails', resource, message, affects);
  };
  const users = byArn(sdkUsers.map((user) => userDetail(user, invalid)));
  const groups = byArn(sdkGroups.map((group) => groupDetail(group, invalid)));
  const roles = byArn(sdkRoles.map((role) => roleDetail(role, invalid)));
  const inUse = new Set(
    [...users, ...groups, ...roles].flatMap((identity) => [
      ...identity.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
      ...('PermissionsBoundary' in identity ? [identity.PermissionsBoundary.PermissionsBoundaryArn] : []),
    ]),
  );
  const policies = byArn([
    ...customerPolicies.map((policy) => managedPolicyDetail(policy, invalid)),
    ...awsPolicies
      .map((policy) => managedPolicyDetail(policy, invalid))
      .filter((policy) => policy && isInUse(policy, inUse)),
  ]);

  return {
    users,
    groups,
    roles,
    policies: await completed(iam, policies, inUse),
    instanceProfiles: profilesOf(sdkRoles, invalid),
    activity: activity([...sdkUsers, ...sdkGroups, ...sdkRoles, ...customerPolicies], sdkRoles),
  };
}

function byArn<T extends { readonly Arn: string }>(entities: readonly (T | undefined)[]): T[] {
  return sortedBy(
    entities.filter((entity) => entity !== undefined),
    ({ Arn }) => Arn,
  );
}

function isInUse(policy: ManagedPolicyDetail, inUse: ReadonlySet<string>): boolean {
  const { AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 } = policy;
  return inUse.has(policy.Arn) || AttachmentCount > 0 || PermissionsBoundaryUsageCount > 0;
}

/**
 * The policies with the documents that the details lack. A policy that serves only as a permissions boundary need not
 * be in the details at all.
 */
async function completed(
  iam: Iam,
  policies: readonly ManagedPolicyDetail[],
  inUse: ReadonlySet<string>,
): Promise<ManagedPolicyDetail[]> {
  const known = new Map(policies.map((policy) => [policy.Arn, policy]));
  const incomplete = [...new Set([...known.keys(), ...inUse])].filter((arn) => !hasDocument(known.get(arn)));
  const fetched = await Promise.all(incomplete.map((arn) => fetchPolicy(iam, arn, known.get(arn))));
  return byArn([...policies, ...fetched]);
}

function hasDocument(policy: ManagedPolicyDetail | undefined): boolean {
  return (
    policy?.PolicyVersionList.some((version) => version.IsDefaultVersion && version.Document !== undefined) ??
    false
  );
}

async function fetchPolicy(
  iam: Iam,
  arn: string,
  known: ManagedPolicyDetail | undefined,
): Promise<ManagedPolicyDetail | undefined> {
  const invalid: Invalid = (_, message) => {
    iam.invalid('iam:GetPolicy', arn, message);
  };
  let policy = known;
  if (!policy?.DefaultVersionId) {
    const output = await iam.call('iam:GetPolicy', { PolicyArn: arn }, arn);
    if (!output) return undefined;
    policy = managedPolicyDetail({ ...output.Policy, Arn: arn }, invalid);
  }
  if (!policy?.DefaultVersionId) {
    invalid(arn, 'The answer has the policy without its default version.');
    return policy;
  }
  const input = { PolicyArn: arn, VersionId: policy.DefaultVersionId };
  const output = await iam.call('iam:GetPolicyVersion', input, arn);
  if (!output) return policy;
  const version = policyVersion(
    { ...output.PolicyVersion, VersionId: policy.DefaultVersionId },
    policy.DefaultVersionId,
  );
  if (version?.Document === undefined) {
    iam.invalid('iam:GetPolicyVersion', arn, 'The answer has the policy version without its document.');
    return policy;
  }
  const others = policy.PolicyVersionList.filter(({ IsDefaultVersion }) => !IsDefaultVersion);
  return { ...policy, PolicyVersionList: sortedBy([...others, version], ({ VersionId }) => VersionId) };
}

function profilesOf(roles: readonly Partial<SdkRole>[], invalid: Invalid): InstanceProfile[] {
  const profiles = roles.flatMap((role) => list(role.InstanceProfileList) ?? []);
  return byArn(profiles.map((profile) => instanceProfile(profile, invalid)));
}

interface Dated {
  readonly Arn?: string | undefined;
  readonly CreateDate?: Date | undefined;
}

function activity(entities: readonly Dated[], roles: readonly Partial<SdkRole>[]): AccountActivity {
  const CreateDates: Record<string, string> = {};
  for (const { Arn, CreateDate } of entities) {
    const date = isoDate(CreateDate);
    if (text(Arn) !== undefined && date !== undefined) CreateDates[Arn ?? ''] = date;
  }
  const RoleLastUsed: Record<string, { LastUsedDate?: string; Region?: string }> = {};
  for (const { Arn, RoleLastUsed: use } of roles) {
    if (text(Arn) === undefined || use === undefined) continue;
    RoleLastUsed[Arn ?? ''] = present({
      LastUsedDate: isoDate(use.LastUsedDate),
      Region: text(use.Region),
    });
  }
  return { CreateDates, RoleLastUsed };
}

/** What the details omit of a role, by ARN. */
async function roleFacts(
  iam: Iam,
): Promise<Map<string, Pick<RoleDetail, 'MaxSessionDuration' | 'Description'>>> {
  const { items } = await iam.list('iam:ListRoles', { MaxItems: PAGE_SIZE }, (page) => page.Roles);
  return new Map(
    items.map(({ Arn, MaxSessionDuration, Description }) => [
      text(Arn) ?? '',
      present({ MaxSessionDuration: number(MaxSessionDuration), Description: text(Description) }),
    ]),
  );
}

/** All of them: the details of the roles have only those that hold a role. */
async function instanceProfiles(iam: Iam): Promise<InstanceProfile[]> {
  const action = 'iam:ListInstanceProfiles';
  const { items } = await iam.list(action, { MaxItems: PAGE_SIZE }, (page) => page.InstanceProfiles);
  const invalid: Invalid = (resource, message) => {
    iam.invalid(action, resource, message);
  };
  return byArn(items.map((profile) => instanceProfile(profile, invalid)));
}

async function listSamlProviders(iam: Iam): Promise<IdentityProvider[]> {
  const action = 'iam:ListSAMLProviders';
  const { items } = await iam.list(action, {}, (page) => page.SAMLProviderList);
  return providerArns(iam, action, items).map((Arn) => ({ Arn }));
}

async function listOpenIDConnectProviders(iam: Iam): Promise<OpenIDConnectProvider[]> {
  const action = 'iam:ListOpenIDConnectProviders';
  const { items } = await iam.list(action, {}, (page) => page.OpenIDConnectProviderList);
  return Promise.all(
    providerArns(iam, action, items).map(async (Arn) => {
      const provider = await iam.call('iam:GetOpenIDConnectProvider', { OpenIDConnectProviderArn: Arn }, Arn);
      if (!provider) return { Arn };
      return present({ Arn, Url: text(provider.Url), ClientIDList: texts(provider.ClientIDList).sort() });
    }),
  );
}

function providerArns(
  iam: Iam,
  action: 'iam:ListSAMLProviders' | 'iam:ListOpenIDConnectProviders',
  providers: readonly { readonly Arn?: string | undefined }[],
): string[] {
  const arns = providers.flatMap(({ Arn }) => text(Arn) ?? []);
  if (arns.length < providers.length) iam.invalid(action, '*', 'The answer has a provider without an ARN.');
  return sortedBy(arns, (arn) => arn);
}

async function accountSummary(iam: Iam): Promise<AccountDetail['SummaryMap']> {
  const output = await iam.call('iam:GetAccountSummary', {});
  if (!output) return undefined;
  const summary = properties(output.SummaryMap, isNumber);
  if (!summary) iam.invalid('iam:GetAccountSummary', '*', 'The answer does not hold the summary.');
  return summary;
}

/** `null` for an account that has left the password policy as AWS sets it. */
async function accountPasswordPolicy(iam: Iam): Promise<AccountDetail['PasswordPolicy']> {
  const none = ['NoSuchEntityException', 'NoSuchEntity'];
  const output = await iam.find('iam:GetAccountPasswordPolicy', {}, '*', none);
  if (!output) return output;
  const policy = properties(output.PasswordPolicy, isSetting);
  if (!policy) {
    iam.invalid('iam:GetAccountPasswordPolicy', '*', 'The answer does not hold the password policy.');
  }
  return policy;
}

/** Waits for a report that IAM has begun to write, in milliseconds. */
const REPORT_WAITS = [1_000, 2_000, 3_000, 5_000, 5_000, 5_000];

const NO_REPORT = [
  'CredentialReportNotPresentException',
  'CredentialReportExpiredException',
  'CredentialReportNotReadyException',
  'ReportNotPresent',
  'ReportExpired',
  'ReportInProgress',
];

/**
 * The rows of the credential report, and when it was made. IAM keeps a report for four hours and gives that one as long as it lasts; only
 * where there is none is a new one asked for.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
async function credentialReport(
  iam: Iam,
  { clock, signal }: Context,
): Promise<Pick<AccountActivity, 'CredentialReport' | 'GeneratedTime'> | undefined> {
  const get = () => iam.find('iam:GetCredentialReport', {}, '*', NO_REPORT);
  let report = await get();
  if (report === null) {
    const started = await iam.call('iam:GenerateCredentialReport', {});
    if (!started) return undefined;
    const waits = started.State === 'COMPLETE' ? [0, ...REPORT_WAITS] : REPORT_WAITS;
    for (const wait of waits) {
      await clock.sleep(wait, signal);
      report = await get();
      if (report !== null) break;
    }
  }
  if (report === undefined) return undefined;
  const content: unknown = report?.Content;
  if (!(content instanceof Uint8Array)) {
    const message =
      report === null ? 'IAM did not finish the report in time.' : 'The answer does not hold the report.';
    iam.invalid('iam:GetCredentialReport', '*', message);
    return undefined;
  }
  const parsed = parseCredentialReport(new TextDecoder().decode(content));
  if (!parsed) {
    iam.invalid('iam:GetCredentialReport', '*', 'The report is not the table that AWS describes.');
    return undefined;
  }
  if (parsed.unreadable > 0) {
    iam.invalid('iam:GetCredentialReport', '*', `${parsed.unreadable} rows of the report could not be read.`);
  }
  return present({
    CredentialReport: sortedBy(parsed.rows, ({ arn = '' }) => arn),
    GeneratedTime: isoDate(report?.GeneratedTime),
  });
}
