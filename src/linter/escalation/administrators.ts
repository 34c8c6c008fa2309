import {
  EVERYTHING,
  grantCovers,
  grantOf,
  isEveryResource,
  standing,
  type Grant,
  type PolicyGraph,
  type Standing,
} from '../../graph/index.js';
import { isScopedByCondition } from '../conditions.js';
import { parseArn } from '../../model/index.js';
import type { Entity, Group, PolicyDocument, Role, Statement } from '../../model/index.js';

/** Every action of IAM: whoever has it gives himself the rest. */
export const ALL_OF_IAM: Grant = { ...EVERYTHING, action: { negated: false, values: ['iam:*'] } };

const WIDEST = [EVERYTHING, ALL_OF_IAM] as const;

/** The policies of the principal itself. What binds the whole account makes nobody less of an administrator of it. */
const OWN_TYPES = ['identity-based', 'permissions-boundary'] as const;

const byDocument = new WeakMap<PolicyDocument, readonly Grant[]>();
const byEntity = new WeakMap<PolicyGraph, Map<string, Standing>>();
const byAccount = new WeakMap<PolicyGraph, Map<string, readonly Entity[]>>();

/**
 * Whether a principal has every action on every resource, or every action of IAM, without a condition: an
 * administrator comes by nothing that he has not got.
 */
export function isAdministrator(graph: PolicyGraph, entity: Entity): boolean {
  return administration(graph, entity) === 'whole';
}

/** The users and roles that administer an account, or may do so: some of their policies could not be read. */
export function administratorsOf(graph: PolicyGraph, accountId: string): readonly Entity[] {
  const known = byAccount.get(graph) ?? new Map<string, readonly Entity[]>();
  byAccount.set(graph, known);
  const account = graph.account(accountId);
  const found =
    known.get(accountId) ??
    (account ? graph.entities(account) : []).filter((entity) => administration(graph, entity) !== 'less');
  known.set(accountId, found);
  return found;
}

/** The roles among {@link administratorsOf}. */
export function administratorRoles(graph: PolicyGraph, accountId: string): readonly Role[] {
  return administratorsOf(graph, accountId).filter((entity) => entity.kind === 'role');
}

/**
 * Whether somebody other than AWS can change a role: not one that is linked to a service, nor one that IAM Identity
 * Center has made.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function isChangeable({ path, serviceLinked }: Role): boolean {
  return !serviceLinked && !path.startsWith('/aws-reserved/');
}

/** Whether the policies of a group make administrators of its members. */
export function makesAdministrators(graph: PolicyGraph, group: Group): boolean {
  const managed = group.attachedPolicies.map(
    ({ value }) => graph.managedPolicy(group.account, value)?.document,
  );
  return [...group.inlinePolicies, ...managed].some(
    (document) => document !== undefined && widestGrants(document).length > 0,
  );
}

/** Whether a document grants all that an administrator has. */
export function grantsAdministration(document: PolicyDocument): boolean {
  return widestGrants(document).length > 0;
}

/** Whether a principal would be an administrator with the policy for it: its permissions boundary does not keep it from it. */
export function couldAdminister(graph: PolicyGraph, entity: Entity): boolean {
  return WIDEST.some((grant) => standing(graph, entity, grant, ['permissions-boundary']) !== 'less');
}

function administration(graph: PolicyGraph, entity: Entity): Standing {
  const known = byEntity.get(graph) ?? new Map<string, Standing>();
  byEntity.set(graph, known);
  const found = known.get(entity.arn) ?? computeAdministration(graph, entity);
  known.set(entity.arn, found);
  return found;
}

function computeAdministration(graph: PolicyGraph, entity: Entity): Standing {
  const grants = new Set(
    graph.effectivePolicies(entity).identity.flatMap(({ document }) => widestGrants(document)),
  );
  const standings = new Set(
    [...grants].map((grant) =>
      grant === EVERYTHING ? standing(graph, entity, grant, OWN_TYPES) : standing(graph, entity, grant),
    ),
  );
  if (standings.has('whole')) return 'whole';
  return standings.has('unknown') ? 'unknown' : 'less';
}

function widestGrants(document: PolicyDocument): readonly Grant[] {
  const known = byDocument.get(document);
  if (known) return known;
  const allows = document.statements.filter(
    ({ effect, conditions }) => effect === 'Allow' && conditions.length === 0,
  );
  const found = WIDEST.filter((grant) => allows.some((statement) => givesAll(statement, grant)));
  byDocument.set(document, found);
  return found;
}

/**
 * Whether a statement makes administrators of those who meet its conditions, and the conditions are about who calls,
 * when and how alone: whoever meets them comes by nothing more by way of the statement.
 */
export function administersOnCondition(statement: Statement): boolean {
  return (
    statement.effect === 'Allow' &&
    statement.conditions.length > 0 &&
    !isScopedByCondition(statement) &&
    WIDEST.some((grant) => givesAll(statement, grant))
  );
}

function givesAll(statement: Statement, grant: Grant): boolean {
  if (grant !== ALL_OF_IAM) return grantCovers(grantOf(statement), grant);
  return isOnAllOfIAM(statement) && grantCovers({ ...EVERYTHING, action: grantOf(statement).action }, grant);
}

/** Whether a statement is about everything that IAM holds, of the account at least. */
export function isOnAllOfIAM({ resource }: Statement): boolean {
  return resource?.negated === false && resource.values.some(({ value }) => isAllOfIAM(value));
}

/** `*`, `arn:aws:iam::111122223333:*` and the like. */
function isAllOfIAM(resource: string): boolean {
  const arn = parseArn(resource);
  return (
    isEveryResource(resource) ||
    (arn?.service === 'iam' && arn.resource !== '' && arn.resource.replaceAll('*', '') === '')
  );
}
