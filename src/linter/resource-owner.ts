import type { PolicyGraph } from '../graph/index.js';
import {
  accountNamedBy,
  isAccountId,
  parseArn,
  type PolicyDocument,
  type Statement,
} from '../model/index.js';
import { includesAction } from './actions.js';

/**
 * The account that owns the resource of a resource-based policy: where nobody has read it, the one in the ARNs of
 * its Resource elements, or the one that a key policy leaves the key to. Undefined where these do not tell.
 */
export function resourceOwner(graph: PolicyGraph, document: PolicyDocument): string | undefined {
  const known = graph.accountOf(document);
  if (known !== '') return known;
  const named = new Set(document.statements.flatMap(accountsInArns));
  const [owner, ...others] = named.size > 0 ? named : new Set(document.statements.flatMap(keyOwners));
  return others.length === 0 ? owner : undefined;
}

function accountsInArns({ resource }: Statement): readonly string[] {
  return (resource?.values ?? []).map(({ value }) => parseArn(value)?.account ?? '').filter(isAccountId);
}

/** The accounts as a whole that may change the policy of a key. */
function keyOwners({ effect, action, principal }: Statement): readonly string[] {
  if (effect !== 'Allow' || principal?.negated || !includesAction(action, 'kms:PutKeyPolicy')) return [];
  return principal?.values.flatMap(({ token }) => accountNamedBy(token.value) ?? []) ?? [];
}
