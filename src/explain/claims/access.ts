import { isEveryAction, matchingActions } from '../../graph/index.js';
import {
  listing,
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
  return [...groups.values()].map(({ witness, actions }) => ({
    summary: summaryOf([...actions], witnesses[witness]?.grants[0]?.statement),
    actions: [...actions],
    witness,
  }));
}

const FEW = 3;

/** A few actions by their names, many of them as the statement writes them. */
function summaryOf(actions: readonly string[], grant: Statement | undefined): string {
  const [first] = actions;
  const element = grant?.action;
  if (first === undefined || element === undefined || actions.length <= FEW) return listing(actions);
  const values = element.values.map(({ value }) => value);
  if (element.negated) return `actions besides ${listing(values)} such as ${first}`;
  return listing(values.flatMap((value) => shareOf(value, actions)));
}

/** The value itself where all actions that it matches are there; nothing where none is. Nobody counts those of `*`. */
function shareOf(value: string, actions: readonly string[]): readonly string[] {
  const shared = actions.filter((action) => actionCovers(value, action) === true);
  const known = new Set(shared.map((action) => action.toLowerCase()));
  const [first] = shared;
  if (first === undefined) return [];
  if (isEveryAction(value)) return [`actions of * such as ${first}`];
  if (matchingActions(value).every(({ name }) => known.has(name.toLowerCase()))) return [value];
  return [`${shared.length} ${shared.length === 1 ? 'action' : 'actions'} of ${value}`];
}
