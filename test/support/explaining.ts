import { explain, type Question } from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { Explanation, Mend } from '../../src/model/index.js';
import type { AccountExample } from './account-example.js';
import { inventory } from './rules.js';

export type Asked = Omit<Question, 'context'> & Partial<Pick<Question, 'context'>>;

/** What `iamlint explain` answers about the accounts of an example. */
export function explainIn(example: string | AccountExample, question: Asked): Explanation {
  return explain(new PolicyGraph(inventory(example)), { context: {}, ...question });
}

/** The text of an example after somebody has done what a mend says about a statement that is there. */
export function pasted(text: string, { replaces, statements }: Mend): string {
  if (replaces === undefined) throw new Error('The mend replaces nothing.');
  const { start, end } = replaces.location.span;
  const [before, after] = [text.slice(0, start.offset), text.slice(end.offset)];
  if (statements.length > 0) return before + statements.map((one) => JSON.stringify(one)).join(',') + after;
  const isLast = /,\s*$/.test(before);
  return isLast ? before.replace(/,\s*$/, '') + after : before + after.replace(/^\s*,/, '');
}
