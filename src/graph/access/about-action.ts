import { actionCovers } from '../../prover/index.js';
import type { PolicyDocument, Statement } from '../../model/index.js';
import type { PartOf } from '../request-policies.js';

/** Whether a statement is about an action, whatever the resource. */
export function isAboutAction({ action: element }: Statement, action: string): boolean {
  if (element === undefined) return false;
  const service = action.slice(0, action.indexOf(':') + 1).toLowerCase();
  const names = element.values.some(({ value }) => matchesAction(value, action, service));
  return names !== element.negated;
}

/** A policy of AWS's own can hold a thousand actions, so those of other services are told apart first. */
export function matchesAction(value: string, action: string, service: string): boolean {
  if (value === '*' || value === '*:*') return true;
  return value.slice(0, service.length).toLowerCase() === service && actionCovers(value, action) !== false;
}

const MOST_ACTIONS = 16;
const partsByAction = new Map<string, PartOf>();

/** The part of a document that is about an action: the same object each time, so that it is compiled once. */
export function partAbout(action: string): PartOf {
  const known = partsByAction.get(action);
  if (known) return known;
  const parts = new WeakMap<PolicyDocument, PolicyDocument>();
  const part: PartOf = (document) => {
    const made = parts.get(document);
    if (made) return made;
    const statements = document.statements.filter((statement) => isAboutAction(statement, action));
    const result = statements.length === document.statements.length ? document : { ...document, statements };
    parts.set(document, result);
    return result;
  };
  if (partsByAction.size >= MOST_ACTIONS) partsByAction.clear();
  partsByAction.set(action, part);
  return part;
}
