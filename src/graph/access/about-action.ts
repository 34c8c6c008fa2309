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
function matchesAction(value: string, action: string, service: string): boolean {
  if (value === '*' || value === '*:*') return true;
  return value.slice(0, service.length).toLowerCase() === service && actionCovers(value, action) !== false;
}

/** What documents say of one action. Each part is the same object each time, so that it is compiled once. */
export interface AboutAction {
  readonly all: PartOf;
  readonly denies: PartOf;
}

const MOST_ACTIONS = 16;
const parts = new Map<string, AboutAction>();

export function partsAbout(action: string): AboutAction {
  const known = parts.get(action);
  if (known) return known;
  const all = remembered((document) => restricted(document, (statement) => isAboutAction(statement, action)));
  const denies = remembered((document) => {
    const about = all(document);
    return about && restricted(about, ({ effect }) => effect === 'Deny');
  });
  if (parts.size >= MOST_ACTIONS) parts.clear();
  parts.set(action, { all, denies });
  return { all, denies };
}

function restricted(
  document: PolicyDocument,
  keeps: (statement: Statement) => boolean,
): PolicyDocument | undefined {
  const statements = document.statements.filter(keeps);
  if (statements.length === document.statements.length) return document;
  return statements.length === 0 && document.type === 'identity-based'
    ? undefined
    : { ...document, statements };
}

function remembered(part: PartOf): PartOf {
  const made = new WeakMap<PolicyDocument, PolicyDocument | 'nothing'>();
  return (document) => {
    const known = made.get(document);
    if (known) return known === 'nothing' ? undefined : known;
    const result = part(document);
    made.set(document, result ?? 'nothing');
    return result;
  };
}
