import { grantOf, grantsIntersect, type PolicyGraph } from '../graph/index.js';
import type { Entity, PolicyDocument, Statement } from '../model/index.js';

/**
 * Whether the identity-based policies of an entity, those of its groups included, may allow something of what a
 * statement is about. So does a policy that was not read.
 */
export function identitiesAllow(graph: PolicyGraph, entity: Entity, statement: Statement): boolean {
  const { identity, unread } = graph.effectivePolicies(entity);
  if (unread.includes('identity-based') || affectedByGaps(graph).has(entity.arn)) return true;
  return identity.some(({ document }) => allows(document, statement));
}

const affectedByGraph = new WeakMap<PolicyGraph, ReadonlySet<string>>();

/** The reads of identity-based policies, embedded and managed, and of the identities that have them. */
const POLICIES = /^iam:(Get|List)\w*(Policy|Policies|PolicyVersion|AuthorizationDetails)$/;

/** The ARNs of those of whom a policy was not read. */
function affectedByGaps(graph: PolicyGraph): ReadonlySet<string> {
  const known = affectedByGraph.get(graph);
  if (known) return known;
  const gaps = graph.coverageGaps.filter(({ operation }) => POLICIES.test(operation));
  const affected = new Set(gaps.flatMap(({ affects }) => affects));
  affectedByGraph.set(graph, affected);
  return affected;
}

const allowing = new WeakMap<Statement, WeakMap<PolicyDocument, boolean>>();

/** Worked out once for each pair: most entities of an account share their managed policies. */
function allows(document: PolicyDocument, statement: Statement): boolean {
  const byDocument = allowing.get(statement) ?? new WeakMap<PolicyDocument, boolean>();
  allowing.set(statement, byDocument);
  const known = byDocument.get(document);
  if (known !== undefined) return known;
  const grant = grantOf(statement);
  const found = document.statements.some(
    (other) => other.effect === 'Allow' && grantsIntersect(grantOf(other), grant),
  );
  byDocument.set(document, found);
  return found;
}
