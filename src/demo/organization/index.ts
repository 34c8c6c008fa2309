import type { World } from '../world.js';
import { managementAccount } from './management/index.js';
import { structure } from './structure.js';
import { vault } from './vault/index.js';
import { wellKept } from './well-kept/index.js';
import { workbench } from './workbench/index.js';

/**
 * An organization of four accounts that holds the everyday puzzles of access policies, all of them in the accounts
 * workbench and vault. The account well-kept does the same things without a finding.
 */
export function exampleOrganization(): World {
  return {
    accounts: [managementAccount(), workbench(), vault(), wellKept()],
    organization: structure(),
  };
}
