import { possibleDecisions } from '../../evaluator/index.js';
import type { Evaluation, Requester, Role } from '../../model/index.js';
import { judge, situationOf, type Situation } from '../answer/situation.js';
import { openQuestions, principalName, shortName } from '../answer/words.js';
import type { Candidate, Needs } from './candidate.js';

/** So many roles are named; any of them will do. */
const MOST_ROLES = 3;

/** The roles that the principal may assume and that are allowed everything that is needed: no policy changes. */
export function useRole(needs: Needs): readonly Candidate[] {
  const [first] = needs;
  if (first === undefined || first.bearing.entity === undefined) return [];
  const { graph, request } = first;
  if (request.action.startsWith('sts:') || request.principal.kind === 'federated-user') return [];
  const roles = graph.accounts
    .flatMap(({ roles: all }) => all)
    .filter((role) => !role.serviceLinked && role !== first.bearing.entity)
    .map((role) => ({ role, assuming: assumptionOf(first, role) }))
    .filter(({ assuming }) => assuming.possible.includes('allowed'))
    .filter(({ role }) => needs.every((need) => isAllowed(need, role)));
  const certain = roles.filter(({ assuming }) => assuming.possible.length === 1);
  return [...certain, ...roles.filter(({ assuming }) => assuming.possible.length > 1)]
    .slice(0, MOST_ROLES)
    .map(({ role, assuming }) => candidate(first, role, assuming));
}

function isAllowed(need: Situation, role: Role): boolean {
  const { request, policies } = asRole(need, role);
  const possible = possibleDecisions(request, policies);
  return possible.length === 1 && possible[0] === 'allowed';
}

/** Context that was given belongs to the principal's own request, and says nothing of the role's. */
function asRole(need: Situation, role: Role): Situation {
  const { graph, request } = need;
  const principal: Requester = { kind: 'role', arn: role.arn };
  const { resourceAccount } = request;
  return situationOf(graph, {
    principal,
    action: request.action,
    resource: request.resource,
    context: {},
    ...(resourceAccount !== undefined && { resourceAccount }),
  });
}

function assumptionOf({ graph, bearing }: Situation, role: Role): Evaluation {
  const { principal } = bearing.request;
  return judge(situationOf(graph, { principal, action: 'sts:AssumeRole', resource: role.arn, context: {} }));
}

function candidate({ request }: Situation, role: Role, { possible, assumptions }: Evaluation): Candidate {
  const who = principalName(request.principal);
  const depending = possible.length === 1 ? '' : `, depending on ${openQuestions(assumptions)}`;
  const how = `which ${who} may assume${depending}`;
  return {
    kind: 'useRole',
    text: `Do it as ${shortName(role.arn)} of ${role.account}, ${how}. No policy changes.`,
    statements: [],
    apply: (needs) => needs.map((need) => asRole(need, role)),
  };
}
