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
  OrganizationsClient,
  type Account,
  type PolicySummary,
  type PolicyTargetSummary,
} from '@aws-sdk/client-organizations';
import pLimit from 'p-limit';
import type {
  OrganizationAccount,
  OrganizationDetail,
  OrganizationPolicy,
  OrganizationRoot,
  OrganizationSnapshot,
  OrganizationalUnit,
} from '../model/index.js';
import type { Context } from './context.js';
import { policyDocument } from './document.js';
import { Service } from './service.js';
import { list, present, sortedBy, text } from './shape.js';

export const organizationsOperations = {
  'organizations:DescribeOrganization': DescribeOrganizationCommand,
  'organizations:DescribePolicy': DescribePolicyCommand,
  'organizations:ListAccounts': ListAccountsCommand,
  'organizations:ListAccountsForParent': ListAccountsForParentCommand,
  'organizations:ListOrganizationalUnitsForParent': ListOrganizationalUnitsForParentCommand,
  'organizations:ListParents': ListParentsCommand,
  'organizations:ListPolicies': ListPoliciesCommand,
  'organizations:ListRoots': ListRootsCommand,
  'organizations:ListTargetsForPolicy': ListTargetsForPolicyCommand,
} as const;

type Organizations = Service<typeof organizationsOperations>;

/** The types that decide over requests. */
const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;

/**
 * The organization of the account, with its policies and what they are attached to: `null` where the account is in
 * none, undefined where the caller may not see enough of it to judge anybody by.
 */
export async function collectOrganization(
  context: Context,
): Promise<OrganizationSnapshot | null | undefined> {
  const organizations: Organizations = new Service(context, {
    name: 'organizations',
    client: new OrganizationsClient(context.clientSettings),
    operations: organizationsOperations,
    // Organizations refuses calls that overlap, so they go one by one.
    rate: { perSecond: 2, burst: 10 },
    limit: pLimit(1),
    pageToken: 'NextToken',
  });
  try {
    context.progress('Reading the organization');
    const organization = await describe(organizations);
    if (!organization) return organization;
    const roots = await listRoots(organizations);
    if (roots.length === 0) return undefined;
    const { items: accounts } = await organizations.list(
      'organizations:ListAccounts',
      {},
      (page) => page.Accounts,
    );
    const policies = await listPolicies(organizations, roots);

    const allPaths = accounts.length > 0 && accounts.every((account) => parentInPath(account) !== undefined);
    const tree = allPaths
      ? await treeFromPaths(organizations, organization, accounts, policies)
      : await treeFromWalk(organizations, roots);
    const snapshot = {
      organization,
      roots,
      organizationalUnits: sortedBy(tree.organizationalUnits, ({ Id }) => Id),
      accounts: sortedBy(
        accounts.flatMap((account) => organizationAccount(organizations, account, tree.parents) ?? []),
        ({ Id }) => Id,
      ),
    };
    const everything = [...snapshot.roots, ...snapshot.organizationalUnits, ...snapshot.accounts].map(
      ({ Id }) => Id,
    );
    return {
      ...snapshot,
      policies: sortedBy(
        policies.map(({ policy, targets }) =>
          present({
            ...policy,
            TargetIds: targets === 'everything' ? everything.sort() : targets?.map(({ Id }) => Id).sort(),
          }),
        ),
        ({ Id }) => Id,
      ),
    };
  } finally {
    organizations.close();
  }
}

async function describe(organizations: Organizations): Promise<OrganizationDetail | null | undefined> {
  const action = 'organizations:DescribeOrganization';
  const output = await organizations.find(action, {}, '*', ['AWSOrganizationsNotInUseException']);
  if (!output) return output;
  const Id = text(output.Organization?.Id);
  const Arn = text(output.Organization?.Arn);
  const MasterAccountId = text(output.Organization?.MasterAccountId);
  if (Id === undefined || Arn === undefined || MasterAccountId === undefined) {
    organizations.invalid(
      action,
      '*',
      'The answer lacks the id of the organization or of its management account.',
    );
    return undefined;
  }
  return present({ Id, Arn, MasterAccountId, FeatureSet: text(output.Organization?.FeatureSet) });
}

