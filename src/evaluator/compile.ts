import type { PolicyDocument, PolicyType, Statement } from '../model/index.js';
import { actionsInclude, compileActions, type ActionName, type ActionSet } from './action.js';
import { compileCondition, type CompiledCondition } from './condition.js';
import { compilePrincipals, type PrincipalSet } from './principal.js';
import { compileResources, type ResourceSet } from './resource-set.js';

/** A statement, ready to be asked about many requests. */
export interface CompiledStatement {
  readonly statement: Statement;
  readonly document: PolicyDocument;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionSet;
  readonly actionsNegated: boolean;
  /** Undefined where the element is missing and every resource of the policy's owner is meant. */
  readonly resources: ResourceSet | undefined;
  /** Undefined where the policy applies to whom it is attached to. */
  readonly principals: PrincipalSet | undefined;
  readonly conditions: readonly CompiledCondition[];
  /** ARNs of principals that a positive condition on `aws:PrincipalArn` names. */
  readonly conditionPrincipals: readonly string[];
}

export interface CompiledDocument {
  readonly statements: readonly CompiledStatement[];
  /** Whether there is text that could not be read as a statement. */
  readonly isPartial: boolean;
  /** Those that can be about an action of the service. */
  readonly byService: ReadonlyMap<string, readonly CompiledStatement[]>;
  /** Those that can be about a service that is not in `byService`. */
  readonly general: readonly CompiledStatement[];
  /** Those that are about an action, for the actions that were asked about of late. */
  readonly byAction: Map<ActionName, readonly CompiledStatement[]>;
}

/** The types whose statements are about whom they name, and not about whom they are attached to. */
const TYPES_WITH_PRINCIPAL: ReadonlySet<PolicyType> = new Set([
  'resource-based',
  'role-trust',
  'resource-control',
  'vpc-endpoint',
]);

/** The types in which IAM completes an ARN of fewer than six fields. */
const TYPES_WITH_INCOMPLETE_ARNS: ReadonlySet<PolicyType> = new Set([
  'identity-based',
  'permissions-boundary',
  'service-control',
]);

const compiled = new WeakMap<PolicyDocument, CompiledDocument>();

/** The document in the form that requests are judged by, made once for each document. */
export function compile(document: PolicyDocument): CompiledDocument {
  const known = compiled.get(document);
  if (known) return known;
  const statements = document.statements.map((statement) => compileStatement(statement, document));
  const services = new Set(
    statements.flatMap(({ actions, actionsNegated }) => (actionsNegated ? [] : [...actions.services.keys()])),
  );
  const general = statements.filter(isGeneral);
  const byService = new Map(
    [...services].map((service) => [
      service,
      statements.filter((statement) => isGeneral(statement) || statement.actions.services.has(service)),
    ]),
  );
  const isPartial = document.errors.length > 0;
  const result = { statements, isPartial, byService, general, byAction: new Map() };
  compiled.set(document, result);
  return result;
}

function isGeneral({ actions, actionsNegated }: CompiledStatement): boolean {
  return actionsNegated || actions.every;
}

const MOST_ACTIONS = 64;

/** The statements of a document that are about an action, in order. */
export function statementsAbout(
  { byService, general, byAction }: CompiledDocument,
  action: ActionName,
): readonly CompiledStatement[] {
  const known = byAction.get(action);
  if (known) return known;
  const statements = (byService.get(action.service) ?? general).filter((statement) =>
    isAbout(statement, action),
  );
  if (byAction.size >= MOST_ACTIONS) byAction.clear();
  byAction.set(action, statements);
  return statements;
}

export function isAbout({ actions, actionsNegated }: CompiledStatement, action: ActionName): boolean {
  return actionsInclude(actions, action) !== actionsNegated;
}

function compileStatement(statement: Statement, document: PolicyDocument): CompiledStatement {
  const { effect, action, resource, principal, conditions } = statement;
  const variables = document.version?.value === '2012-10-17';
  const completes = TYPES_WITH_INCOMPLETE_ARNS.has(document.type);
  return {
    statement,
    document,
    effect,
    actions: compileActions(action?.values.map(({ value }) => value) ?? []),
    actionsNegated: action?.negated ?? false,
    resources: resource && compileResources(resource, { effect, variables, completes }),
    principals:
      principal && TYPES_WITH_PRINCIPAL.has(document.type) ? compilePrincipals(principal) : undefined,
    conditions: conditions.map((condition) => compileCondition(condition, effect, variables)),
    conditionPrincipals: namedPrincipals(statement),
  };
}

const NAMING_OPERATORS: ReadonlySet<string> = new Set(['arnequals', 'arnlike', 'stringequals', 'stringlike']);

function namedPrincipals({ conditions }: Statement): readonly string[] {
  return conditions
    .filter(
      ({ operator, key }) =>
        key.value.toLowerCase() === 'aws:principalarn' && NAMING_OPERATORS.has(operator.value.toLowerCase()),
    )
    .flatMap(({ values }) => values.map(({ value }) => value));
}
