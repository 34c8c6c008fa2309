import {
  knowsVariables,
  TYPES_WITH_PRINCIPAL,
  type Condition,
  type PolicyDocument,
  type PolicyType,
  type Statement,
} from '../model/index.js';
import { actionsInclude, compileActions, type ActionName, type ActionSet } from './action.js';
import { compileCondition, type CompiledCondition } from './condition.js';
import { compilePrincipals, type PrincipalSet } from './principal.js';
import { compileResources, type ResourceSet } from './resource-set.js';

/** A statement, ready to be asked about many requests. */
export class CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionSet;
  /** Whether it is about all actions but these. */
  readonly exceptActions: boolean;
  private compiledTerms: Terms | undefined;

  constructor(
    readonly statement: Statement,
    readonly document: PolicyDocument,
  ) {
    const { effect, action } = statement;
    this.effect = effect;
    this.actions = compileActions(action?.values.map(({ value }) => value) ?? []);
    this.exceptActions = action?.negated ?? false;
  }

  /** Made when they are first asked for: most statements are never about an action of a request. */
  get terms(): Terms {
    this.compiledTerms ??= compileTerms(this.statement, this.document);
    return this.compiledTerms;
  }

  /** Whether it can be about actions of any service. */
  get isGeneral(): boolean {
    return this.exceptActions || this.actions.every;
  }

  isAbout(action: ActionName): boolean {
    return actionsInclude(this.actions, action) !== this.exceptActions;
  }
}

/** All of a statement but its actions. */
export interface Terms {
  /** Undefined where the element is missing and every resource of the policy's owner is meant. */
  readonly resources: ResourceSet | undefined;
  /** Undefined where the policy applies to whom it is attached to. */
  readonly principals: PrincipalSet | undefined;
  readonly conditions: readonly CompiledCondition[];
  /** ARNs of principals that a positive condition on `aws:PrincipalArn` names. */
  readonly conditionPrincipals: readonly string[];
}

/** Statements that are asked together. */
export interface Compiled {
  readonly statements: readonly CompiledStatement[];
  /** Whether there is text that could not be read as a statement. */
  readonly isPartial: boolean;
  /** Those that are about an action, whatever the resource. */
  readonly about: (action: ActionName) => readonly CompiledStatement[];
  /** What was found for the actions that were asked about of late, each in the place that its number gives it. */
  readonly recent: (Found | undefined)[];
}

export interface CompiledDocument extends Compiled {
  /** Those that name actions of the service. */
  readonly byService: ReadonlyMap<string, readonly CompiledStatement[]>;
  /** Those that can be about actions of any service. */
  readonly general: readonly CompiledStatement[];
}

interface Found {
  readonly action: ActionName;
  readonly statements: readonly CompiledStatement[];
}

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
  const result = compileDocument(document);
  compiled.set(document, result);
  return result;
}

function compileDocument(document: PolicyDocument): CompiledDocument {
  const statements = document.statements.map((statement) => new CompiledStatement(statement, document));
  const byService = new Map<string, CompiledStatement[]>();
  for (const statement of statements) {
    if (statement.isGeneral) continue;
    for (const service of statement.actions.services.keys()) {
      const list = byService.get(service);
      if (list) list.push(statement);
      else byService.set(service, [statement]);
    }
  }
  const general = statements.filter(({ isGeneral }) => isGeneral);
  return {
    statements,
    isPartial: document.errors.length > 0,
    byService,
    general,
    about: (action) =>
      [...(byService.get(action.service) ?? []), ...general].filter((statement) => statement.isAbout(action)),
    recent: [],
  };
}

interface CompiledList extends Compiled {
  /** The list as it was. */
  readonly documents: readonly PolicyDocument[];
}

const compiledLists = new WeakMap<readonly PolicyDocument[], CompiledList>();

/** The documents of a layer as one, made once for each list: a principal has the same policies in all its requests. */
export function compileAll(documents: readonly PolicyDocument[]): Compiled {
  const [first, second] = documents;
  if (first !== undefined && second === undefined) return compile(first);
  const known = compiledLists.get(documents);
  if (known && isSame(known.documents, documents)) return known;
  const parts = documents.map(compile);
  const result: CompiledList = {
    documents: [...documents],
    statements: parts.flatMap(({ statements }) => statements),
    isPartial: parts.some(({ isPartial }) => isPartial),
    about: (action) => parts.flatMap((part) => compiledAbout(part, action)),
    recent: [],
  };
  compiledLists.set(documents, result);
  return result;
}

/** A caller may have changed a list that was compiled. */
function isSame(before: readonly PolicyDocument[], now: readonly PolicyDocument[]): boolean {
  if (before.length !== now.length) return false;
  for (let index = 0; index < now.length; index += 1) if (before[index] !== now[index]) return false;
  return true;
}

/** A power of two. */
const MOST_RECENT = 16;

/** The statements that are about an action. */
export function compiledAbout({ recent, about }: Compiled, action: ActionName): readonly CompiledStatement[] {
  const place = action.number & (MOST_RECENT - 1);
  const found = recent[place];
  if (found?.action === action) return found.statements;
  const statements = about(action);
  recent[place] = { action, statements };
  return statements;
}

function compileTerms(
  { effect, resource, principal, conditions }: Statement,
  document: PolicyDocument,
): Terms {
  const variables = knowsVariables(document);
  const completes = TYPES_WITH_INCOMPLETE_ARNS.has(document.type);
  const namesPrincipals = principal && TYPES_WITH_PRINCIPAL.has(document.type);
  return {
    resources: resource && compileResources(resource, { effect, variables, completes }),
    principals: namesPrincipals ? compilePrincipals(principal) : undefined,
    conditions: conditions.map((condition) => compileCondition(condition, effect, variables)),
    conditionPrincipals: namedPrincipals(conditions),
  };
}

const NAMING_OPERATORS: ReadonlySet<string> = new Set(['arnequals', 'arnlike', 'stringequals', 'stringlike']);

function namedPrincipals(conditions: readonly Condition[]): readonly string[] {
  return conditions
    .filter(
      ({ operator, key }) =>
        key.value.toLowerCase() === 'aws:principalarn' && NAMING_OPERATORS.has(operator.value.toLowerCase()),
    )
    .flatMap(({ values }) => values.map(({ value }) => value));
}
