import type { Comparison, ProofReport } from '../../src/model/index.js';
import type { TextOptions } from '../page.js';
import { renderJson } from './json.js';
import * as text from './text.js';

export const COMPARISON_FORMATS = ['text', 'json'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

/** What `iamlint compare` answers, in one format, ending with a newline. */
export function renderComparison(
  format: ComparisonFormat,
  comparison: Comparison,
  options: TextOptions = {},
): string {
  return format === 'json' ? renderJson(comparison) : text.renderComparison(comparison, options);
}

/** What `iamlint prove` answers, in one of its own formats, ending with a newline. */
export function renderProofs(
  format: ComparisonFormat,
  report: ProofReport,
  options: TextOptions = {},
): string {
  return format === 'json' ? renderJson(report) : text.renderProofs(report, options);
}
