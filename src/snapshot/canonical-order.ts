import type {
  AccountSnapshot,
  CoverageGap,
  OrganizationSnapshot,
  Snapshot,
  SnapshotEntity,
} from '../model/index.js';
import { canonicalJson, compareText } from './canonical-json.js';

/**
 * The same snapshot with its accounts, entities and coverage gaps sorted: in which order AWS happened to answer says
 * nothing. No object is in it twice, so that each entity can have a text of its own.
 */
export function inCanonicalOrder(snapshot: Snapshot): Snapshot {
  const sort = sorter();
  return {
    ...snapshot,
    accounts: sortBy(
      snapshot.accounts.map((account) => accountInOrder(account, sort)),
      ({ account }) => account.AccountId,
    ),
    ...(snapshot.organization && { organization: organizationInOrder(snapshot.organization, sort) }),
    coverageGaps: sortBy(snapshot.coverageGaps, gapKey),
  };
}

type Sort = <E extends SnapshotEntity & { readonly Arn: string }>(entities: readonly E[]) => readonly E[];

/** Sorts by ARN, with a copy for every object that has been seen before. */
function sorter(): Sort {
  const seen = new Set<SnapshotEntity>();
  return (entities) =>
    sortBy(
      entities.map((entity) => {
        if (seen.has(entity)) return { ...entity };
        seen.add(entity);
        return entity;
      }),
      ({ Arn }) => Arn,
    );
}

function accountInOrder(snapshot: AccountSnapshot, sort: Sort): AccountSnapshot {
  return {
    account: snapshot.account,
    users: sort(snapshot.users),
    groups: sort(snapshot.groups),
    roles: sort(snapshot.roles),
    policies: sort(snapshot.policies),
    instanceProfiles: sort(snapshot.instanceProfiles),
    samlProviders: sort(snapshot.samlProviders),
    openIDConnectProviders: sort(snapshot.openIDConnectProviders),
    buckets: sort(snapshot.buckets),
    activity: snapshot.activity,
  };
}

function organizationInOrder(snapshot: OrganizationSnapshot, sort: Sort): OrganizationSnapshot {
  return {
    organization: snapshot.organization,
    roots: sort(snapshot.roots),
    organizationalUnits: sort(snapshot.organizationalUnits),
    accounts: sort(snapshot.accounts),
    policies: sort(snapshot.policies),
  };
}

function gapKey({ account, operation, resource }: CoverageGap): string {
  return [account, operation, resource].join(' ');
}

/** Where two keys are the same, the whole text decides, so that the order never depends on the one before. */
function sortBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort(
      (first, second) =>
        compareText(first.key, second.key) ||
        compareText(canonicalJson(first.key, first.item), canonicalJson(second.key, second.item)),
    )
    .map(({ item }) => item);
}
