import type {
  ActionAnswer,
  ByCertainty,
  Certainty,
  PrincipalAccess,
  UnreadPolicy,
} from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { namedBy } from './named.js';
import { outsidersOf } from './outsiders.js';
import { ownAccess } from './own.js';
import { ask, type AccessQuestion } from './question.js';
import { bySureness, throughRoles, type Assumer } from './through-roles.js';
import { unreadOf } from './unread.js';

/**
 * Every principal of the accounts that were read who is allowed an action on a resource, and others whom policies
 * of resources let in: by their own policies, the resource's, or a role that they can assume, one after the other if
 * need be.
 */
export function whoCan(graph: PolicyGraph, question: AccessQuestion): Omit<ActionAnswer, 'remarks'> {
  const asked = ask(graph, question);
  const { side, takesResource } = asked;
  const named = namedBy(graph, side.policy);
  const own = ownAccess(asked, named);
  const outsiders = outsidersOf(asked, named).map(({ way, ...outsider }) => ({ ...outsider, ways: [way] }));
  const roles = throughRoles(graph, own);
  return {
    action: question.action,
    ...(takesResource && side.account !== undefined && { resourceAccount: side.account }),
    principals: byCertainty(merge(own, roles.own)),
    outsiders: byCertainty(merge(outsiders, roles.outsiders)),
    unread: distinct([...unreadOf(asked), ...roles.unread]),
  };
}

type Access = Omit<Assumer, 'otherRoles'>;

/** Everybody once, with all ways. */
function merge(
  direct: readonly Access[],
  throughRoles: ReadonlyMap<string, Assumer>,
): readonly PrincipalAccess[] {
  const all = new Map<string, PrincipalAccess>(throughRoles);
  for (const access of direct) {
    const { ways = [], otherRoles = 0 } = all.get(access.principal) ?? {};
    all.set(access.principal, { ...access, ways: [...access.ways, ...ways], otherRoles });
  }
  return [...all.values()]
    .map((access) => ({ ...access, ways: access.ways.toSorted(bySureness) }))
    .sort((a, b) => (a.principal < b.principal ? -1 : 1));
}

/** Everybody is as sure as the surest way. */
function byCertainty(all: readonly PrincipalAccess[]): ByCertainty<PrincipalAccess> {
  const of = (certainty: Certainty) => all.filter(({ ways: [surest] }) => surest?.certainty === certainty);
  return { certain: of('certain'), conditional: of('conditional'), undecided: of('undecided') };
}

function distinct(unread: readonly UnreadPolicy[]): readonly UnreadPolicy[] {
  return [...new Map(unread.map((policy) => [`${policy.policyType} ${policy.of}`, policy])).values()];
}