async function listRoots(organizations: Organizations): Promise<OrganizationRoot[]> {
  const action = 'organizations:ListRoots';
  const { items, complete } = await organizations.list(action, {}, (page) => page.Roots);
  const roots = items.flatMap(({ Id, Arn, Name, PolicyTypes }) => {
    const names = { Id: text(Id), Arn: text(Arn) };
    if (names.Id === undefined || names.Arn === undefined) {
      organizations.invalid(action, names.Id ?? '*', 'The answer has a root without its id or ARN.');
      return [];
    }
    const enabled = (list(PolicyTypes) ?? []).filter(({ Status }) => Status === 'ENABLED');
    return [
      {
        Id: names.Id,
        Arn: names.Arn,
        Name: text(Name) ?? names.Id,
        EnabledPolicyTypes: enabled.flatMap(({ Type }) => text(Type) ?? []).sort(),
      },
    ];
  });
  if (complete && items.length === 0) organizations.invalid(action, '*', 'The answer has no root.');
  return sortedBy(roots, ({ Id }) => Id);
}

function organizationAccount(
  organizations: Organizations,
  account: Partial<Account>,
  parents: ReadonlyMap<string, string>,
): OrganizationAccount | undefined {
  const Id = text(account.Id);
  const Arn = text(account.Arn);
  if (Id === undefined || Arn === undefined) {
    const message = 'The answer has an account without its id or ARN.';
    organizations.invalid('organizations:ListAccounts', Id ?? '*', message);
    return undefined;
  }
  return present({
    Id,
    Arn,
    Name: text(account.Name) ?? Id,
    // AWS has announced that it stops sending Status; older servers send nothing else.
    State: text(account.State) ?? text(account.Status) ?? 'UNKNOWN',
    ParentId: parents.get(Id),
  });
}

interface Target {
  readonly Id: string;
  readonly Arn: string | undefined;
  readonly Name: string | undefined;
  readonly isOrganizationalUnit: boolean;
}

interface PolicyWithTargets {
  readonly policy: Omit<OrganizationPolicy, 'TargetIds'>;
  /** Undefined where they could not be read. */
  readonly targets: readonly Target[] | 'everything' | undefined;
}

async function listPolicies(
  organizations: Organizations,
  roots: readonly OrganizationRoot[],
): Promise<PolicyWithTargets[]> {
  const policies: PolicyWithTargets[] = [];
  for (const Filter of POLICY_TYPES) {
    for (const summary of await policiesOfType(organizations, Filter, roots)) {
      const Id = text(summary.Id);
      const Arn = text(summary.Arn);
      if (Id === undefined || Arn === undefined) {
        const message = 'The answer has a policy without its id or ARN.';
        organizations.invalid('organizations:ListPolicies', Id ?? Filter, message);
        continue;
      }
      const output = await organizations.call('organizations:DescribePolicy', { PolicyId: Id }, Arn);
      const Content = policyDocument(output?.Policy?.Content);
      if (output && Content === undefined) {
        organizations.invalid(
          'organizations:DescribePolicy',
          Arn,
          'The answer has the policy without its content.',
        );
      }
      policies.push({
        policy: present({
          Id,
          Arn,
          Name: text(summary.Name) ?? Id,
          Type: text(summary.Type) ?? Filter,
          AwsManaged: summary.AwsManaged === true,
          Content,
        }),
        targets: Id === ALWAYS_ATTACHED ? 'everything' : await targetsOf(organizations, Id, Arn),
      });
    }
  }
  return policies;
}

/**
 * AWS attaches this policy to every root, organizational unit and account, and lets nobody detach it.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html
 */
const ALWAYS_ATTACHED = 'p-RCPFullAWSAccess';

/** What AWS answers where a type is not enabled, or does not exist in the partition. */
const TYPE_NOT_IN_USE = [
  'InvalidInputException',
  'PolicyTypeNotAvailableForOrganizationException',
  'PolicyTypeNotEnabledException',
  'UnsupportedAPIEndpointException',
];

async function policiesOfType(
  organizations: Organizations,
  Filter: (typeof POLICY_TYPES)[number],
  roots: readonly OrganizationRoot[],
): Promise<readonly Partial<PolicySummary>[]> {
  const enabled = roots.some(({ EnabledPolicyTypes }) => EnabledPolicyTypes.includes(Filter));
  const none = enabled ? [] : TYPE_NOT_IN_USE;
  const action = 'organizations:ListPolicies';
  return (await organizations.list(action, { Filter }, (page) => page.Policies, Filter, none)).items;
}

async function targetsOf(
  organizations: Organizations,
  policyId: string,
  policyArn: string,
): Promise<Target[] | undefined> {
  const action = 'organizations:ListTargetsForPolicy';
  const input = { PolicyId: policyId };
  const { items, complete } = await organizations.list(action, input, (page) => page.Targets, policyArn);
  if (!complete) return undefined;
  const targets = items.flatMap((target) => policyTarget(target) ?? []);
  if (targets.length === items.length) return targets;
  organizations.invalid(action, policyArn, 'The answer has a target without its id.');
  return undefined;
}

