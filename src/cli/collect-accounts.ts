import type { Snapshot } from '../model/index.js';
import { collect } from '../index.js';
import type { CredentialArguments } from './arguments.js';
import { progress } from './progress.js';

/**
 * Collects the account of the credentials, or that of each role that is named. The organization is the same for all
 * of them and is read once, by the first.
 */
export async function collectAccounts(options: CredentialArguments): Promise<Snapshot> {
  const roles: readonly (string | undefined)[] = options.roleArn.length === 0 ? [undefined] : options.roleArn;
  const display = await progress();
  const snapshots: Snapshot[] = [];
  try {
    for (const roleArn of roles) {
      snapshots.push(
        await collect({
          ...(options.profile !== undefined && { profile: options.profile }),
          ...(options.region !== undefined && { region: options.region }),
          ...(roleArn !== undefined && { roleArn }),
          ...(options.externalId !== undefined && { externalId: options.externalId }),
          sessionName: options.roleSessionName,
          organization: options.organization && snapshots.length === 0,
          onProgress: display.show,
        }),
      );
    }
  } finally {
    display.stop();
  }
  return merge(snapshots);
}

/** One snapshot of several accounts. An account that was collected twice counts once. */
export function merge(snapshots: readonly Snapshot[]): Snapshot {
  const accounts = new Map(
    snapshots.flatMap((snapshot) =>
      snapshot.accounts.map((account) => [account.account.AccountId, account] as const),
    ),
  );
  const organization = snapshots.find((snapshot) => snapshot.organization !== undefined)?.organization;
  return {
    accounts: [...accounts.values()].sort((a, b) => (a.account.AccountId < b.account.AccountId ? -1 : 1)),
    ...(organization !== undefined && { organization }),
    coverageGaps: snapshots.flatMap(({ coverageGaps }) => coverageGaps),
  };
}
