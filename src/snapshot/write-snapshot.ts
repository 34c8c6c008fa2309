import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Snapshot } from '../model/index.js';
import { canonicalJson } from './canonical-json.js';
import { inCanonicalOrder } from './canonical-order.js';
import { forEachConcurrently } from './concurrency.js';
import { layOut, type SnapshotFile } from './layout.js';
import { replaceFolder } from './replace-folder.js';

const OPEN_FILES = 16;

/**
 * Writes a snapshot as a folder of canonical JSON, one file for each entity: the same snapshot gives the same bytes.
 * A snapshot that is there already is replaced when the new one is complete, and stays as it was when that fails. A
 * SnapshotError says why it failed, or that the folder holds something else and is left alone.
 */
export async function writeSnapshot(snapshot: Snapshot, directory: string): Promise<void> {
  const files = layOut(inCanonicalOrder(snapshot));
  await replaceFolder(directory, (folder) => writeFiles(files, folder));
}

async function writeFiles(files: readonly SnapshotFile[], folder: string): Promise<void> {
  const folders = new Set(files.map(({ uri }) => path.posix.dirname(uri)));
  for (const name of folders) await mkdir(path.join(folder, name), { recursive: true });
  await forEachConcurrently(files, OPEN_FILES, async ({ uri, value }) => {
    await writeFile(path.join(folder, uri), canonicalJson(uri, value));
  });
}