function policyTarget(target: Partial<PolicyTargetSummary>): Target | undefined {
  const Id = text(target.TargetId);
  if (Id === undefined) return undefined;
  return {
    Id,
    Arn: text(target.Arn),
    Name: text(target.Name),
    isOrganizationalUnit: target.Type === 'ORGANIZATIONAL_UNIT',
  };
}

interface Tree {
  readonly organizationalUnits: readonly OrganizationalUnit[];
  /** The ids of the accounts with those of the root or organizational unit above each. */
  readonly parents: ReadonlyMap<string, string>;
}

/** The ids from the root down to what is directly above the account: `o-…/r-…/ou-…/111122223333/`. */
function pathOf({ Id, Paths }: Partial<Account>): readonly string[] {
  const [path] = Array.isArray(Paths) ? Paths : [];
  return (text(path) ?? '')
    .split('/')
    .filter((id) => id !== Id && (id.startsWith('r-') || id.startsWith('ou-')));
}

function parentInPath(account: Partial<Account>): string | undefined {
  return pathOf(account).at(-1);
}

/**
 * The tree without a call for each organizational unit: the paths of the accounts say how the units are nested, the
 * targets of the policies what they are called. A unit in no path has no accounts; its parent is asked for.
 */
async function treeFromPaths(
  organizations: Organizations,
  organization: OrganizationDetail,
  accounts: readonly Partial<Account>[],
  policies: readonly PolicyWithTargets[],
): Promise<Tree> {
  const parentOf = new Map<string, string>();
  for (const path of accounts.map(pathOf)) {
    for (const [index, id] of path.entries()) {
      const parent = path[index - 1];
      if (parent !== undefined) parentOf.set(id, parent);
    }
  }
  const named = new Map(
    policies
      .flatMap(({ targets }) => (targets === 'everything' ? [] : (targets ?? [])))
      .filter(({ isOrganizationalUnit }) => isOrganizationalUnit)
      .map((target) => [target.Id, target]),
  );
  for (const id of named.keys()) {
    if (parentOf.has(id)) continue;
    const parent = await askForParent(organizations, id);
    if (parent !== undefined) parentOf.set(id, parent);
  }
  return {
    organizationalUnits: [...parentOf].map(([Id, ParentId]) => ({
      Id,
      Arn: named.get(Id)?.Arn ?? organization.Arn.replace(':organization/', ':ou/').concat('/', Id),
      Name: named.get(Id)?.Name ?? Id,
      ParentId,
    })),
    parents: new Map(accounts.map((account) => [account.Id ?? '', parentInPath(account) ?? ''])),
  };
}

async function askForParent(organizations: Organizations, ChildId: string): Promise<string | undefined> {
  const action = 'organizations:ListParents';
  const { items, complete } = await organizations.list(action, { ChildId }, (page) => page.Parents, ChildId);
  const parent = text(items[0]?.Id);
  if (complete && parent === undefined) organizations.invalid(action, ChildId, 'The answer has no parent.');
  return parent;
}

/** The tree from the roots down, for servers that do not give the paths of the accounts. */
async function treeFromWalk(organizations: Organizations, roots: readonly OrganizationRoot[]): Promise<Tree> {
  const units = new Map<string, OrganizationalUnit>();
  const parents = new Map<string, string>();
  const open = roots.map(({ Id }) => Id);
  for (let ParentId = open.pop(); ParentId !== undefined; ParentId = open.pop()) {
    const accountsBelow = await organizations.list(
      'organizations:ListAccountsForParent',
      { ParentId },
      (page) => page.Accounts,
      ParentId,
    );
    for (const { Id } of accountsBelow.items) parents.set(text(Id) ?? '', ParentId);

    const action = 'organizations:ListOrganizationalUnitsForParent';
    const unitsBelow = await organizations.list(
      action,
      { ParentId },
      (page) => page.OrganizationalUnits,
      ParentId,
    );
    for (const unit of unitsBelow.items) {
      const Id = text(unit.Id);
      const Arn = text(unit.Arn);
      if (Id === undefined || Arn === undefined) {
        organizations.invalid(
          action,
          ParentId,
          'The answer has an organizational unit without its id or ARN.',
        );
      } else if (!units.has(Id)) {
        units.set(Id, { Id, Arn, Name: text(unit.Name) ?? Id, ParentId });
        open.push(Id);
      }
    }
  }
  return { organizationalUnits: [...units.values()], parents };
}
