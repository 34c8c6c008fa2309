import type { WhatCan, WhoCan } from '../../src/model/index.js';
import type { TextOptions } from '../page.js';
import { renderWhatCan } from './what-can.js';
import { renderWhoCan } from './who-can.js';

export const ACCESS_FORMATS = ['text', 'json'] as const;
export type AccessFormat = (typeof ACCESS_FORMATS)[number];

/** What `iamlint who-can` and `what-can` answer, in one format, ending with a newline. JSON has all of it. */
export function renderAccess(
  format: AccessFormat,
  answer: WhoCan | WhatCan,
  options: TextOptions = {},
): string {
  if (format === 'json') return `${JSON.stringify(answer, undefined, 2)}\n`;
  return answer.kind === 'who-can' ? renderWhoCan(answer, options) : renderWhatCan(answer, options);
}
