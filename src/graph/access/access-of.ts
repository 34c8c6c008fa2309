import { evaluate } from '../../evaluator/index.js';
import {
  type AccessWay,
  type ByCertainty,
  type LostPermission,
  type Permission,
  type PermissionGrant,
  type Requester,
  type RoleAccess,
  type WhatCan,
} from '../../model/index.js';
import { arnCovers, arnIntersects } from '../../prover/index.js';
import type { PolicyGraph } from '../graph.js';
import { takesResource } from '../own-policy.js';
import { accountOf, policiesFor } from '../request-policies.js';
import { USUAL_CONTEXT } from '../usual-context.js';
import { actionGroups, type ActionGroup } from './action-groups.js';
import { actionList } from './action-list.js';
import { bucketPoliciesFor, type BucketPolicies } from './bucket-policies.js';
import { waysOf } from './direct.js';
import { exceptionsTo } from './exceptions.js';
import { ask, bearingOn } from './question.js';
import { accessStatement, statementKey } from './statements.js';
import { byCertainty, directWays, rank } from './ways.js';
import { unreadFor } from './unread.js';
import { documentsOf } from './within.js';

type AccessOfPrincipal = Pick<WhatCan, 'permissions' | 'lost' | 'roles' | 'unread'>;

/**
 * What a principal is allowed to do: by its own policies and those of buckets, within every limit and without what is
 * denied. Each action is judged by the evaluator, on each of the resources that some statement about it names.
 */
export function accessOf(graph: PolicyGraph, principal: Requester): AccessOfPrincipal {
  const standing = policiesFor(graph, { principal, action: '*', resource: '*', context: USUAL_CONTEXT });
  const buckets = bucketPoliciesFor(graph, principal);
  const ofResources = [...new Set([...buckets.granting, ...buckets.denying])];
  const { identity, ...others } = standing.policies;
  const granting = [...identity, ...buckets.granting];
  const limiting = [...documentsOf({ identity: [], ...others }), ...buckets.denying];
  const permissions = new Together<Permission['grants']>();
  const lost = new Together<Omit<LostPermission, 'actions'>>();
  for (const group of actionGroups(graph, principal, { granting, limiting, ofResources })) {
    const [first, ...more] = grantsOf(graph, principal, buckets, group);
    if (first) permissions.add(group, [first, ...more], [first, ...more].map(grantKey).sort().join());
    else if (group.reached.length === 0) {
      const loss = lossOf(graph, principal, group);
      if (loss) lost.add(group, loss, lossKey(loss));
    }
  }
  return {
    permissions: permissions.all().map(([grants, actions]) => ({ actions, grants })),
    lost: lost.all().map(([loss, actions]) => ({ actions, ...loss })),
    roles: rolesOf(graph, principal),
    unread: unreadFor(principal, standing.policies.unknownTypes ?? []),
  };
}

/** Groups of actions of which the same is to be said. */
class Together<What> {
  private readonly said = new Map<string, { readonly what: What; readonly groups: ActionGroup[] }>();

  add(group: ActionGroup, what: What, key: string): void {
    const known = this.said.get(key);
    if (known) known.groups.push(group);
    else this.said.set(key, { what, groups: [group] });
  }

  /** In the order of the first action of each. */
  all(): readonly (readonly [What, ReturnType<typeof actionList>])[] {
    return [...this.said.values()].map(({ what, groups }) => {
      const isIdle = (action: string) =>
        !takesResource(action) && !groups.some(({ reached }) => reached.includes('*'));
      const actions = groups.flatMap((group) => group.actions);
      const patterns = groups.flatMap((group) => group.patterns);
      return [what, actionList(actions, patterns, isIdle)];
    });
  }
}

