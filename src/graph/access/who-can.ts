import type {
  ActionAnswer,
  ByCertainty,
  Certainty,
  PrincipalAccess,
  UnreadPolicy,
} from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { directAccess } from './direct.js';
import type { AccessQuestion } from './question.js';
import { bySureness, throughRoles, type Assumer } from './through-roles.js';

/**
 * Every principal of the accounts that were read who is allowed an action on a resource, and others whom policies
 * of resources let in: by their own policies, the resource's, or a role that they can assume, one after the other if
 * need be.
 */
export function whoCan(graph: PolicyGraph, question: AccessQuestion): Omit<ActionAnswer, 'remarks'> {
  const direct = directAccess(graph, question);
  const roles = throughRoles(graph, direct.own);
  return {
    action: question.action,
    ...(direct.resourceAccount !== undefined && { resourceAccount: direct.resourceAccount }),
    principals: byCertainty(merge(direct.own, roles.own)),
    outsiders: byCertainty(
      merge(
        direct.outsiders.map(({ way, ...outsider }) => ({ ...outsider, ways: [way] })),
        roles.outsiders,
      ),
    ),
    unread: distinct([...direct.unread, ...roles.unread]),
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
