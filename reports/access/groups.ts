import type { AccessWay, PrincipalAccess } from '../../src/model/index.js';
import { paragraph } from '../explanation/paragraphs.js';
import type { Page } from '../page.js';
import { count, firstOf } from '../words.js';
import {
  conditionText,
  meansText,
  principalName,
  statementKey,
  statementText,
  unreadTypes,
  type Name,
} from './words.js';

/** Principals who have an access in the same way. */
interface Group {
  readonly principals: PrincipalAccess[];
  readonly ways: PrincipalAccess['ways'];
}

const MOST_GROUPS = 20;
const MOST_NAMED = 8;
const MOST_STATEMENTS = 3;
const MOST_CONDITIONS = 4;

/** Who has an access, those with the same ways together, the largest groups first. */
export function groupLines(
  all: readonly PrincipalAccess[],
  name: Name,
  page: Page,
): readonly (readonly string[])[] {
  const groups = grouped(all);
  const rest = groups.slice(MOST_GROUPS).reduce((sum, { principals }) => sum + principals.length, 0);
  return [
    ...groups.slice(0, MOST_GROUPS).map((group) => linesOf(group, name, page)),
    ...(rest > 0
      ? [paragraph(`And ${count(rest, 'more principal')}: --format json has them all.`, '  ', page)]
      : []),
  ];
}

function grouped(all: readonly PrincipalAccess[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const access of all) {
    const key = access.ways.map(wayKey).join();
    const known = groups.get(key);
    if (known) known.principals.push(access);
    else groups.set(key, { principals: [access], ways: access.ways });
  }
  return [...groups.values()].sort((a, b) => b.principals.length - a.principals.length);
}

function wayKey({ how, resource, statements, roles, conditions, unread }: AccessWay): string {
  const open = conditions.map(({ statement, operator, key }) => [statementKey(statement), operator, key]);
  return JSON.stringify([how, resource, statements.map(statementKey), roles, open, unread]);
}

function linesOf({ principals, ways }: Group, name: Name, page: Page): readonly string[] {
  const names = firstOf(
    principals.map((principal) => principalName(principal, name)),
    MOST_NAMED,
  );
  return [
    ...paragraph(names.join(', '), '  ', page),
    ...ways.flatMap((way) => wayLines(way, name, '    ', page)),
  ];
}

/** By what the access is given, the statements, and what has to hold. */
export function wayLines(way: AccessWay, name: Name, indent: string, page: Page): readonly string[] {
  const statements = way.statements.slice(0, MOST_STATEMENTS).map(statementText);
  const more = way.statements.length - statements.length;
  return [
    ...paragraph(meansText(way, name), indent, page),
    ...[...statements, ...(more > 0 ? [`and ${count(more, 'more statement')}`] : [])].flatMap((text) =>
      paragraph(text, `${indent}--> `, page),
    ),
    ...conditionLines(way, indent, page),
    ...(way.unread.length > 0
      ? paragraph(`as far as was read: not the ${unreadTypes(way.unread)}`, `${indent}?   `, page)
      : []),
  ];
}

/** What has to hold, beside statements that have been named. */
export function conditionLines(
  { conditions, statements }: Pick<AccessWay, 'conditions' | 'statements'>,
  indent: string,
  page: Page,
): readonly string[] {
  const known = new Set(statements.slice(0, MOST_STATEMENTS).map(statementKey));
  const shown = conditions.slice(0, MOST_CONDITIONS).map((condition) => conditionText(condition, known));
  const more = conditions.length - shown.length;
  return [...new Set(shown), ...(more > 0 ? [`and ${count(more, 'more condition')}`] : [])].flatMap((text) =>
    paragraph(text, indent, page),
  );
}
