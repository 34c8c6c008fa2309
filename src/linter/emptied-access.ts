import {
  actionGrants,
  areApart,
  EVERYTHING,
  grantCovers,
  grantOf,
  isEveryAction,
  matchingActions,
  serviceOfWildcard,
  type ActionGrant,
  type PolicyGraph,
  type ReachingPolicy,
} from '../graph/index.js';
import { accessNotGranted } from '../prover/index.js';
import type { Entity, Statement, Token } from '../model/index.js';
import { isQuarantine } from './quarantine.js';
import { unreachableBy } from './unreachable.js';

/** A statement with the way by which its policy reaches a principal. */
export interface ReachingStatement {
  readonly policy: ReachingPolicy;
  readonly statement: Statement;
}

/** Grants of which explicit denies leave nothing. */
export interface EmptiedAccess {
  readonly grants: readonly ReachingStatement[];
  /** One that takes all of it, if there is one. */
  readonly denies: readonly [ReachingStatement, ...ReachingStatement[]];
}

/** A grant of a whole service that no deny takes as a whole, and of which several leave nothing together. */
export interface EmptiedService extends EmptiedAccess {
  /** Such as `s3:*`. */
  readonly granted: Token;
}

/**
 * All that the identity-based policies of an entity grant, where the explicit denies of its policies, its permissions
 * boundary and its service control policies leave nothing of it. Undefined where something is left, or that is not
 * certain.
 */
export function emptiedAccess(graph: PolicyGraph, entity: Entity): EmptiedAccess | undefined {
  return emptiedOf(graph, entity).all;
}

/** The services of which an entity is granted everything and left nothing, but for what other rules tell. */
export function emptiedServices(graph: PolicyGraph, entity: Entity): readonly EmptiedService[] {
  return emptiedOf(graph, entity).services;
}

interface Emptied {
  readonly all: EmptiedAccess | undefined;
  readonly services: readonly EmptiedService[];
}

const NOTHING_EMPTIED: Emptied = { all: undefined, services: [] };

const emptied = new WeakMap<Entity, Emptied>();

function emptiedOf(graph: PolicyGraph, entity: Entity): Emptied {
  const known = emptied.get(entity) ?? findEmptied(graph, entity);
  emptied.set(entity, known);
  return known;
}

function findEmptied(graph: PolicyGraph, entity: Entity): Emptied {
  const { identity, unread } = graph.effectivePolicies(entity);
  const denies = deniesFor(graph, entity);
  if (denies.length === 0) return NOTHING_EMPTIED;
  const grants = statementsOf(identity, 'Allow');
  const isEmpty =
    grants.length > 0 &&
    !unread.includes('identity-based') &&
    !grants.some(({ statement }) => actionGrants(statement).some((part) => leavesAction(part, denies))) &&
    isProvenEmpty(entity, grants, denies);
  if (isEmpty) return { all: taken(grants, denies), services: [] };
  return { all: undefined, services: grants.flatMap((grant) => servicesTaken(graph, entity, grant, denies)) };
}

/** The services of which a statement grants everything and several denies together leave nothing. */
function servicesTaken(
  graph: PolicyGraph,
  entity: Entity,
  granting: ReachingStatement,
  denies: readonly ReachingStatement[],
): readonly EmptiedService[] {
  const { policy, statement } = granting;
  if (denies.length < 2) return [];
  return wholeServices(statement).flatMap((part) => {
    const { grant, token: granted } = part;
    const touching = denies.filter((deny) => !areApart(grantOf(deny.statement), grant));
    const isTakenByOne = touching.some((deny) => grantCovers(grantOf(deny.statement), grant));
    if (touching.length < 2 || isTakenByOne || leavesAction(part, touching)) return [];
    if (!isProvenEmpty(entity, [granting], touching, [granted.value])) return [];
    const all = taken([granting], touching);
    const isReported = unreachableBy(graph, entity, { document: policy.document, statement }) !== undefined;
    return all && !isReported ? [{ granted, ...all }] : [];
  });
}

