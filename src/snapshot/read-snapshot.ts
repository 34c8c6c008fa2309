import path from 'node:path';
import type { AccountSnapshot, OrganizationSnapshot, Snapshot, SnapshotText } from '../model/index.js';
import { inCanonicalOrder } from './canonical-order.js';
import { accountFolders, COVERAGE, layOut, MANIFEST, ORGANIZATION, type Manifest } from './layout.js';
import { readManifest } from './manifest.js';
import * as schema from './schema.js';
import { SnapshotError } from './snapshot-error.js';
import { openSnapshotFolder, type SnapshotFolder } from './snapshot-folder.js';
import { withTexts } from './snapshot-text.js';

/**
 * Reads a folder that {@link writeSnapshot} wrote. All of it or nothing: a SnapshotError names the first file that is
 * missing, broken, of a newer version or no part of a snapshot, and the field that is wrong in it.
 */
export async function readSnapshot(directory: string): Promise<SnapshotText> {
  const manifest = await readManifest(directory);
  const folder = await openSnapshotFolder(directory);
  folder.take(MANIFEST, schema.manifestSchema);
  const organization = takeOrganization(folder, manifest.organization);
  const snapshot = inCanonicalOrder({
    accounts: takeAccounts(folder, manifest.accounts, directory),
    ...(organization !== undefined && { organization }),
    coverageGaps: folder.take(COVERAGE, schema.coverageSchema),
  });
  folder.refuseLost(manifest.files);
  folder.refuseRest();
  refuseMisplaced(snapshot, folder, directory);
  return withTexts(snapshot, folder.texts);
}

function takeOrganization(
  folder: SnapshotFolder,
  organization: Manifest['organization'],
): OrganizationSnapshot | null | undefined {
  if (organization !== 'present') return organization === 'none' ? null : undefined;
  return {
    organization: folder.take(`${ORGANIZATION}/organization.json`, schema.organizationSchema),
    roots: folder.takeAll(`${ORGANIZATION}/root`, schema.organizationRootSchema),
    organizationalUnits: folder.takeAll(
      `${ORGANIZATION}/organizational-unit`,
      schema.organizationalUnitSchema,
    ),
    accounts: folder.takeAll(`${ORGANIZATION}/account`, schema.organizationAccountSchema),
    policies: folder.takeAll(`${ORGANIZATION}/policy`, schema.organizationPolicySchema),
  };
}

function takeAccounts(
  folder: SnapshotFolder,
  ids: readonly string[],
  directory: string,
): readonly AccountSnapshot[] {
  const names = accountFolders(ids);
  return ids.map((id, index) => {
    const name = names[index] ?? '';
    const snapshot = takeAccount(folder, name);
    if (snapshot.account.AccountId !== id) {
      const file = path.join(directory, name, 'account.json');
      throw new SnapshotError(
        `${file}: AccountId must be ${id}, as in ${MANIFEST}, but it is ${snapshot.account.AccountId}.`,
        'The folder was copied or renamed: collect the snapshot again.',
      );
    }
    return snapshot;
  });
}

function takeAccount(folder: SnapshotFolder, name: string): AccountSnapshot {
  return {
    account: folder.take(`${name}/account.json`, schema.accountSchema),
    users: folder.takeAll(`${name}/iam/user`, schema.userSchema),
    groups: folder.takeAll(`${name}/iam/group`, schema.groupSchema),
    roles: folder.takeAll(`${name}/iam/role`, schema.roleSchema),
    policies: [
      ...folder.takeAll(`${name}/iam/policy`, schema.managedPolicySchema),
      ...folder.takeAll(`${name}/iam/aws-managed-policy`, schema.managedPolicySchema),
    ],
    instanceProfiles: folder.takeAll(`${name}/iam/instance-profile`, schema.instanceProfileSchema),
    samlProviders: folder.takeAll(`${name}/iam/saml-provider`, schema.samlProviderSchema),
    openIDConnectProviders: folder.takeAll(`${name}/iam/oidc-provider`, schema.openIDConnectProviderSchema),
    buckets: folder.takeAll(`${name}/s3/bucket`, schema.bucketSchema),
    activity: folder.take(`${name}/activity.json`, schema.activitySchema),
  };
}

/** A file that was copied or renamed would give an entity twice, or one under another's name. */
function refuseMisplaced(snapshot: Snapshot, folder: SnapshotFolder, directory: string): void {
  const places = new Map(layOut(snapshot).map(({ uri, value }) => [value, uri]));
  for (const [value, { uri }] of folder.texts) {
    const right = places.get(value);
    if (right === undefined || right === uri) continue;
    throw new SnapshotError(
      `${path.join(directory, uri)} holds what belongs into ${right}.`,
      'It was copied or renamed: give it that name or remove it, or collect the snapshot again.',
    );
  }
}
