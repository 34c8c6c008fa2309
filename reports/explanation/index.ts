import type { DenialExplanation, Explanation } from '../../src/model/index.js';
import type { TextOptions } from '../page.js';
import { renderDenial } from './denial.js';
import { renderJson } from './json.js';
import { renderText } from './text.js';

export const EXPLANATION_FORMATS = ['text', 'json'] as const;
export type ExplanationFormat = (typeof EXPLANATION_FORMATS)[number];

/** What `iamlint explain` answers, in one format, ending with a newline. */
export function renderExplanation(
  format: ExplanationFormat,
  explanation: Explanation | DenialExplanation,
  options: TextOptions = {},
): string {
  if (format === 'json') return renderJson(explanation);
  return explanation.kind === 'denial'
    ? renderDenial(explanation, options)
    : renderText(explanation, options);
}
