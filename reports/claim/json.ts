import type { Comparison, ProofReport } from '../../src/model/index.js';

/** The whole report, for programs. Its properties come in the order in which they are made, which is always the same. */
export function renderJson(report: Comparison | ProofReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
