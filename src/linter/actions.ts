import { EVERYTHING, grantCovers } from '../graph/index.js';
import type { Element } from '../model/index.js';

/** Whether an Action or NotAction element means an action, given as `service:Name`. */
export function includesAction(element: Element | undefined, action: string): boolean {
  if (element === undefined) return false;
  const meant = { negated: element.negated, values: element.values.map(({ value }) => value) };
  const asked = { negated: false, values: [action] };
  return grantCovers({ ...EVERYTHING, action: meant }, { ...EVERYTHING, action: asked });
}
