import type { Entity, PolicyDocument, Statement } from '../model/index.js';
import type { Identity } from './connections.js';
import type { PolicyGraph, ReachingPolicy } from './graph.js';
import { grantCovers, grantOf, type Grant } from './pattern-set.js';

/**
 * What the rest of an identity's policies leave of a grant: all of it, less than that, or not known, because a
 * policy was not read or a condition decides.
 */
export type Standing = 'whole' | 'less' | 'unknown';

/** The types that can take from what an identity-based policy grants, whatever the resource. */
const LIMITING_TYPES = ['identity-based', 'permissions-boundary', 'service-control'] as const;
export type LimitingType = (typeof LIMITING_TYPES)[number];

/** Policies of which one has to allow whatever is allowed in the end: a permissions boundary, a level of SCPs. */
interface Ceiling {
  readonly type: LimitingType;
  readonly documents: readonly PolicyDocument[];
}

/**
 * Whether an identity has all that one of its policies grants it. The permissions boundary and the service control
 * policies of each level have to allow it, in one statement, and no unconditional deny may take the whole of it. A
 * deny of a part does not count: who can do everything but leave the organization can still do everything else.
 * A group has what at least one of its members has.
 *
 * @param types the types of policy that count
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function standing(
  graph: PolicyGraph,
  identity: Identity,
  grant: Grant,
  types: readonly LimitingType[] = LIMITING_TYPES,
): Standing {
  if (identity.kind !== 'group') return standingOf(graph, identity, grant, types);
  const members = graph.incoming(identity.arn, 'member-of').flatMap(({ from }) => graph.entity(from) ?? []);
  const standings = new Set(members.map((member) => standingOf(graph, member, grant, types)));
  if (members.length === 0 || standings.has('whole')) return 'whole';
  return standings.has('unknown') ? 'unknown' : 'less';
}

function standingOf(
  graph: PolicyGraph,
  entity: Entity,
  grant: Grant,
  types: readonly LimitingType[],
): Standing {
  const policies = graph.effectivePolicies(entity);
  const isManagement = graph.organization?.detail.MasterAccountId === entity.account;
  const counts = (type: LimitingType) =>
    types.includes(type) && !(isManagement && type === 'service-control');
  const documents = (reaching: readonly ReachingPolicy[]) => reaching.map(({ document }) => document);
  const boundary = policies.permissionsBoundary ? [policies.permissionsBoundary] : [];
  const ceilings = [
    ...boundary.map((policy): Ceiling => ({ type: 'permissions-boundary', documents: documents([policy]) })),
    ...(policies.serviceControl ?? []).map((level): Ceiling => ({
      type: 'service-control',
      documents: documents(level),
    })),
  ].filter(({ type }) => counts(type));
  const denying = [
    ...(counts('identity-based') ? documents(policies.identity) : []),
    ...ceilings.flatMap((ceiling) => ceiling.documents),
  ];
  if (denying.some((document) => takesAll(document, grant))) return 'less';
  const outcomes = ceilings.map((ceiling) =>
    policies.unread.includes(ceiling.type) ? 'unknown' : allowedBy(ceiling.documents, grant),
  );
  if (outcomes.includes('less')) return 'less';
  const isUnread = LIMITING_TYPES.some((type) => counts(type) && policies.unread.includes(type));
  return isUnread || outcomes.includes('unknown') ? 'unknown' : 'whole';
}

function takesAll(document: PolicyDocument, grant: Grant): boolean {
  return unconditionalDenies(document).some((statement) => grantCovers(grantOf(statement), grant));
}

const deniesByDocument = new WeakMap<PolicyDocument, readonly Statement[]>();

/** Few documents have any, and each is asked for once for every grant of every principal. */
function unconditionalDenies(document: PolicyDocument): readonly Statement[] {
  const denies =
    deniesByDocument.get(document) ??
    document.statements.filter(({ effect, conditions }) => effect === 'Deny' && conditions.length === 0);
  deniesByDocument.set(document, denies);
  return denies;
}

function allowedBy(documents: readonly PolicyDocument[], grant: Grant): Standing {
  const allowing = documents
    .flatMap(({ statements }) => statements)
    .filter((statement) => statement.effect === 'Allow' && grantCovers(grantOf(statement), grant));
  if (allowing.length === 0) return 'less';
  return allowing.some(({ conditions }) => conditions.length === 0) ? 'whole' : 'unknown';
}
