import { isAwsManaged } from '../../model/index.js';
import type { ManagedPolicyDetail } from '../../model/index.js';
import { queryService, readable, ServiceError } from '../protocols/index.js';
import type { Call, QueryOperation, XmlValue } from '../protocols/index.js';
import { iamShapes } from './iam-shapes.js';

/** One entry of GetAccountAuthorizationDetails, whose pages count entries of all four lists together. */
interface Entry {
  readonly list: 'UserDetailList' | 'GroupDetailList' | 'RoleDetailList' | 'Policies';
  readonly filter: string;
  readonly shape: () => XmlValue;
}

const GetAccountAuthorizationDetails: QueryOperation = (parameters, call) => {
  const filters = parametersNamed('Filter.member.', parameters);
  const entries = detailsOf(call).filter(({ filter }) => filters.length === 0 || filters.includes(filter));
  const { items, ...marker } = page(entries, parameters, call);
  const list = (name: Entry['list']) => ({
    member: items.filter((item) => item.list === name).map((item) => item.shape()),
  });
  return {
    UserDetailList: list('UserDetailList'),
    GroupDetailList: list('GroupDetailList'),
    RoleDetailList: list('RoleDetailList'),
    Policies: list('Policies'),
    ...marker,
  };
};

const ListRoles: QueryOperation = (parameters, call) => {
  const { items, ...marker } = page(call.caller.account.roles, parameters, call);
  return { Roles: { member: items.map(iamShapes(call).role) }, ...marker };
};

const ListInstanceProfiles: QueryOperation = (parameters, call) => {
  const { items, ...marker } = page(call.caller.account.instanceProfiles, parameters, call);
  return { InstanceProfiles: { member: items.map(iamShapes(call).instanceProfile) }, ...marker };
};

const GetPolicy: QueryOperation = (parameters, call) => ({
  Policy: iamShapes(call).policy(policyNamed(parameters, call)),
});

const GetPolicyVersion: QueryOperation = (parameters, call) => {
  const id = parameters.get('VersionId') ?? '';
  const version = policyNamed(parameters, call).PolicyVersionList.find(({ VersionId }) => VersionId === id);
  if (version === undefined) throw noSuchEntity(`Policy version ${id} does not exist.`);
  readable(version.Document);
  return { PolicyVersion: iamShapes(call).policyVersion(version) };
};

const ListSAMLProviders: QueryOperation = (_parameters, { caller: { account } }) => ({
  SAMLProviderList: { member: account.samlProviders.map(({ Arn }) => ({ Arn })) },
});

const ListOpenIDConnectProviders: QueryOperation = (_parameters, { caller: { account } }) => ({
  OpenIDConnectProviderList: { member: account.openIDConnectProviders.map(({ Arn }) => ({ Arn })) },
});

const GetOpenIDConnectProvider: QueryOperation = (parameters, { caller: { account } }) => {
  const arn = parameters.get('OpenIDConnectProviderArn') ?? '';
  const provider = account.openIDConnectProviders.find(({ Arn }) => Arn === arn);
  if (provider === undefined) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return { Url: readable(provider.Url), ClientIDList: { member: provider.ClientIDList } };
};

const GetAccountSummary: QueryOperation = (_parameters, { caller: { account } }) => ({
  SummaryMap: {
    entry: Object.entries(readable(account.account.SummaryMap)).map(([key, value]) => ({ key, value })),
  },
});

const GetAccountPasswordPolicy: QueryOperation = (_parameters, { caller: { account } }) => {
  const policy = readable(account.account.PasswordPolicy);
  if (policy === null) throw noSuchEntity('The Password Policy with domain name cannot be found.');
  return { PasswordPolicy: policy };
};

/** The report is always there already, as it is at AWS for four hours after somebody asked for it. */
const GenerateCredentialReport: QueryOperation = (_parameters, { caller: { account } }) => {
  readable(account.activity.CredentialReport);
  return { State: 'COMPLETE' };
};

const GetCredentialReport: QueryOperation = (_parameters, { caller: { account } }) => {
  const { CredentialReport, GeneratedTime } = account.activity;
  const rows = readable(CredentialReport);
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) =>
    cells.join(','),
  );
  return {
    Content: Buffer.from(lines.join('\n')).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime,
  };
};

export const iam = queryService('https://iam.amazonaws.com/doc/2010-05-08/', {
  GenerateCredentialReport,
  GetAccountAuthorizationDetails,
  GetAccountPasswordPolicy,
  GetAccountSummary,
  GetCredentialReport,
  GetOpenIDConnectProvider,
  GetPolicy,
  GetPolicyVersion,
  ListInstanceProfiles,
  ListOpenIDConnectProviders,
  ListRoles,
  ListSAMLProviders,
});

function detailsOf(call: Call): Entry[] {
  const { users, groups, roles, policies } = call.caller.account;
  const shapes = iamShapes(call);
  return [
    ...users.map((user): Entry => ({
      list: 'UserDetailList',
      filter: 'User',
      shape: () => shapes.user(user),
    })),
    ...groups.map((group): Entry => ({
      list: 'GroupDetailList',
      filter: 'Group',
      shape: () => shapes.group(group),
    })),
    ...roles.map((role): Entry => ({
      list: 'RoleDetailList',
      filter: 'Role',
      shape: () => shapes.roleDetail(role),
    })),
    ...policies.filter(isListed).map((policy): Entry => ({
      list: 'Policies',
      filter: isAwsManaged(policy.Arn) ? 'AWSManagedPolicy' : 'LocalManagedPolicy',
      shape: () => shapes.policyDetail(policy),
    })),
  ];
}

/** An AWS managed policy that is nothing but somebody's permissions boundary is not among an account's policies. */
function isListed(policy: ManagedPolicyDetail): boolean {
  return !isAwsManaged(policy.Arn) || policy.AttachmentCount !== 0;
}

function page<Item>(items: readonly Item[], parameters: URLSearchParams, call: Call) {
  if (call.dialect === 'compatible') return { items };
  const limit = parameters.get('MaxItems');
  const { items: entries, next } = call.page(items, {
    limit: limit === null ? undefined : Number(limit),
    usual: 100,
    maximum: 1000,
    token: parameters.get('Marker') ?? undefined,
  });
  return { items: entries, IsTruncated: next !== undefined, Marker: next };
}

function policyNamed(parameters: URLSearchParams, { caller: { account } }: Call): ManagedPolicyDetail {
  const arn = parameters.get('PolicyArn') ?? '';
  const policy = account.policies.find(({ Arn }) => Arn === arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

function parametersNamed(prefix: string, parameters: URLSearchParams): string[] {
  return [...parameters].filter(([name]) => name.startsWith(prefix)).map(([, value]) => value);
}

function noSuchEntity(message: string): ServiceError {
  return new ServiceError({ code: 'NoSuchEntity', status: 404 }, message);
}