const services = new WeakMap<Statement, readonly ActionGrant[]>();

/** Found once for all principals that have the statement. */
function wholeServices(statement: Statement): readonly ActionGrant[] {
  const known =
    services.get(statement) ??
    actionGrants(statement).filter(({ token }) => serviceOfWildcard(token.value) !== undefined);
  services.set(statement, known);
  return known;
}

/** A deny of everything by the organization locks an account, which is nothing about its principals. */
function deniesFor(graph: PolicyGraph, entity: Entity): readonly ReachingStatement[] {
  const { identity, permissionsBoundary, serviceControl } = graph.effectivePolicies(entity);
  const isManagement = graph.organization?.detail.MasterAccountId === entity.account;
  const own = [...identity, ...(permissionsBoundary ? [permissionsBoundary] : [])].filter(
    ({ document }) => !isQuarantine(document.owner),
  );
  const above = isManagement ? [] : (serviceControl ?? []).flat();
  return [
    ...statementsOf(own, 'Deny'),
    ...statementsOf(above, 'Deny').filter((deny) => !isLock(deny)),
  ].filter(({ statement }) => isSettled(statement));
}

/** Whether a deny takes everything from whoever has it. */
export function isLock({ statement }: ReachingStatement): boolean {
  return statement.conditions.length === 0 && grantCovers(grantOf(statement), EVERYTHING);
}

/** A policy can reach a user in several ways; one of them is enough. */
function statementsOf(
  policies: readonly ReachingPolicy[],
  effect: Statement['effect'],
): readonly ReachingStatement[] {
  return policies
    .filter(({ document }, index) => policies.findIndex((other) => other.document === document) === index)
    .flatMap((policy) =>
      policy.document.statements
        .filter((statement) => statement.effect === effect)
        .map((statement) => ({ policy, statement })),
    );
}

/** Whether it is settled for each principal if a deny applies: no condition is on anything but who calls. */
function isSettled({ conditions }: Statement): boolean {
  return conditions.every(({ key }) => key.value.toLowerCase() === 'aws:principalarn');
}

/** An action of a service that does not exist. */
const UNHEARD_OF = 'example:Example';

/** Whether plainly no deny is about one of the actions of a grant. */
function leavesAction({ token, grant }: ActionGrant, denies: readonly ReachingStatement[]): boolean {
  const { action, resource } = grant;
  const known = matchingActions(token.value).map(({ name }) => name);
  const isGeneral = action.negated || isEveryAction(token.value);
  const names = isGeneral ? [UNHEARD_OF] : known.length > 0 ? known : [token.value];
  return names.some((name) =>
    denies.every(({ statement }) =>
      areApart(grantOf(statement), { action: { negated: false, values: [name] }, resource }),
    ),
  );
}

function isProvenEmpty(
  { kind, arn }: Entity,
  grants: readonly ReachingStatement[],
  denies: readonly ReachingStatement[],
  actions?: readonly string[],
): boolean {
  const identity = [...grants, ...denies].map(({ policy, statement }) => ({
    ...policy.document,
    statements: [statement],
  }));
  const { verdict } = accessNotGranted(
    { identity },
    { requesters: [{ kind, arn }], ...(actions && { actions }) },
  );
  return verdict === 'proved';
}

/** With the denies that take something, or the first of those that take all of it. */
function taken(
  grants: readonly ReachingStatement[],
  denies: readonly ReachingStatement[],
): EmptiedAccess | undefined {
  const takesAll = ({ statement: deny }: ReachingStatement) =>
    deny.conditions.length === 0 &&
    grants.every(({ statement }) => grantCovers(grantOf(deny), grantOf(statement)));
  const alone = denies.find(isLock) ?? denies.find(takesAll);
  const [first, ...others] = denies.filter(({ statement: deny }) =>
    grants.some(({ statement }) => !areApart(grantOf(deny), grantOf(statement))),
  );
  return alone ? { grants, denies: [alone] } : first && { grants, denies: [first, ...others] };
}
