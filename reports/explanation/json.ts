import type { DenialExplanation, Explanation } from '../../src/model/index.js';

/** The whole explanation, for programs. Its properties come in the order in which they are made, which is always the same. */
export function renderJson(explanation: Explanation | DenialExplanation): string {
  return `${JSON.stringify(explanation, undefined, 2)}\n`;
}
