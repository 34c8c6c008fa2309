import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { SNAPSHOT_SCHEMA_VERSION } from '../model/index.js';
import { MANIFEST, type Manifest } from './layout.js';
import { parseJson } from './parse-json.js';
import { manifestSchema } from './schema.js';
import { fileSystemError, SnapshotError, unreadable } from './snapshot-error.js';
import { validate } from './validate.js';

/** What makes a folder a snapshot; a SnapshotError says that it is none, or one that this version cannot read. */
export async function readManifest(directory: string): Promise<Manifest> {
  const file = path.join(directory, MANIFEST);
  const value = parseJson(file, await manifestText(directory, file));
  refuseNewer(file, value);
  return validate(
    manifestSchema,
    value,
    ({ message }) =>
      new SnapshotError(`${file}: ${message}`, 'Record the snapshot again with iamlint collect.'),
  );
}

async function manifestText(directory: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = fileSystemError(error)?.code;
    if (code === 'ENOTDIR') {
      throw new SnapshotError(
        `${directory} is a file, and a snapshot is a folder.`,
        'The output of aws iam get-account-authorization-details is given with --authorization-details.',
      );
    }
    if (code !== 'ENOENT') throw unreadable(file, error);
    throw (await exists(directory))
      ? new SnapshotError(
          `${directory} is not a snapshot: it has no ${MANIFEST}.`,
          'Name the folder that iamlint collect wrote.',
        )
      : new SnapshotError(
          `There is no folder ${directory}.`,
          `Record a snapshot with iamlint collect --output ${directory}.`,
        );
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}

function refuseNewer(file: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) return;
  const { schemaVersion } = value;
  if (typeof schemaVersion !== 'number' || schemaVersion <= SNAPSHOT_SCHEMA_VERSION) return;
  throw new SnapshotError(
    `${file} was written by a newer iamlint (schema ${schemaVersion}); this one reads ${SNAPSHOT_SCHEMA_VERSION}.`,
    'Update iamlint, or record the snapshot again with this version.',
  );
}
