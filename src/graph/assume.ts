import { possibleDecisions } from '../evaluator/index.js';
import { accountNamedBy } from '../model/index.js';
import type { ApplicablePolicies, Entity, PolicyDocument, Request, Role, Statement } from '../model/index.js';
import type { EffectivePolicies, PolicyGraph, ReachingPolicy } from './graph.js';
import {
  actionsCover,
  grantCovers,
  grantOf,
  patternSet,
  type Grant,
  type PatternSet,
} from './pattern-set.js';

/** The users and roles of an account that can assume a role of it, in the order of the snapshot. */
export interface Assumers {
  readonly certain: readonly Entity[];
  /** Those for whom a condition, or a policy that was not read, decides. */
  readonly possible: readonly Entity[];
}

/** Entities whose policies say the same about assuming roles, so that one decision is that of all. */
interface Peers {
  readonly entities: [Entity, ...Entity[]];
  /** The resources of the Allows. */
  readonly allowed: readonly string[];
}

/** All entities of an account whose policies may allow to assume some role. */
interface Candidates {
  /** Those who are allowed single roles, by the roles' ARNs. */
  readonly byRole: ReadonlyMap<string, readonly Peers[]>;
  /** Those who are allowed roles by a pattern. */
  readonly byPattern: readonly Peers[];
  readonly order: ReadonlyMap<Entity, number>;
  /** Unions of peers that have been asked for, in the order of the snapshot. */
  readonly unions: Map<string, readonly Entity[]>;
}

const candidatesOfGraph = new WeakMap<PolicyGraph, Map<string, Candidates>>();

/**
 * Who can assume a role because a statement of its trust policy trusts the account as a whole: those whose own
 * policies allow it, within their permissions boundary and the organization's policies, and to whom nothing denies
 * it. Control policies that were not read are taken to allow it. The role itself does not count.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export function accountAssumers(
  graph: PolicyGraph,
  role: Role,
  trust: PolicyDocument,
  statement: Statement,
): Assumers {
  const candidates = candidatesIn(graph, role.account);
  const asked = [
    ...(candidates.byRole.get(role.arn) ?? []),
    ...candidates.byPattern.filter(({ allowed }) => allowed.some((pattern) => beginsLike(role.arn, pattern))),
  ];
  const policy = trustInAccount(trust, statement, role.account);
  const groups = policy.statements.some(isAboutPrincipal) ? asked.flatMap(onesAlone) : asked;
  const certain: Peers[] = [];
  const possible: Peers[] = [];
  for (const peers of groups) {
    const decisions = decisionsFor(graph, peers.entities[0], role, policy);
    if (decisions.includes('allowed')) (decisions.length === 1 ? certain : possible).push(peers);
  }
  const all = (them: readonly Peers[]) => union(candidates, them).filter((entity) => entity !== role);
  return { certain: all(certain), possible: all(possible) };
}

/** The identity-based policies of which a statement allows an entity to assume a role, conditions aside. */
export function policiesForAssuming(
  graph: PolicyGraph,
  entity: Entity,
  role: Role,
): readonly ReachingPolicy[] {
  const assuming: Grant = { action: ASSUME_ROLE, resource: { negated: false, values: [role.arn] } };
  return graph
    .effectivePolicies(entity)
    .identity.filter(({ document }) =>
      aboutAssuming(document).some(
        (statement) => statement.effect === 'Allow' && grantCovers(grantOf(statement), assuming),
      ),
    );
}

function decisionsFor(graph: PolicyGraph, entity: Entity, role: Role, trust: PolicyDocument) {
  const organization = graph.organization?.detail.Id;
  const request: Request = {
    principal: entity,
    action: 'sts:AssumeRole',
    resource: role.arn,
    context: {
      ...(organization !== undefined && { 'aws:PrincipalOrgID': [organization] }),
      ...Object.fromEntries(entity.tags.map(({ Key, Value }) => [`aws:PrincipalTag/${Key}`, [Value]])),
    },
  };
  return possibleDecisions(request, { ...policiesAboutAssuming(graph, entity), resource: trust });
}

const policiesOfEntities = new WeakMap<EffectivePolicies, ApplicablePolicies>();

/** What bears on an entity that assumes a role, without the statements about something else: most are. */
function policiesAboutAssuming(graph: PolicyGraph, entity: Entity): ApplicablePolicies {
  const effective = graph.effectivePolicies(entity);
  const known = policiesOfEntities.get(effective);
  if (known) return known;
  const { permissionsBoundary, serviceControl, resourceControl, unread } = effective;
  const parts = (policies: readonly ReachingPolicy[]) =>
    policies.map(({ document }) => partAboutAssuming(document));
  const policies: ApplicablePolicies = {
    ...graph.applicablePolicies(entity),
    identity: parts(effective.identity).filter(({ statements }) => statements.length > 0),
    ...(permissionsBoundary && { permissionsBoundary: partAboutAssuming(permissionsBoundary.document) }),
    ...(serviceControl && { serviceControl: serviceControl.map(parts) }),
    ...(resourceControl && { resourceControl: resourceControl.map(parts) }),
    unknownTypes: unread.filter((type) => type !== 'service-control' && type !== 'resource-control'),
  };
  policiesOfEntities.set(effective, policies);
  return policies;
}

