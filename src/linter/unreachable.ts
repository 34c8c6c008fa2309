import {
  actionsCover,
  areApart,
  grantOf,
  removals,
  resourcesCover,
  type PolicyGraph,
  type ReachingPolicy,
} from '../graph/index.js';
import { accessNotGranted } from '../prover/index.js';
import {
  isAwsManaged,
  type ApplicablePolicies,
  type Entity,
  type FindingStep,
  type PolicyDocument,
  type PolicyType,
  type Statement,
  type StatementIn,
} from '../model/index.js';

/** What limits a grant: a permissions boundary, one level of SCPs, or the denies beside the grant. */
export interface Limit {
  /** As a sentence names it. */
  readonly name: string;
  readonly reaching: readonly ReachingPolicy[];
  /** The policies that bear on a request where nothing else limits the grant. */
  readonly policies: Pick<ApplicablePolicies, 'permissionsBoundary' | 'serviceControl'>;
  /** All of its policies. */
  readonly statements: readonly Statement[];
  /** Whether one of the documents has to allow a request, or it is enough that none denies it. */
  readonly mustAllow: boolean;
}

/**
 * The limits that leave an entity nothing of what a statement of its policies allows: those that do so each by itself,
 * or all of them where they do so together. Undefined where something is left, or that is not certain.
 */
export function unreachableBy(
  graph: PolicyGraph,
  entity: Entity,
  grant: StatementIn,
): readonly Limit[] | undefined {
  const limits = [...limitsOf(graph, entity), ...ownDenies(grant.document, entity)];
  const isTaken = (by: readonly Limit[]) => isUnreachable(graph, entity, grant, by);
  if (!isTaken(limits) || isReportedDeny(graph, entity, grant)) return undefined;
  const alone = limits.filter((limit) => isTaken([limit]));
  return alone.length > 0 ? alone : withoutNeedless(limits, isTaken);
}

/** A smallest part of the limits that is still enough. */
function withoutNeedless(
  limits: readonly Limit[],
  isEnough: (limits: readonly Limit[]) => boolean,
): readonly Limit[] {
  return limits.reduce((left, limit) => {
    const rest = left.filter((other) => other !== limit);
    return isEnough(rest) ? rest : left;
  }, limits);
}

/** How each of the limits reaches the entity. */
export function limitTrace(limits: readonly Limit[]): readonly FindingStep[] {
  return limits.flatMap(({ reaching }) =>
    reaching.map(({ document: { type, name, owner }, via }) => ({
      policyType: type,
      policy: name,
      owner,
      via,
      text: 'Lets none of it through, by itself or with the others of its kind.',
    })),
  );
}

const limitsByEntity = new WeakMap<Entity, readonly Limit[]>();

/** What was not read limits nothing here. */
function limitsOf(graph: PolicyGraph, entity: Entity): readonly Limit[] {
  const known = limitsByEntity.get(entity);
  if (known) return known;
  const limits = findLimits(graph, entity);
  limitsByEntity.set(entity, limits);
  return limits;
}

function findLimits(graph: PolicyGraph, entity: Entity): readonly Limit[] {
  const { permissionsBoundary, serviceControl, unread } = graph.effectivePolicies(entity);
  const isRead = (type: PolicyType) => !unread.includes(type);
  const isManagement = graph.organization?.detail.MasterAccountId === entity.account;
  const limits: Limit[] = [];
  if (permissionsBoundary && isRead('permissions-boundary')) {
    const { document } = permissionsBoundary;
    limits.push({
      name: `the permissions boundary '${document.name}'`,
      reaching: [permissionsBoundary],
      statements: document.statements,
      policies: { permissionsBoundary: document },
      mustAllow: true,
    });
  }
  if (!isManagement && isRead('service-control')) {
    for (const level of serviceControl ?? []) {
      limits.push({
        name: `the service control policies of '${level[0]?.via.at(-1) ?? entity.account}'`,
        reaching: level,
        statements: level.flatMap(({ document }) => document.statements),
        policies: { serviceControl: [level.map(({ document }) => document)] },
        mustAllow: true,
      });
    }
  }
  return limits;
}

/** The denies beside the grant. Those of other policies are stray denies, if they take all of it. */
function ownDenies(document: PolicyDocument, { arn }: Entity): readonly Limit[] {
  if (isAwsManaged(document.owner) || !document.statements.some(denies)) return [];
  const reaching = [{ document, via: [arn] }];
  const { name, statements } = document;
  return [{ name: `the denies of '${name}' itself`, reaching, statements, policies: {}, mustAllow: false }];
}

