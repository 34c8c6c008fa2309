import { evaluate, possibleDecisions } from '../evaluator/index.js';
import { accountNamedBy } from '../model/index.js';
import type { ApplicablePolicies, Entity, PolicyDocument, Request, Role, Statement } from '../model/index.js';
import type { PolicyGraph, ReachingPolicy } from './graph.js';
import { EVERYTHING, grantCovers, grantOf, type Grant } from './pattern-set.js';

/** The users and roles of an account that can assume a role of it. */
export interface Assumers {
  readonly certain: readonly Entity[];
  /** Those for whom a condition, or a policy that was not read, decides. */
  readonly possible: readonly Entity[];
}

/** Somebody whose policies may allow to assume roles. */
interface Candidate {
  readonly entity: Entity;
  readonly policies: ApplicablePolicies;
  readonly context: Request['context'];
  /** How the ARNs of all roles begin that an Allow is about. */
  readonly prefixes: readonly string[];
  /** Whether every statement about assuming roles, in whatever policy, is about every role. */
  readonly isUniform: boolean;
}

interface Candidates {
  readonly uniform: readonly Candidate[];
  readonly particular: readonly Candidate[];
  /** What becomes of the uniform ones where a trust policy trusts the account and says no more. */
  uniformAssumers?: Assumers;
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
  const policy = trustInAccount(trust, statement, role.account);
  const isPlain = policy.statements.length === 1 && statement.conditions.length === 0;
  const answers = [
    isPlain
      ? (candidates.uniformAssumers ??= ask(candidates.uniform, role, policy))
      : ask(candidates.uniform, role, policy),
    ask(
      candidates.particular.filter(({ prefixes }) => prefixes.some((prefix) => role.arn.startsWith(prefix))),
      role,
      policy,
    ),
  ];
  return {
    certain: answers.flatMap(({ certain }) => certain).filter((entity) => entity !== role),
    possible: answers.flatMap(({ possible }) => possible).filter((entity) => entity !== role),
  };
}

/** The identity-based policies that allow an entity to assume a role, or would where a condition is met. */
export function policiesForAssuming(
  graph: PolicyGraph,
  entity: Entity,
  role: Role,
): readonly ReachingPolicy[] {
  const { trace } = evaluate(assumption(entity, role, {}), graph.applicablePolicies(entity));
  const documents = new Set(
    trace
      .filter(({ policyType }) => policyType === 'identity-based')
      .flatMap(({ statements }) => statements)
      .filter(({ statement, applies }) => statement.effect === 'Allow' && applies !== 'false')
      .map(({ document }) => document),
  );
  return graph.effectivePolicies(entity).identity.filter(({ document }) => documents.has(document));
}

function ask(candidates: readonly Candidate[], role: Role, trust: PolicyDocument): Assumers {
  const certain: Entity[] = [];
  const possible: Entity[] = [];
  for (const { entity, policies, context } of candidates) {
    const decisions = possibleDecisions(assumption(entity, role, context), { ...policies, resource: trust });
    if (!decisions.includes('allowed')) continue;
    (decisions.length === 1 ? certain : possible).push(entity);
  }
  return { certain, possible };
}

function assumption(entity: Entity, role: Role, context: Request['context']): Request {
  return { principal: entity, action: 'sts:AssumeRole', resource: role.arn, context };
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
  const found = byAccount.get(account);
  if (found) return found;
  const entities = graph.account(account);
  const all = (entities ? graph.entities(entities) : []).flatMap((entity) => candidate(graph, entity));
  const candidates = {
    uniform: all.filter(({ isUniform }) => isUniform),
    particular: all.filter(({ isUniform }) => !isUniform),
  };
  byAccount.set(account, candidates);
  return candidates;
}

function candidate(graph: PolicyGraph, entity: Entity): readonly Candidate[] {
  // Nobody but its service has the credentials of a service-linked role.
  if (entity.kind === 'role' && entity.serviceLinked) return [];
  const { identity, permissionsBoundary, serviceControl, resourceControl, unread } =
    graph.effectivePolicies(entity);
  const granting = identity.flatMap(({ document }) => aboutAssuming(document));
  const isUnread = unread.includes('identity-based');
  if (!isUnread && !granting.some(({ effect }) => effect === 'Allow')) return [];
  const limiting = [
    ...(permissionsBoundary ? [permissionsBoundary] : []),
    ...(serviceControl ?? []).flat(),
    ...(resourceControl ?? []).flat(),
  ];
  const statements = [...granting, ...limiting.flatMap(({ document }) => aboutAssuming(document))];
  const unknownTypes = unread.filter((type) => type !== 'service-control' && type !== 'resource-control');
  const organization = graph.organization?.detail.Id;
  return [
    {
      entity,
      policies: {
        ...graph.applicablePolicies(entity),
        ...(resourceControl && {
          resourceControl: resourceControl.map((level) => level.map(({ document }) => document)),
        }),
        unknownTypes,
      },
      context: {
        ...(organization !== undefined && { 'aws:PrincipalOrgID': [organization] }),
        ...Object.fromEntries(entity.tags.map(({ Key, Value }) => [`aws:PrincipalTag/${Key}`, [Value]])),
      },
      prefixes: isUnread ? [''] : granting.filter(({ effect }) => effect === 'Allow').flatMap(prefixesOf),
      isUniform: statements.every(isAboutEveryRole),
    },
  ];
}

const ASSUME_ROLE: Grant = { ...EVERYTHING, action: { negated: false, values: ['sts:AssumeRole'] } };
const aboutAssumingRoles = new WeakMap<PolicyDocument, readonly Statement[]>();

function aboutAssuming(document: PolicyDocument): readonly Statement[] {
  const found = aboutAssumingRoles.get(document);
  if (found) return found;
  const statements = document.statements.filter((statement) =>
    grantCovers({ ...EVERYTHING, action: grantOf(statement).action }, ASSUME_ROLE),
  );
  aboutAssumingRoles.set(document, statements);
  return statements;
}

function isAboutEveryRole({ resource }: Statement): boolean {
  return resource !== undefined && !resource.negated && resource.values.some(({ value }) => value === '*');
}

/** What the resources of a statement begin with, up to the first wildcard or variable. */
function prefixesOf({ resource }: Statement): readonly string[] {
  if (resource === undefined || resource.negated) return [''];
  return resource.values.map(({ value }) => value.split(/[*?$]/, 1)[0] ?? '');
}