/** On what the actions of a group can be performed, and how; without what others of these cover. */
function grantsOf(
  graph: PolicyGraph,
  principal: Requester,
  { denying }: BucketPolicies,
  group: ActionGroup,
): readonly PermissionGrant[] {
  const [action] = group.actions;
  const account = accountOf(principal);
  const grants = group.reached.flatMap((resource): readonly PermissionGrant[] => {
    const asked = ask(graph, { action, resource });
    const bearing = bearingOn(asked, principal);
    const isElsewhere = bearing.resourceAccount !== undefined && bearing.resourceAccount !== account;
    return directWays(bearing).map((way) => ({
      resource,
      ...(isElsewhere && { resourceAccount: bearing.resourceAccount }),
      way,
      exceptions: exceptionsTo(asked, principal, way, denying),
    }));
  });
  return grants.filter((grant) => !grants.some((other) => other !== grant && isWithin(grant, other)));
}

/** Whether one grant says no more than another that is about more resources. */
function isWithin(grant: PermissionGrant, other: PermissionGrant): boolean {
  return (
    grant.resource !== other.resource &&
    grant.resourceAccount === other.resourceAccount &&
    grant.way.how === other.way.how &&
    arnCovers(other.resource, grant.resource) === true &&
    (other.way.certainty === 'certain' || wayKey(grant.way) === wayKey(other.way)) &&
    rank(other.way.certainty) <= rank(grant.way.certainty) &&
    !other.exceptions.some(({ resource }) => arnIntersects(resource, grant.resource) !== false)
  );
}

function grantKey({ resource, way, exceptions }: PermissionGrant): string {
  const excepted = exceptions.map(({ resource: one, statement }) => [one, statementKey(statement)]);
  return JSON.stringify([resource, wayKey(way), excepted]);
}

function wayKey({ how, certainty, statements, conditions }: AccessWay): string {
  const open = conditions.map(({ statement, operator, key }) => [statementKey(statement), operator, key]);
  return JSON.stringify([how, certainty, statements.map(statementKey), open]);
}

type Loss = Omit<LostPermission, 'actions'>;

/** What takes actions away that the principal's own policies grant; undefined where these do not grant them. */
function lossOf(graph: PolicyGraph, principal: Requester, { actions, named }: ActionGroup): Loss | undefined {
  for (const resource of named) {
    const bearing = bearingOn(ask(graph, { action: actions[0], resource }), principal);
    const { trace } = evaluate(bearing.request, bearing.policies);
    const identity = trace.find(({ policyType }) => policyType === 'identity-based');
    const isGranted = identity?.statements.some(
      ({ statement, applies }) => statement.effect === 'Allow' && applies !== 'false',
    );
    const layer =
      trace.find(({ outcome }) => outcome === 'explicitDeny') ??
      trace.find(({ outcome }) => outcome === 'implicitDeny');
    if (!isGranted || layer === undefined) continue;
    const { policyType, level } = layer;
    const levels = policyType === 'service-control' ? bearing.serviceControl : bearing.resourceControl;
    const target = level === undefined ? undefined : levels[level]?.target;
    const deny = layer.statements.find(
      ({ statement, applies }) => statement.effect === 'Deny' && applies === 'true',
    );
    return {
      policyType,
      ...(target !== undefined && { level: target }),
      ...(deny && { statement: accessStatement(deny.document, deny.statement, bearing) }),
    };
  }
  return undefined;
}

function lossKey({ policyType, level, statement }: Loss): string {
  return JSON.stringify([policyType, level, statement && statementKey(statement)]);
}

/** The roles of the accounts that were read which a principal can assume itself. */
function rolesOf(graph: PolicyGraph, principal: Requester): ByCertainty<RoleAccess> {
  const roles = graph.accounts
    .flatMap((account) => account.roles)
    .filter(({ arn }) => !('arn' in principal && principal.arn === arn))
    .flatMap(({ arn, account }): readonly RoleAccess[] => {
      const ways = waysOf(ask(graph, { action: 'sts:AssumeRole', resource: arn }), principal);
      return ways ? [{ role: arn, account, ways }] : [];
    });
  return byCertainty(roles);
}
