import { isEveryAction, matchingActions } from '../../graph/index.js';
import {
  listing,
  type Element,
  type ReportedAccess,
  type Statement,
  type StatementIn,
  type Witness,
} from '../../model/index.js';
import { actionCovers } from '../../prover/index.js';

/** What witnesses have in common: those that the same statements grant and deny show the same access. */
export function accessShownBy(witnesses: readonly Witness[]): readonly ReportedAccess[] {
  const numbers = new Map<Statement, number>();
  const numberOf = ({ statement }: StatementIn) => {
    const number = numbers.get(statement) ?? numbers.size;
    numbers.set(statement, number);
    return number;
  };
  const groups = new Map<string, { readonly witness: number; readonly actions: Set<string> }>();
  for (const [index, { actions, grants, denials }] of witnesses.entries()) {
    const key = JSON.stringify([grants.map(numberOf), denials.map(numberOf)]);
    const group = groups.get(key) ?? { witness: index, actions: new Set() };
    groups.set(key, group);
    for (const action of actions) group.actions.add(action);
  }
  return [...groups.values()].map(({ witness, actions }) => {
    const { grants = [], denials = [] } = witnesses[witness] ?? {};
    const elements = [...grants, ...denials].flatMap(({ statement }) => statement.action ?? []);
    return { summary: summaryOf([...actions], elements), actions: [...actions], witness };
  });
}

const FEW = 3;

/**
 * A few actions by their names, many of them as a statement that grants or denies them writes them. Where all that do
 * are about actions of every service, nobody can count these.
 */
function summaryOf(actions: readonly string[], elements: readonly Element[]): string {
  const [first] = actions;
  const [widest] = elements;
  const narrow = elements.find((element) => !isAboutEveryService(element));
  if (narrow === undefined && widest !== undefined && first !== undefined) {
    const what = widest.negated ? `besides ${listing(valuesOf(widest))}` : 'of *';
    return `actions ${what} such as ${first}`;
  }
  return narrow === undefined || actions.length <= FEW
    ? listing(actions)
    : listing(valuesOf(narrow).flatMap((value) => shareOf(value, actions)));
}

function isAboutEveryService(element: Element): boolean {
  return element.negated || valuesOf(element).some(isEveryAction);
}

function valuesOf({ values }: Element): readonly string[] {
  return values.map(({ value }) => value);
}

/** The value itself where all actions that it matches are there; nothing where none is. */
function shareOf(value: string, actions: readonly string[]): readonly string[] {
  const shared = actions.filter((action) => actionCovers(value, action) === true);
  const known = new Set(shared.map((action) => action.toLowerCase()));
  if (shared.length === 0) return [];
  if (matchingActions(value).every(({ name }) => known.has(name.toLowerCase()))) return [value];
  return [`${shared.length} ${shared.length === 1 ? 'action' : 'actions'} of ${value}`];
}
