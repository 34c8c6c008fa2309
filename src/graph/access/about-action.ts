import { statementsAbout } from '../../evaluator/index.js';
import type { PolicyDocument } from '../../model/index.js';
import type { PartOf } from '../request-policies.js';

const MOST_ACTIONS = 16;
const parts = new Map<string, PartOf>();

/** What documents say of one action. Each part is the same object each time, so that it is compiled once. */
export function partAbout(action: string): PartOf {
  const known = parts.get(action);
  if (known) return known;
  const part = remembered((document) => restricted(document, action));
  if (parts.size >= MOST_ACTIONS) parts.clear();
  parts.set(action, part);
  return part;
}

function restricted(document: PolicyDocument, action: string): PolicyDocument | undefined {
  const statements = statementsAbout(document, action);
  if (statements.length === document.statements.length) return document;
  const isSilent = statements.length === 0 && document.type === 'identity-based';
  // One that could not be read in full may say more.
  return isSilent && document.errors.length === 0 ? undefined : { ...document, statements };
}

function remembered(part: PartOf): PartOf {
  const made = new WeakMap<PolicyDocument, PolicyDocument | 'nothing'>();
  return (document) => {
    const known = made.get(document) ?? part(document) ?? 'nothing';
    made.set(document, known);
    return known === 'nothing' ? undefined : known;
  };
}
