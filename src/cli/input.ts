import { relative, sep } from 'node:path';
import type { SnapshotText } from '../model/index.js';
import { readAuthorizationDetails, readSnapshot, snapshotText } from '../snapshot/index.js';
import type { CredentialArguments, InputArguments } from './arguments.js';

export interface Input {
  readonly text: SnapshotText;
  /** What leads from the working directory to the sources, for reports whose readers open them. */
  readonly sourceRoot: string;
}

/** A recorded snapshot, an authorization-details file, or the live account: what every command starts from. */
export async function readInput(options: InputArguments & CredentialArguments): Promise<Input> {
  if (options.snapshot !== undefined) {
    return { text: await readSnapshot(options.snapshot), sourceRoot: sourceRootOf(options.snapshot) };
  }
  if (options.authorizationDetails !== undefined) {
    return { text: await readAuthorizationDetails(options.authorizationDetails), sourceRoot: '' };
  }
  const { collectAccounts } = await import('./collect-accounts.js');
  return { text: snapshotText(await collectAccounts(options)), sourceRoot: '' };
}

/** Relative to the working directory, with slashes; empty for a folder outside it, which no checkout holds. */
function sourceRootOf(directory: string): string {
  const path = relative(process.cwd(), directory).split(sep).join('/');
  return path.startsWith('..') || path.startsWith('/') ? '' : path;
}
