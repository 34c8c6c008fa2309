import type { OrganizationAccount, OrganizationPolicy, OrganizationSnapshot } from '../../model/index.js';
import { jsonService, readable, ServiceError } from '../protocols/index.js';
import type { Call, JsonOperation } from '../protocols/index.js';

type Input = Parameters<JsonOperation>[0];

const DescribeOrganization: JsonOperation = (_input, call) => ({
  Organization: organizationOf(call).organization,
});

const ListRoots: JsonOperation = (input, call) => {
  const { items, NextToken } = page(managed(call).roots, input, call);
  return {
    Roots: items.map(({ EnabledPolicyTypes, ...root }) => ({
      ...root,
      PolicyTypes: EnabledPolicyTypes.map((Type) => ({ Type, Status: 'ENABLED' })),
    })),
    NextToken,
  };
};

const ListOrganizationalUnitsForParent: JsonOperation = (input, call) => {
  const organization = managed(call);
  const parent = parentNamed(input, organization);
  const units = organization.organizationalUnits.filter(({ ParentId }) => ParentId === parent);
  const { items, NextToken } = page(units, input, call);
  return {
    OrganizationalUnits: items.map(({ Id, Arn, Name }) => ({
      Id,
      Arn,
      Name,
      Path: pathOf(Id, organization),
    })),
    NextToken,
  };
};

const ListAccountsForParent: JsonOperation = (input, call) => {
  const organization = managed(call);
  const parent = parentNamed(input, organization);
  const children = organization.accounts.filter(({ ParentId }) => ParentId === parent);
  const { items, NextToken } = page(children, input, call);
  return { Accounts: items.map((account) => accountShape(account, organization, call)), NextToken };
};

const ListAccounts: JsonOperation = (input, call) => {
  const organization = managed(call);
  const { items, NextToken } = page(organization.accounts, input, call);
  return { Accounts: items.map((account) => accountShape(account, organization, call)), NextToken };
};

const ListPolicies: JsonOperation = (input, call) => {
  const policies = managed(call).policies.filter(({ Type }) => Type === input['Filter']);
  const { items, NextToken } = page(policies, input, call);
  return { Policies: items.map(policySummary), NextToken };
};

const DescribePolicy: JsonOperation = (input, call) => {
  const policy = policyNamed(input, call);
  const content = readable(policy.Content);
  return {
    Policy: {
      PolicySummary: policySummary(policy),
      Content: typeof content === 'string' ? content : JSON.stringify(content),
    },
  };
};

const ListTargetsForPolicy: JsonOperation = (input, call) => {
  const { roots, organizationalUnits, accounts } = managed(call);
  const ids = readable(policyNamed(input, call).TargetIds);
  const all = [
    ...roots.map((root) => ({ ...root, Type: 'ROOT' })),
    ...organizationalUnits.map((unit) => ({ ...unit, Type: 'ORGANIZATIONAL_UNIT' })),
    ...accounts.map((account) => ({ ...account, Type: 'ACCOUNT' })),
  ];
  const { items, NextToken } = page(
    all.filter(({ Id }) => ids.includes(Id)),
    input,
    call,
  );
  return { Targets: items.map(({ Id, Arn, Name, Type }) => ({ TargetId: Id, Arn, Name, Type })), NextToken };
};

export const organizations = jsonService('AWSOrganizationsV20161128', {
  DescribeOrganization,
  DescribePolicy,
  ListAccounts,
  ListAccountsForParent,
  ListOrganizationalUnitsForParent,
  ListPolicies,
  ListRoots,
  ListTargetsForPolicy,
});

/** What every member may see. */
function organizationOf({ world, caller }: Call): OrganizationSnapshot {
  const organization = readable(world.organization);
  if (!organization?.accounts.some(({ Id }) => Id === caller.account.account.AccountId)) {
    const kind = { code: 'AWSOrganizationsNotInUseException', status: 400 };
    throw new ServiceError(kind, 'Your account is not a member of an organization.');
  }
  return organization;
}

/** What only the management account may see. */
function managed(call: Call): OrganizationSnapshot {
  const organization = organizationOf(call);
  if (organization.organization.MasterAccountId !== call.caller.account.account.AccountId) {
    throw new ServiceError('accessDenied', "You don't have permissions to access this resource.");
  }
  return organization;
}

function page<Item>(items: readonly Item[], { MaxResults, NextToken }: Input, call: Call) {
  const { items: entries, next } = call.page(items, {
    limit: typeof MaxResults === 'number' ? MaxResults : undefined,
    maximum: 20,
    token: typeof NextToken === 'string' ? NextToken : undefined,
  });
  return { items: entries, NextToken: next };
}

function parentNamed({ ParentId }: Input, { roots, organizationalUnits }: OrganizationSnapshot): string {
  const parent = [...roots, ...organizationalUnits].find(({ Id }) => Id === ParentId);
  if (parent === undefined) {
    throw new ServiceError(
      { code: 'ParentNotFoundException', status: 400 },
      "You specified a parent that doesn't exist.",
    );
  }
  return parent.Id;
}

function policyNamed({ PolicyId }: Input, call: Call): OrganizationPolicy {
  const policy = managed(call).policies.find(({ Id }) => Id === PolicyId);
  if (policy === undefined) {
    throw new ServiceError(
      { code: 'PolicyNotFoundException', status: 400 },
      "You specified a policy that doesn't exist.",
    );
  }
  return policy;
}

function policySummary({ Id, Arn, Name, Type, AwsManaged }: OrganizationPolicy) {
  return { Id, Arn, Name, Type, AwsManaged };
}

function accountShape(account: OrganizationAccount, organization: OrganizationSnapshot, { dialect }: Call) {
  const { Id, Arn, Name, State, ParentId } = account;
  if (dialect === 'compatible') return { Id, Arn, Name, Status: State };
  const parent = ParentId === undefined ? undefined : pathOf(ParentId, organization);
  return { Id, Arn, Name, State, Paths: parent === undefined ? [] : [`${parent}${Id}/`] };
}

/** `o-…/r-…/ou-…/` for a root or an organizational unit. */
function pathOf(id: string, organization: OrganizationSnapshot): string {
  const unit = organization.organizationalUnits.find(({ Id }) => Id === id);
  const above = unit === undefined ? `${organization.organization.Id}/` : pathOf(unit.ParentId, organization);
  return `${above}${id}/`;
}
