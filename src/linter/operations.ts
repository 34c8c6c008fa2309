import { matchingActions, type PolicyGraph } from '../graph/index.js';
import { findAction, type Action } from '../model/catalogue/index.js';
import type { Entity, PolicyDocument, Statement, Token } from '../model/index.js';
import { deniesOfAction, mayBeAllowed } from './action-access.js';
import { ROLE_PASSING_OPERATIONS } from './role-passing.js';

/** An operation that a statement allows and that needs further actions. */
export interface DependentOperation {
  /** As AWS spells it: `rds:CreateDBInstance`. */
  readonly name: string;
  /** The prefix of its service. */
  readonly service: string;
  /** What it depends on: the actions that AWS's reference lists, and `iam:PassRole` where a role has to be named. */
  readonly dependents: readonly string[];
  readonly document: PolicyDocument;
  readonly statement: Statement;
  /** The value of the Action element that means it. */
  readonly token: Token;
  /** Whether the value is its name and no pattern. */
  readonly named: boolean;
}

/** What a value of an Action element means. */
type Meaning = Pick<DependentOperation, 'name' | 'service' | 'dependents' | 'named'>;

/** What has been worked out for a graph: the policies of an account say the same things over and over. */
interface Known {
  readonly principals: WeakMap<Entity, readonly DependentOperation[]>;
  readonly documents: WeakMap<PolicyDocument, readonly DependentOperation[]>;
  readonly values: Map<string, readonly Meaning[]>;
}

const knownOfGraphs = new WeakMap<PolicyGraph, Known>();

/**
 * The operations that depend on other actions and that a principal's policies mean to allow, by their names or by
 * patterns within one service. What `*` and NotAction allow was not meant one by one and does not count, nor does
 * what a Deny takes away altogether or the permissions boundary does not allow.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function dependentOperations(graph: PolicyGraph, principal: Entity): readonly DependentOperation[] {
  const known = knownOfGraphs.get(graph) ?? {
    principals: new WeakMap(),
    documents: new WeakMap(),
    values: new Map(),
  };
  knownOfGraphs.set(graph, known);
  const operations = known.principals.get(principal) ?? operationsFor(graph, known, principal);
  known.principals.set(principal, operations);
  return operations;
}

function operationsFor(graph: PolicyGraph, known: Known, principal: Entity): readonly DependentOperation[] {
  const { identity, permissionsBoundary } = graph.effectivePolicies(principal);
  return [...new Set(identity.map(({ document }) => document))]
    .flatMap((document) => operationsOf(known, document))
    .filter(({ name }) => deniesOfAction(graph, principal, name).length === 0)
    .filter(({ name }) => !permissionsBoundary || mayBeAllowed(graph, principal, name) !== false);
}

function operationsOf(known: Known, document: PolicyDocument): readonly DependentOperation[] {
  const operations = known.documents.get(document);
  if (operations) return operations;
  const found = document.statements.flatMap((statement) => operationsIn(known, document, statement));
  known.documents.set(document, found);
  return found;
}

function operationsIn(
  { values }: Known,
  document: PolicyDocument,
  statement: Statement,
): readonly DependentOperation[] {
  const { effect, action } = statement;
  if (effect !== 'Allow' || action?.negated !== false) return [];
  return action.values.flatMap((token) => {
    const meanings = values.get(token.value) ?? meaningsOf(token.value);
    values.set(token.value, meanings);
    return meanings.map((meaning) => ({ ...meaning, document, statement, token }));
  });
}

function meaningsOf(value: string): readonly Meaning[] {
  const named = findAction(value) !== undefined;
  return matchingActions(value).flatMap((operation): readonly Meaning[] => {
    const { name } = operation;
    const dependents = dependentsOf(operation);
    return dependents.length === 0
      ? []
      : [{ name, service: name.slice(0, name.indexOf(':')), dependents, named }];
  });
}

function dependentsOf({ name, dependentActions }: Action): readonly string[] {
  return ROLE_PASSING_OPERATIONS.has(name)
    ? [...new Set(['iam:PassRole', ...dependentActions])]
    : dependentActions;
}
