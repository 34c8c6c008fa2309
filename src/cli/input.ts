import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { SnapshotText } from '../model/index.js';
import { readAuthorizationDetails, readSnapshot, snapshotText } from '../snapshot/index.js';
import type { CredentialArguments, InputArguments } from './arguments.js';

/** A recorded snapshot, an authorization-details file, or the live account: what every command starts from. */
export async function readInput(options: InputArguments & CredentialArguments): Promise<SnapshotText> {
  const recorded = await readRecorded(options);
  if (recorded) return recorded;
  const { collectAccounts } = await import('./collect-accounts.js');
  return snapshotText(await collectAccounts(options));
}

/** A recorded snapshot or an authorization-details file; undefined where none is named. */
export async function readRecorded(options: InputArguments): Promise<SnapshotText | undefined> {
  if (options.snapshot !== undefined) return below(options.snapshot, await readSnapshot(options.snapshot));
  return options.authorizationDetails === undefined
    ? undefined
    : readAuthorizationDetails(options.authorizationDetails);
}

/** The same by its path alone: a snapshot is a folder, the output of get-account-authorization-details a file. */
export async function readRecordedAt(path: string): Promise<SnapshotText> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? readAuthorizationDetails(path) : below(path, await readSnapshot(path));
}

/**
 * The same snapshot with sources that the working directory leads to, as long as they lie below it: what an editor
 * opens, and what code scanning finds in the repository.
 */
function below(directory: string, input: SnapshotText): SnapshotText {
  const root = relative(process.cwd(), directory).split(sep).join('/');
  if (root === '' || root.startsWith('..') || root.startsWith('/')) return input;
  return {
    snapshot: input.snapshot,
    textOf: (entity) => {
      const text = input.textOf(entity);
      return { ...text, uri: `${root}/${text.uri}` };
    },
  };
}
