import {
  CERTAINTIES,
  listing,
  type ActionAnswer,
  type Certainty,
  type PrincipalAccess,
  type WhoCan,
} from '../../src/model/index.js';
import { list, paragraph } from '../explanation/paragraphs.js';
import { heading, note, pageFor, type Page, type TextOptions } from '../page.js';
import { count, shortName } from '../words.js';
import { groupLines } from './groups.js';
import { gapTexts, nameIn, principalName, unreadText, type Name } from './words.js';

/** For each action who can, in one sentence; then by what, group by group; then what was not read. */
export function renderWhoCan(answer: WhoCan, options: TextOptions): string {
  const page = pageFor(options);
  const sections = [
    ...answer.answers.map((one) => answerLines(one, answer.resource, page)),
    ...(answer.answers.length > 1 ? [togetherLines(answer, page)] : []),
    ...(answer.coverageGaps.length > 0 ? [gapLines(answer, page)] : []),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function answerLines(answer: ActionAnswer, resource: string, page: Page): readonly string[] {
  const { action, principals, outsiders, remarks, unread } = answer;
  const on = resource === '*' ? '' : ` on ${shortName(resource)}`;
  const name = nameFor([answer]);
  const sections = [
    ...CERTAINTIES.map((certainty) => section(TITLES[certainty], principals[certainty], name, page)),
    ...CERTAINTIES.map((certainty) => section(OUTSIDE[certainty], outsiders[certainty], name, page)),
    ...(unread.length > 0
      ? [['', page.bold('Not read'), ...list(unread.slice(0, MOST_UNREAD).map(unreadText), page)]]
      : []),
  ];
  return [
    ...heading(`${action}${on}`, summary(answer, name), page.good, page),
    ...note('note', remarks, ' ', page),
    ...sections.flat(),
  ];
}

function nameFor(answers: readonly ActionAnswer[]): Name {
  const all = answers.flatMap(({ principals }) => CERTAINTIES.flatMap((certainty) => principals[certainty]));
  return nameIn(new Set(all.map(({ account }) => account)));
}

const MOST_UNREAD = 6;

const TITLES: Readonly<Record<Certainty, string>> = {
  certain: 'Can',
  conditional: 'Can under conditions',
  undecided: 'Can as far as was read',
};
const OUTSIDE: Readonly<Record<Certainty, string>> = {
  certain: 'Let in from outside, where their own policies allow it too',
  conditional: 'Let in from outside under conditions, where their own policies allow it too',
  undecided: 'Let in from outside as far as was read, where their own policies allow it too',
};

function section(title: string, all: readonly PrincipalAccess[], name: Name, page: Page): readonly string[] {
  if (all.length === 0) return [];
  return [
    '',
    page.bold(title),
    ...groupLines(all, name, page).flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines)),
  ];
}

/** How many and who. */
function summary({ principals, outsiders }: ActionAnswer, name: Name): string {
  const named = (one: PrincipalAccess) => principalName(one, name);
  const parts = CERTAINTIES.flatMap((certainty) => {
    const all = principals[certainty];
    return all.length === 0 ? [] : [`${COUNTED[certainty](all.length)}: ${listing(all.map(named))}.`];
  });
  const others = CERTAINTIES.flatMap((certainty) => outsiders[certainty]);
  return [
    ...(parts.length === 0 ? ['No principal of the accounts that were read can.'] : parts),
    ...(others.length === 0 ? [] : [`Policies let in from outside: ${listing(others.map(named))}.`]),
  ].join(' ');
}

const COUNTED: Readonly<Record<Certainty, (number: number) => string>> = {
  certain: (number) => `${count(number, 'principal')} can`,
  conditional: (number) => `${count(number, 'principal')} can under conditions`,
  undecided: (number) => `${count(number, 'principal')} can as far as was read`,
};

/** Of several actions: who can do all of them, for certain or not. */
function togetherLines({ answers }: WhoCan, page: Page): readonly string[] {
  const sets = answers.map(
    ({ principals }) =>
      new Map(CERTAINTIES.flatMap((certainty) => principals[certainty]).map((one) => [one.principal, one])),
  );
  const [first, ...others] = sets;
  const all = [...(first?.values() ?? [])].filter(({ principal }) =>
    others.every((set) => set.has(principal)),
  );
  const who =
    all.length === 0
      ? 'nobody'
      : `${count(all.length, 'principal')}, ${listing(
          all.map((one) => principalName(one, nameFor(answers))),
          8,
        )}`;
  return paragraph(`All of these actions, certain or not: ${who}.`, '', page);
}

function gapLines({ coverageGaps }: WhoCan, page: Page): readonly string[] {
  return [
    page.bold('Not read of the accounts, so that there may be others'),
    ...list(gapTexts(coverageGaps), page),
  ];
}
