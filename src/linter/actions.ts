import { actionsCover, grantOf, patternSet } from '../graph/index.js';
import { listing, type Element, type Statement } from '../model/index.js';

/** Whether an Action or NotAction element means an action, given as `service:Name`. */
export function includesAction(element: Element | undefined, action: string): boolean {
  return element !== undefined && actionsCover(patternSet(element), { negated: false, values: [action] });
}

/** The actions of a statement as a sentence names them: `s3:GetObject and s3:PutObject`. */
export function actionsText(statement: Statement): string {
  const { negated, values } = grantOf(statement).action;
  return negated ? `everything but ${listing(values)}` : listing(values);
}
