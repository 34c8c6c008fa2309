import type { PolicyTestRun } from '../../src/model/index.js';
import type { TextOptions } from '../page.js';
import { renderJson } from './json.js';
import { renderJUnit } from './junit.js';
import { renderText } from './text.js';

export const POLICY_TEST_FORMATS = ['text', 'json', 'junit'] as const;
export type PolicyTestFormat = (typeof POLICY_TEST_FORMATS)[number];

/** The results of `iamlint test` in one format, ending with a newline. */
export function renderPolicyTests(
  format: PolicyTestFormat,
  runs: readonly PolicyTestRun[],
  options: TextOptions = {},
): string {
  switch (format) {
    case 'text':
      return renderText(runs, options);
    case 'json':
      return renderJson(runs);
    case 'junit':
      return renderJUnit(runs);
  }
}
