import type { Entity, PolicyDocument, PolicyType } from '../model/index.js';
import type { Identity, PolicyGraph } from './graph.js';
import { grantCovers, grantOf, type Grant } from './pattern-set.js';

/**
 * What the rest of an identity's policies leave of a grant: all of it, less than that, or not known, because a
 * policy was not read or a condition decides.
 */
export type Standing = 'whole' | 'less' | 'unknown';

/** A policy, or a level of policies, of which one has to allow whatever is allowed in the end. */
interface Ceiling {
  readonly type: PolicyType;
  readonly documents: readonly PolicyDocument[];
}

/**
 * Whether an identity has all that one of its policies grants it. The permissions boundary and the service control
 * policies of each level have to allow it, in one statement, and no unconditional deny may take the whole of it. A
 * deny of a part does not count: who can do everything but leave the organization can still do everything else.
 * A group has what at least one of its members has.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function standing(graph: PolicyGraph, identity: Identity, grant: Grant): Standing {
  if (identity.kind !== 'group') return standingOf(graph, identity, grant);
  const members = graph.incoming(identity.arn, 'member-of').flatMap(({ from }) => graph.entity(from) ?? []);
  const standings = new Set(members.map((member) => standingOf(graph, member, grant)));
  if (members.length === 0 || standings.has('whole')) return 'whole';
  return standings.has('unknown') ? 'unknown' : 'less';
}

function standingOf(graph: PolicyGraph, entity: Entity, grant: Grant): Standing {
  const { identity, permissionsBoundary, serviceControl = [], unread } = graph.effectivePolicies(entity);
  const exempt = graph.organization?.detail.MasterAccountId === entity.account;
  const ceilings: readonly Ceiling[] = [
    ...(permissionsBoundary
      ? [{ type: 'permissions-boundary' as const, documents: [permissionsBoundary.document] }]
      : []),
    ...(exempt ? [] : serviceControl).map((level) => ({
      type: 'service-control' as const,
      documents: level.map(({ document }) => document),
    })),
  ];
  const documents = [
    ...identity.map(({ document }) => document),
    ...ceilings.flatMap(({ documents }) => documents),
  ];
  if (documents.some((document) => takesAll(document, grant))) return 'less';
  const outcomes = ceilings.map(({ type, documents }) =>
    unread.includes(type) ? 'unknown' : allowedBy(documents, grant),
  );
  if (outcomes.includes('less')) return 'less';
  const unreadTypes = unread.filter(
    (type) => type !== 'resource-control' && !(exempt && type === 'service-control'),
  );
  return unreadTypes.length > 0 || outcomes.includes('unknown') ? 'unknown' : 'whole';
}

function takesAll({ statements }: PolicyDocument, grant: Grant): boolean {
  return statements.some(
    (statement) =>
      statement.effect === 'Deny' &&
      statement.conditions.length === 0 &&
      grantCovers(grantOf(statement), grant),
  );
}

function allowedBy(documents: readonly PolicyDocument[], grant: Grant): Standing {
  const allowing = documents
    .flatMap(({ statements }) => statements)
    .filter((statement) => statement.effect === 'Allow' && grantCovers(grantOf(statement), grant));
  if (allowing.length === 0) return 'less';
  return allowing.some(({ conditions }) => conditions.length === 0) ? 'whole' : 'unknown';
}
