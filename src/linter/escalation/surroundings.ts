import type { PolicyGraph } from '../../graph/index.js';
import type { Account, Entity } from '../../model/index.js';

/** What the account of a principal has of something; nothing where the account was not read. */
export function aroundOf<Item>(
  graph: PolicyGraph,
  { account }: Entity,
  list: (account: Account) => readonly Item[],
): readonly Item[] {
  const found = graph.account(account);
  return found ? list(found) : [];
}
