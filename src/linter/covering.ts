import { actionName, actionsInclude, compileActions, type ActionSet } from '../evaluator/index.js';
import { actionsCover, grantOf, resourcesCover, type PatternSet } from '../graph/index.js';
import { noNewAccess } from '../prover/index.js';
import {
  accountNamedBy,
  type Condition,
  type PolicyDocument,
  type PrincipalElement,
  type Statement,
  type StatementIn,
} from '../model/index.js';
import { conditionMeaning } from './policy-text.js';

/**
 * The statements of `others` that together say all that a statement says: for each of its actions on each of its
 * resources there is one of the same effect, for the same principals, under no further condition. Undefined where
 * something is left over, or that is not certain.
 */
export function coveringStatements(
  covered: StatementIn,
  others: readonly StatementIn[],
): readonly StatementIn[] | undefined {
  const alike = others.filter((other) => isAlike(other, covered));
  if (alike.length === 0) return undefined;
  const implied = alike.filter((other) => isImplied(other.statement, covered.statement));
  const plainly = together(implied, covered);
  if (plainly || covered.statement.effect === 'Deny' || implied.length === alike.length) return plainly;
  // Whether one condition follows from others takes a proof, which is worth its time only where all else fits.
  const candidates = together(alike, covered);
  return candidates && provenTogether(candidates, covered) ? candidates : undefined;
}

/** The statements of the documents that have the effect. */
export function statementsWith(
  effect: Statement['effect'],
  documents: readonly PolicyDocument[],
): readonly StatementIn[] {
  return documents.flatMap((document) =>
    document.statements
      .filter((statement) => statement.effect === effect)
      .map((statement) => ({ document, statement })),
  );
}

/** Whether a statement is for the same principals as another, with conditions on no other keys than that one has. */
function isAlike(other: StatementIn, covered: StatementIn): boolean {
  const { conditions } = covered.statement;
  return (
    other.statement.effect === covered.statement.effect &&
    other.document.version?.value === covered.document.version?.value &&
    other.statement.conditions.every((condition) => conditions.some((own) => isSameKey(own, condition))) &&
    includesPrincipals(other.statement.principal, covered.statement.principal)
  );
}

function isSameKey({ key: a }: Condition, { key: b }: Condition): boolean {
  return a.value.toLowerCase() === b.value.toLowerCase();
}

/** Only who is named alike: what a resource-based policy grants differs between a user, its account and everybody. */
function includesPrincipals(
  outer: PrincipalElement | undefined,
  inner: PrincipalElement | undefined,
): boolean {
  if (outer === undefined || inner === undefined) return outer === inner;
  const [outerNames, innerNames] = [outer, inner].map(
    ({ values }) =>
      new Set(values.map(({ kind, token }) => `${kind} ${accountNamedBy(token.value) ?? token.value}`)),
  );
  if (outer.negated !== inner.negated || !outerNames || !innerNames) return false;
  return outer.negated ? isSubset(outerNames, innerNames) : isSubset(innerNames, outerNames);
}

/** Whether whatever meets the conditions of `inner` meets those of `outer`, each of which it has as well. */
function isImplied(outer: Statement, inner: Statement): boolean {
  if (outer.conditions.length === 0) return true;
  return isSubset(
    new Set(outer.conditions.map(conditionMeaning)),
    new Set(inner.conditions.map(conditionMeaning)),
  );
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((item) => all.has(item));
}

/** Those of the statements that are needed to have every action of another on every resource, conditions aside. */
function together(
  statements: readonly StatementIn[],
  { statement }: StatementIn,
): readonly StatementIn[] | undefined {
  const { action, resource } = grantOf(statement);
  // Actions first: they rule out most statements, and resources take longer to compare.
  const byAction: (readonly StatementIn[])[] = [];
  for (const part of partsOf(action)) {
    const having = statements.filter((one) => hasActions(one.statement, part));
    if (having.length === 0) return undefined;
    byAction.push(having);
  }
  const resources = partsOf(resource);
  const reaches = new Map(
    [...new Set(byAction.flat())].map((one) => [one, reachOf(one.statement, resources)] as const),
  );
  const reaching = (some: readonly StatementIn[]) => {
    const alone = some.find((one) => reaches.get(one)?.size === resources.length);
    if (alone) return [alone];
    return resources.every((part) => some.some((one) => reaches.get(one)?.has(part))) ? some : undefined;
  };
  const needed = byAction.map(reaching);
  if (needed.includes(undefined)) return undefined;
  return statements.filter((one) => needed.some((some) => some?.includes(one)));
}

/** Those of the resources that a statement is about as a whole. */
function reachOf(statement: Statement, resources: readonly PatternSet[]): ReadonlySet<PatternSet> {
  const { resource } = grantOf(statement);
  return new Set(resources.filter((part) => resourcesCover(resource, part)));
}

/** Values one by one; everything but some is one. */
function partsOf(set: PatternSet): readonly PatternSet[] {
  return set.negated ? [set] : set.values.map((value) => ({ negated: false, values: [value] }));
}

const actionSets = new WeakMap<Statement, ActionSet>();

/** An action without wildcards is looked up: policies of AWS list more than a thousand. */
function hasActions(statement: Statement, part: PatternSet): boolean {
  const [value = ''] = part.values;
  const { action } = grantOf(statement);
  if (part.negated || value.includes('*') || value.includes('?')) return actionsCover(action, part);
  const set = actionSets.get(statement) ?? compileActions(action.values);
  actionSets.set(statement, set);
  return actionsInclude(set, actionName(value)) !== action.negated;
}

function provenTogether(statements: readonly StatementIn[], { document, statement }: StatementIn): boolean {
  const { action, resource } = grantOf(statement);
  const documents = statements.map((one) => ({ ...one.document, statements: [one.statement] }));
  const { verdict } = noNewAccess(documents, [{ ...document, statements: [statement] }], {
    ...(!action.negated && { actions: action.values }),
    ...(!resource.negated && { resources: resource.values }),
  });
  return verdict === 'proved';
}
