import { EVERYTHING, grantCovers, grantOf } from '../graph/index.js';
import { listing, type Element, type Statement } from '../model/index.js';

/** Whether an Action or NotAction element means an action, given as `service:Name`. */
export function includesAction(element: Element | undefined, action: string): boolean {
  if (element === undefined) return false;
  const meant = { negated: element.negated, values: element.values.map(({ value }) => value) };
  const asked = { negated: false, values: [action] };
  return grantCovers({ ...EVERYTHING, action: meant }, { ...EVERYTHING, action: asked });
}

/** The actions of a statement as a sentence names them: `s3:GetObject and s3:PutObject`. */
export function actionsText(statement: Statement): string {
  const { negated, values } = grantOf(statement).action;
  return negated ? `everything but ${listing(values)}` : listing(values);
}
