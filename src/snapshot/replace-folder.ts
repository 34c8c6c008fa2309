import { randomBytes } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { accountFolders, COVERAGE, MANIFEST, ORGANIZATION } from './layout.js';
import { readManifest } from './manifest.js';
import { fileSystemError, SnapshotError } from './snapshot-error.js';

/**
 * Puts a new folder in the place of `directory` in one step: it is filled beside it under another name, and takes its
 * place when it is complete. Whatever fails before that leaves `directory` as it was.
 */
export async function replaceFolder(
  directory: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  await refuseForeignFolder(directory);
  try {
    const target = await targetOf(directory);
    const draft = path.join(path.dirname(target), `.iamlint-${randomBytes(6).toString('hex')}`);
    try {
      await mkdir(draft, { recursive: true });
      await fill(draft);
      await swap(draft, target);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** A SnapshotError where writing to `directory` would remove something that is not a snapshot. */
export async function refuseForeignFolder(directory: string): Promise<void> {
  const names = await namesIn(directory);
  if (names.length === 0) return;
  const ours = [MANIFEST, COVERAGE, ORGANIZATION, ...accountFolders(await accountsIn(directory))];
  const foreign = names.find((name) => !ours.includes(name));
  if (foreign !== undefined) throw foreignFolder(directory, `${foreign} in it is no part of one.`);
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (fileSystemError(error)?.code === 'ENOENT') return [];
    throw unwritable(directory, error);
  }
}

async function accountsIn(directory: string): Promise<readonly string[]> {
  try {
    return (await readManifest(directory)).accounts;
  } catch (error) {
    throw error instanceof SnapshotError ? foreignFolder(directory, error.message) : error;
  }
}

function foreignFolder(directory: string, reason: string): SnapshotError {
  return new SnapshotError(
    `${directory} is not empty and not a snapshot that can be replaced: ${reason}`,
    'Name a new folder, or remove this one yourself.',
  );
}

/** Where a link leads to, since it is not the link that is replaced. */
async function targetOf(directory: string): Promise<string> {
  try {
    return await realpath(directory);
  } catch (error) {
    if (fileSystemError(error)?.code === 'ENOENT') return path.resolve(directory);
    throw error;
  }
}

async function swap(draft: string, target: string): Promise<void> {
  const previous = `${draft}-previous`;
  const replaces = await moveAway(target, previous);
  try {
    await rename(draft, target);
  } catch (error) {
    if (replaces) await rename(previous, target);
    throw error;
  }
  await rm(previous, { recursive: true, force: true });
}

async function moveAway(target: string, previous: string): Promise<boolean> {
  try {
    await rename(target, previous);
    return true;
  } catch (error) {
    if (fileSystemError(error)?.code === 'ENOENT') return false;
    throw error;
  }
}

function unwritable(directory: string, error: unknown): Error {
  const problem = fileSystemError(error);
  if (problem === undefined) return error as Error;
  const mounted = problem.code === 'EBUSY' || problem.code === 'EXDEV';
  return new SnapshotError(
    `The snapshot ${directory} cannot be written: ${problem.message}.`,
    mounted
      ? 'A mounted volume cannot be replaced: name a folder inside it.'
      : 'Check that the folder above it can be written to and that the disk has room.',
  );
}