/** The trust policy as it would be if the statement trusted the account alone, without the other Allows. */
function trustInAccount(trust: PolicyDocument, statement: Statement, account: string): PolicyDocument {
  const { principal } = statement;
  const values = principal?.values.filter(({ token }) => accountNamedBy(token.value) === account) ?? [];
  const denies = trust.statements.filter(({ effect }) => effect === 'Deny');
  const allow = { ...statement, principal: principal && { ...principal, values } };
  return { ...trust, statements: [...denies, allow] };
}

function candidatesIn(graph: PolicyGraph, account: string): Candidates {
  const byAccount = candidatesOfGraph.get(graph) ?? new Map<string, Candidates>();
  candidatesOfGraph.set(graph, byAccount);
  const candidates = byAccount.get(account) ?? findCandidates(graph, account);
  byAccount.set(account, candidates);
  return candidates;
}

function findCandidates(graph: PolicyGraph, accountId: string): Candidates {
  const account = graph.account(accountId);
  const entities = account ? graph.entities(account) : [];
  const groups = new Map<string, Peers>();
  for (const entity of entities) {
    // Nobody but its service has the credentials of a service-linked role.
    if (entity.kind === 'role' && entity.serviceLinked) continue;
    const { identity, permissionsBoundary, serviceControl, resourceControl, unread } =
      graph.effectivePolicies(entity);
    const own = identity.flatMap(({ document }) => aboutAssuming(document));
    const isUnread = unread.includes('identity-based');
    const allows = own.filter(({ effect }) => effect === 'Allow');
    if (allows.length === 0 && !isUnread) continue;
    const boundary = permissionsBoundary ? aboutAssuming(permissionsBoundary.document) : undefined;
    const control = [...(serviceControl ?? []), ...(resourceControl ?? [])]
      .flat()
      .flatMap(({ document }) => aboutAssuming(document));
    const key = [...own, ...(boundary ?? []), ...control].some(isAboutPrincipal)
      ? entity.arn
      : JSON.stringify([entity.kind, unread, own.map(signature), boundary?.map(signature)]);
    const peers = groups.get(key);
    if (peers) peers.entities.push(entity);
    else groups.set(key, { entities: [entity], allowed: isUnread ? ['*'] : allows.flatMap(resourcesOf) });
  }
  const byRole = new Map<string, Peers[]>();
  const byPattern: Peers[] = [];
  for (const peers of groups.values()) {
    if (peers.allowed.some(isPattern)) byPattern.push(peers);
    else for (const arn of new Set(peers.allowed)) byRole.set(arn, [...(byRole.get(arn) ?? []), peers]);
  }
  const order = new Map(entities.map((entity, index) => [entity, index]));
  return { byRole, byPattern, order, unions: new Map() };
}

function onesAlone({ entities, allowed }: Peers): readonly Peers[] {
  return entities.map((entity) => ({ entities: [entity], allowed }));
}

function union({ order, unions }: Candidates, groups: readonly Peers[]): readonly Entity[] {
  const position = (entity: Entity) => order.get(entity) ?? 0;
  const key = groups.map(({ entities }) => position(entities[0])).join();
  const known = unions.get(key);
  if (known) return known;
  const all = groups.flatMap(({ entities }) => entities).sort((a, b) => position(a) - position(b));
  unions.set(key, all);
  return all;
}

const ASSUME_ROLE: PatternSet = { negated: false, values: ['sts:AssumeRole'] };
const partsAboutAssuming = new WeakMap<PolicyDocument, PolicyDocument>();

/** A document with nothing but its statements about `sts:AssumeRole`, on whatever role. */
function partAboutAssuming(document: PolicyDocument): PolicyDocument {
  const known = partsAboutAssuming.get(document);
  if (known) return known;
  const statements = document.statements.filter(({ action }) =>
    actionsCover(patternSet(action), ASSUME_ROLE),
  );
  const part = { ...document, statements };
  partsAboutAssuming.set(document, part);
  return part;
}

function aboutAssuming(document: PolicyDocument): readonly Statement[] {
  return partAboutAssuming(document).statements;
}

/** Whether what a statement says differs from one principal to the next. */
function isAboutPrincipal({ resource, conditions }: Statement): boolean {
  const values = [...(resource?.values ?? []), ...conditions.flatMap((condition) => condition.values)];
  return (
    values.some(({ value }) => value.includes('${')) ||
    conditions.some(({ key }) => /^aws:(principal|user)/i.test(key.value))
  );
}

function signature({ effect, resource, conditions }: Statement): unknown {
  return [
    effect,
    resource?.negated,
    resource?.values.map(({ value }) => value),
    conditions.map(({ operator, key, values }) => [
      operator.value,
      key.value,
      values.map(({ value }) => value),
    ]),
  ];
}

function resourcesOf({ resource }: Statement): readonly string[] {
  return resource && !resource.negated ? resource.values.map(({ value }) => value) : ['*'];
}

function isPattern(resource: string): boolean {
  return /[*?$]/.test(resource) || resource.split(':').length < 6;
}

/** Whether an ARN can match a pattern, as far as that is fixed from its start. */
function beginsLike(arn: string, pattern: string): boolean {
  return arn.startsWith(pattern.split(/[*?$]/, 1)[0] ?? '');
}
