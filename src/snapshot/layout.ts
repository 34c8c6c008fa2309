import type {
  AccountSnapshot,
  IdentityProvider,
  ManagedPolicyDetail,
  OrganizationSnapshot,
  Snapshot,
  SnapshotEntity,
} from '../model/index.js';
import { isAwsManaged, parseArn, SNAPSHOT_SCHEMA_VERSION } from '../model/index.js';
import { encodeName, siblingNames } from './file-names.js';

export const MANIFEST = 'snapshot.json';
export const COVERAGE = 'coverage.json';
export const ORGANIZATION = 'organization';

/** `snapshot.json`: what tells a snapshot from any other folder, and what it has to hold. */
export interface Manifest {
  readonly schemaVersion: typeof SNAPSHOT_SCHEMA_VERSION;
  /** Account ids, in the order of their folders' names. */
  readonly accounts: readonly string[];
  /** The same three answers as {@link Snapshot.organization}. */
  readonly organization: 'present' | 'none' | 'notRead';
  /** How many files there are of each kind, such as `111122223333/iam/role`: a lost file is not an entity that never was. */
  readonly files: Readonly<Record<string, number>>;
}

/** One file of a snapshot folder. */
export interface SnapshotFile {
  /** Relative to the folder, with slashes. */
  readonly uri: string;
  /** What stands in it: an entity, or one of the few files that hold something else. */
  readonly value: unknown;
}

/** Where an entity belongs: a kind's folder, and the names below it, as AWS has them. */
interface Place {
  readonly entity: SnapshotEntity;
  readonly folders: readonly string[];
  readonly name: string;
}

/** Every file of a snapshot whose entities are in {@link inCanonicalOrder canonical order}. */
export function layOut(snapshot: Snapshot): readonly SnapshotFile[] {
  const { accounts, organization, coverageGaps } = snapshot;
  const ids = accounts.map(({ account }) => account.AccountId);
  const folders = accountFolders(ids);
  const files = [
    { uri: COVERAGE, value: coverageGaps },
    ...(organization ? organizationFiles(organization) : []),
    ...accounts.flatMap((account, index) => accountFiles(account, folders[index] ?? '')),
  ];
  const manifest: Manifest = {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    accounts: ids,
    organization: organization === undefined ? 'notRead' : organization === null ? 'none' : 'present',
    files: countByKind(files.map(({ uri }) => uri)),
  };
  return [{ uri: MANIFEST, value: manifest }, ...files];
}

/** The number of files in each kind's folder and the folders below it. */
export function countByKind(uris: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const kind of uris.map(kindFolder))
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}

/** The account's or organization's folder with one kind of entity in it; undefined for the few files that are alone. */
export function kindFolder(uri: string): string | undefined {
  const folders = uri.split('/').slice(0, -1);
  const depth = folders[0] === ORGANIZATION ? 2 : 3;
  return folders.length < depth ? undefined : folders.slice(0, depth).join('/');
}

/** The folder of each account, in the order of the ids. */
export function accountFolders(ids: readonly string[]): readonly string[] {
  return siblingNames(ids, [ORGANIZATION]);
}

function organizationFiles(snapshot: OrganizationSnapshot): SnapshotFile[] {
  const byId = (folder: string, entities: readonly (SnapshotEntity & { readonly Id: string })[]) =>
    place(
      `${ORGANIZATION}/${folder}`,
      entities.map((entity) => ({ entity, folders: [], name: entity.Id })),
    );
  return [
    { uri: `${ORGANIZATION}/organization.json`, value: snapshot.organization },
    ...byId('root', snapshot.roots),
    ...byId('organizational-unit', snapshot.organizationalUnits),
    ...byId('account', snapshot.accounts),
    ...byId('policy', snapshot.policies),
  ];
}

function accountFiles(snapshot: AccountSnapshot, folder: string): SnapshotFile[] {
  const { users, groups, roles, policies, instanceProfiles, samlProviders, openIDConnectProviders, buckets } =
    snapshot;
  const files = (kind: string, places: readonly Place[]) => place(`${folder}/${kind}`, places);
  const policyPlace = (entity: ManagedPolicyDetail) => byPath(entity, entity.PolicyName);
  return [
    { uri: `${folder}/account.json`, value: snapshot.account },
    { uri: `${folder}/activity.json`, value: snapshot.activity },
    ...files(
      'iam/user',
      users.map((entity) => byPath(entity, entity.UserName)),
    ),
    ...files(
      'iam/group',
      groups.map((entity) => byPath(entity, entity.GroupName)),
    ),
    ...files(
      'iam/role',
      roles.map((entity) => byPath(entity, entity.RoleName)),
    ),
    ...files('iam/policy', policies.filter(({ Arn }) => !isAwsManaged(Arn)).map(policyPlace)),
    ...files('iam/aws-managed-policy', policies.filter(({ Arn }) => isAwsManaged(Arn)).map(policyPlace)),
    ...files(
      'iam/instance-profile',
      instanceProfiles.map((entity) => byPath(entity, entity.InstanceProfileName)),
    ),
    ...files('iam/saml-provider', samlProviders.map(byArn)),
    ...files('iam/oidc-provider', openIDConnectProviders.map(byArn)),
    ...files(
      's3/bucket',
      buckets.map((entity) => ({ entity, folders: [], name: entity.Name })),
    ),
  ];
}

function byPath(entity: SnapshotEntity & { readonly Path: string }, name: string): Place {
  return { entity, folders: entity.Path.split('/').filter((folder) => folder !== ''), name };
}

/** The ARN of a provider ends in its name: `saml-provider/Okta`, `oidc-provider/gitlab.example.com/ci`. */
function byArn(entity: IdentityProvider): Place {
  const [, ...names] = parseArn(entity.Arn)?.resource.split('/') ?? [];
  return { entity, folders: names.slice(0, -1), name: names.at(-1) ?? entity.Arn };
}

/** A path in IAM has at most 512 characters; deeper ones become one folder, or no file system would take them. */
const LONGEST_FOLDER_PATH = 600;

function place(root: string, places: readonly Place[]): SnapshotFile[] {
  const inFolders = places.map((item) => {
    const length = item.folders.map(encodeName).join('/').length;
    return length <= LONGEST_FOLDER_PATH ? item : { ...item, folders: [item.folders.join('/')] };
  });
  return placeBelow(root, inFolders, 0);
}

function placeBelow(folder: string, places: readonly Place[], depth: number): SnapshotFile[] {
  const here = places.filter(({ folders }) => folders.length === depth);
  const fileNames = siblingNames(here.map(({ name }) => name));
  const below = new Map<string, Place[]>();
  for (const item of places) {
    const name = item.folders[depth];
    if (name === undefined) continue;
    const group = below.get(name);
    if (group) group.push(item);
    else below.set(name, [item]);
  }
  const folderNames = siblingNames([...below.keys()]);
  return [
    ...here.map(({ entity }, index) => ({ uri: `${folder}/${fileNames[index] ?? ''}.json`, value: entity })),
    ...[...below.values()].flatMap((group, index) =>
      placeBelow(`${folder}/${folderNames[index] ?? ''}`, group, depth + 1),
    ),
  ];
}
