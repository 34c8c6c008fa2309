import type { Explanation, Mend, MendStep } from '../../src/model/index.js';
import { terminalText } from '../escape.js';
import type { Page } from '../page.js';
import { jsonLines } from './json-lines.js';
import { paragraph } from './paragraphs.js';

/** The ways to mend each blocker, with the statements to paste. */
export function mendLines({ mends }: Explanation, page: Page): readonly (readonly string[])[] {
  const ways = mends.some(({ alternatives }) => alternatives.length > 1);
  const texts = [
    ...(mends.length > 1
      ? [mends.length === 2 ? 'Both steps are needed.' : `All ${mends.length} steps are needed.`]
      : []),
    ...(ways
      ? [mends.length > 1 ? 'Of the ways of one step, any is enough.' : 'Any one of these is enough.']
      : []),
    ...(ways ? ['The least privileged comes first.'] : []),
  ];
  const intro = texts.length === 0 ? [] : [paragraph(texts.join(' '), '', page)];
  return [
    ...intro,
    ...mends.flatMap((step, index) => stepSections(step, mends.length > 1 ? index + 1 : undefined, page)),
  ];
}

function stepSections(
  { blocker, alternatives }: MendStep,
  number: number | undefined,
  page: Page,
): readonly (readonly string[])[] {
  const title = number === undefined ? [] : [paragraph(blocker, `Step ${number}: `, page)];
  const ways = alternatives.map((mend, index) =>
    wayLines(mend, alternatives.length > 1 ? `  ${LETTERS[index] ?? '-'}. ` : '  ', page),
  );
  return [...title, ...ways];
}

const LETTERS = 'abcdefghij';

function wayLines(mend: Mend, lead: string, page: Page): readonly string[] {
  const indent = ' '.repeat(lead.length);
  return [
    ...paragraph(mend.text, lead, page),
    ...(mend.statements.length > 0 ? paragraph(placeText(mend), indent, page) : []),
    ...statementTexts(mend, page.width - lead.length - 2).map((line) => `${indent}  ${terminalText(line)}`),
    ...(mend.caution === undefined ? [] : paragraph(mend.caution, indent, page)),
    ...paragraph(mend.effect.text, `${indent}=> `, page),
  ];
}

/** As they stand in a list. */
function statementTexts({ statements }: Mend, width: number): readonly string[] {
  return statements.flatMap((statement, index) => {
    const lines = jsonLines(statement, width);
    return index < statements.length - 1 ? [...lines.slice(0, -1), `${lines.at(-1) ?? ''},`] : lines;
  });
}

/** `In account 111122223333, in the place of FILE:14:11:`. */
function placeText({ account, replaces }: Mend): string {
  const where = account === undefined ? 'There' : `In the account ${account}`;
  if (replaces === undefined) return `${where}, add:`;
  const { source, span } = replaces.location;
  return `${where}, in the place of ${source}:${span.start.line}:${span.start.column + 1}:`;
}
