import type { AccountSnapshot } from '../../src/model/index.js';
import { exampleOrganization } from '../../src/demo/index.js';
import type { World } from '../../src/demo/index.js';

export const management = '999900001111';
export const workbench = '111122223333';
export const vault = '444455556666';
export const wellKept = '222233334444';

export function accountIn(world: World, id: string): AccountSnapshot {
  const found = world.accounts.find(({ account }) => account.AccountId === id);
  if (found === undefined) throw new Error(`The world has no account ${id}.`);
  return found;
}

/** The example organization with the workbench changed. */
export function workbenchWith(change: (account: AccountSnapshot) => Partial<AccountSnapshot>): World {
  const world = exampleOrganization();
  const account = accountIn(world, workbench);
  return { ...world, accounts: [{ ...account, ...change(account) }] };
}
