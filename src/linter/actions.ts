import type { Element } from '../model/index.js';
import { actionCovers } from '../prover/index.js';

/** Whether an Action or NotAction element means an action, given as `service:Name`. */
export function includesAction(element: Element | undefined, action: string): boolean {
  if (element === undefined) return false;
  return element.values.some(({ value }) => actionCovers(value, action)) !== element.negated;
}