/** Whether one of the actions passes every limit without a condition: so it is with most statements. */
function isPlainlyReachable(statement: Statement, limits: readonly Limit[]): boolean {
  const { action, resource } = grantOf(statement);
  const parts = action.negated
    ? [action]
    : action.values.map((value) => ({ negated: false, values: [value] }));
  return parts.some((part) => limits.every((limit) => passes(limit, statement, { action: part, resource })));
}

function passes(
  { statements, mustAllow }: Limit,
  granting: Statement,
  grant: ReturnType<typeof grantOf>,
): boolean {
  const isAllowed = statements.some((statement) => {
    const own = grantOf(statement);
    return (
      statement.effect === 'Allow' &&
      statement.conditions.length === 0 &&
      actionsCover(own.action, grant.action) &&
      resourcesCover(own.resource, grant.resource)
    );
  });
  return (
    (isAllowed || !mustAllow) &&
    statements.every(
      (statement) =>
        statement.effect === 'Allow' ||
        !canTakeAll(statement, granting) ||
        areApart(grantOf(statement), grant),
    )
  );
}

/** A deny under a condition leaves the requests that do not meet it, unless the grant is about the same key. */
function canTakeAll(deny: Statement, granting: Statement): boolean {
  const keys = new Set(granting.conditions.map(({ key }) => key.value.toLowerCase()));
  return deny.conditions.every(({ key }) => keys.has(key.value.toLowerCase()));
}

/** Whether an unconditional deny of another policy takes every action: that is a stray deny. */
function isReportedDeny(graph: PolicyGraph, entity: Entity, { document, statement }: StatementIn): boolean {
  const lost = new Set(
    removals(graph, entity).flatMap(({ grants }) =>
      grants
        .filter(({ policy, extent }) => policy.document === document && extent === 'whole')
        .flatMap(({ granted }) => granted),
    ),
  );
  const { action } = statement;
  return action !== undefined && (lost.has(action.key) || action.values.every((value) => lost.has(value)));
}

const verdicts = new WeakMap<Statement, Map<string, boolean>>();

/** Worked out once for all principals that have the same limits. */
function isUnreachable(
  graph: PolicyGraph,
  entity: Entity,
  grant: StatementIn,
  limits: readonly Limit[],
): boolean {
  const key = limits.map(({ reaching }) => reaching.map(numberOf).join(' ')).join(';');
  const known = verdicts.get(grant.statement) ?? new Map<string, boolean>();
  verdicts.set(grant.statement, known);
  const verdict =
    known.get(key) ??
    (!isPlainlyReachable(grant.statement, limits) && isProvenUnreachable(graph, entity, grant, limits));
  known.set(key, verdict);
  return verdict;
}

function isProvenUnreachable(
  graph: PolicyGraph,
  { kind, arn }: Entity,
  { document, statement }: StatementIn,
  limits: readonly Limit[],
): boolean {
  const { action, resource } = grantOf(statement);
  const denying = limits.flatMap(({ mustAllow, reaching }) => (mustAllow ? [] : reaching));
  const boundary = limits
    .map(({ policies }) => policies.permissionsBoundary)
    .find((one) => one !== undefined);
  const claim = accessNotGranted(
    {
      identity: [
        { ...document, statements: [statement] },
        ...denying.map((other) => ({
          ...other.document,
          statements: other.document.statements.filter(denies),
        })),
      ],
      ...(boundary && { permissionsBoundary: boundary }),
      serviceControl: limits.flatMap(({ policies }) => policies.serviceControl ?? []),
      ...(graph.organization && { managementAccount: graph.organization.detail.MasterAccountId }),
    },
    {
      ...(!action.negated && { actions: action.values }),
      ...(!resource.negated && { resources: resource.values }),
      requesters: [{ kind, arn }],
    },
  );
  return claim.verdict === 'proved';
}

function denies({ effect }: Statement): boolean {
  return effect === 'Deny';
}

const numbers = new WeakMap<PolicyDocument, number>();
let counted = 0;

function numberOf({ document }: ReachingPolicy): number {
  const number = numbers.get(document) ?? (counted += 1);
  numbers.set(document, number);
  return number;
}
