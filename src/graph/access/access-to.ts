import type { ActionAnswer, PrincipalAccess, UnreadPolicy } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { addThroughRoles, type Found } from './chains.js';
import { OwnAccess } from './direct.js';
import { namedBy } from './named.js';
import { outsidersOf } from './outsiders.js';
import { ask, type AccessQuestion } from './question.js';
import { unreadOf } from './unread.js';
import { byCertainty } from './ways.js';

/**
 * Every principal of the accounts that were read who is allowed an action on a resource, and others whom policies
 * of resources let in: by their own policies, the resource's, or a role that they can assume, one after the other if
 * need be. Of a resource with wildcards something is meant: whoever is allowed the action on any ARN that matches.
 */
export function accessTo(graph: PolicyGraph, question: AccessQuestion): Omit<ActionAnswer, 'remarks'> {
  const asked = ask(graph, question);
  const { side, takesResource } = asked;
  const named = namedBy(graph, side.policy);
  const found: Found = { own: new Map(), outsiders: new Map() };
  for (const access of new OwnAccess(asked, named).holders()) found.own.set(access.principal, access);
  for (const access of outsidersOf(asked, named)) found.outsiders.set(access.principal, access);
  const unread = [...unreadOf(asked), ...addThroughRoles(graph, found)];
  return {
    action: question.action,
    ...(takesResource && side.account !== undefined && { resourceAccount: side.account }),
    principals: byCertainty(inOrder(found.own)),
    outsiders: byCertainty(inOrder(found.outsiders)),
    unread: distinct(unread),
  };
}

function inOrder(access: ReadonlyMap<string, PrincipalAccess>): readonly PrincipalAccess[] {
  return [...access.values()].sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

function distinct(unread: readonly UnreadPolicy[]): readonly UnreadPolicy[] {
  return [...new Map(unread.map((policy) => [`${policy.policyType} ${policy.of}`, policy])).values()];
}
