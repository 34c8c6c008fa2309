import { refuseForeignFolder, writeSnapshot } from '../../snapshot/index.js';
import type { CollectArguments } from '../arguments.js';
import { collectAccounts } from '../collect-accounts.js';
import { EXIT, type ExitStatus } from '../errors.js';

export async function runCollect(options: CollectArguments): Promise<ExitStatus> {
  await refuseForeignFolder(options.output);
  const snapshot = await collectAccounts(options);
  await writeSnapshot(snapshot, options.output);
  const accounts = snapshot.accounts.map(({ account }) => account.AccountId).join(', ');
  process.stderr.write(`iamlint: ${options.output} holds ${accounts || 'no account'}.\n`);
  for (const gap of snapshot.coverageGaps)
    process.stderr.write(`iamlint: not read: ${gap.operation}: ${gap.message}\n`);
  const incomplete = snapshot.coverageGaps.length > 0 || snapshot.accounts.length === 0;
  return incomplete && !options.allowIncomplete ? EXIT.incomplete : EXIT.clean;
}
