import { findAction } from '../../model/catalogue/index.js';
import { listing, parseArn, type Statement } from '../../model/index.js';
import { actionCovers } from '../../prover/index.js';
import { actionsWithout } from './action-patterns.js';
import { compact, inOrder, jsonOf, without, type StatementJson } from './statement-json.js';

/** An action on a resource that a Deny is to leave out. */
export interface Exception {
  readonly action: string;
  readonly resource: string;
}

/** The Deny without what is excepted, in as many statements as that takes. None: it denies nothing else. */
export function narrowed(statement: Statement, exceptions: readonly Exception[]): readonly StatementJson[] {
  const json = jsonOf(statement);
  const actions = [...new Set(exceptions.map(({ action }) => action))].sort();
  return [...withoutActions(json, statement, actions), ...onOtherResources(json, statement, exceptions)];
}

/** What {@link narrowed} opens besides, or leaves open for the future. */
export function narrowingCautions(statement: Statement, exceptions: readonly Exception[]): readonly string[] {
  return [...resourceCaution(statement, exceptions), ...patternCaution(statement, exceptions)];
}

function withoutActions(
  json: StatementJson,
  { action }: Statement,
  actions: readonly string[],
): readonly StatementJson[] {
  const rest = without(json, 'Action', 'NotAction');
  const values = action?.values.map(({ value }) => value) ?? [];
  if (action?.negated) return [inOrder({ ...rest, NotAction: [...values, ...actions] })];
  const left = values.map((value) => actionsWithout(value, actions));
  if (left.includes(undefined)) return [inOrder({ ...rest, NotAction: compact(actions) })];
  const kept = left.flatMap((patterns) => patterns ?? []);
  return kept.length === 0 ? [] : [inOrder({ ...rest, Action: compact(kept) })];
}

/** What is excepted on one resource stays denied on all others. */
function onOtherResources(
  json: StatementJson,
  statement: Statement,
  exceptions: readonly Exception[],
): readonly StatementJson[] {
  if (!isEveryResource(statement)) return [];
  const rest = without(json, 'Sid', 'Action', 'NotAction', 'Resource');
  const byAction = new Map<string, Set<string>>();
  for (const { action, resource } of exceptions.filter(isOneResource)) {
    const resources = byAction.get(action) ?? new Set();
    byAction.set(action, resources.add(resource));
  }
  return [...byAction].map(([action, resources]) =>
    inOrder({ ...rest, Action: action, NotResource: compact([...resources].sort()) }),
  );
}

function isEveryResource({ resource }: Statement): boolean {
  return resource !== undefined && !resource.negated && resource.values.some(({ value }) => value === '*');
}

/** Whether an action is asked about one resource, and touches no other type of resource in the same operation. */
function isOneResource({ action: name, resource }: Exception): boolean {
  const action = findAction(name);
  return (
    action !== undefined &&
    action.resourceTypes.length > 0 &&
    action.requiredResourceTypes.length < 2 &&
    parseArn(resource) !== undefined &&
    !resource.includes('*')
  );
}

function resourceCaution(statement: Statement, exceptions: readonly Exception[]): readonly string[] {
  const open = exceptions.filter(
    (exception) =>
      findAction(exception.action)?.resourceTypes.length !== 0 &&
      !(isEveryResource(statement) && isOneResource(exception)),
  );
  const actions = [...new Set(open.map(({ action }) => action))];
  return actions.length === 0
    ? []
    : [`It opens ${listing(actions)} on every resource that the statement is about.`];
}

/** Patterns that leave an action out leave no room for all that AWS may yet add. */
function patternCaution({ action }: Statement, exceptions: readonly Exception[]): readonly string[] {
  if (action === undefined || action.negated) return [];
  return action.values
    .map(({ value }) => value)
    .filter((value) => value.endsWith('*') && value.includes(':'))
    .filter((value) => exceptions.some((exception) => actionCovers(value, exception.action) === true))
    .map(
      (value) => `An action that AWS adds to ${value} later is denied only if it begins like one of these.`,
    );
}
