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

const operationsOfDocuments = new WeakMap<PolicyDocument, readonly DependentOperation[]>();

/**
 * The operations that depend on other actions and that a principal's policies mean to allow, by their names or by
 * patterns within one service. What `*` and NotAction allow was not meant one by one and does not count, nor does
 * what a Deny takes away altogether or the permissions boundary does not allow.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function dependentOperations(graph: PolicyGraph, principal: Entity): readonly DependentOperation[] {
  const { identity, permissionsBoundary } = graph.effectivePolicies(principal);
  return [...new Set(identity.map(({ document }) => document))]
    .flatMap(operationsOf)
    .filter(({ name }) => deniesOfAction(graph, principal, name).length === 0)
    .filter(({ name }) => !permissionsBoundary || mayBeAllowed(graph, principal, name) !== false);
}

function operationsOf(document: PolicyDocument): readonly DependentOperation[] {
  const known = operationsOfDocuments.get(document);
  if (known) return known;
  const found = document.statements.flatMap((statement) => operationsIn(document, statement));
  operationsOfDocuments.set(document, found);
  return found;
}

function operationsIn(document: PolicyDocument, statement: Statement): readonly DependentOperation[] {
  const { effect, action } = statement;
  if (effect !== 'Allow' || action?.negated !== false) return [];
  return action.values.flatMap((token) => {
    const named = findAction(token.value) !== undefined;
    return matchingActions(token.value).flatMap((operation): readonly DependentOperation[] => {
      const { name } = operation;
      const dependents = dependentsOf(operation);
      const service = name.slice(0, name.indexOf(':'));
      return dependents.length === 0
        ? []
        : [{ name, service, dependents, document, statement, token, named }];
    });
  });
}

function dependentsOf({ name, dependentActions }: Action): readonly string[] {
  return ROLE_PASSING_OPERATIONS.has(name)
    ? [...new Set(['iam:PassRole', ...dependentActions])]
    : dependentActions;
}
