import {
  CERTAINTIES,
  listing,
  type ActionList,
  type LostPermission,
  type Permission,
  type PermissionGrant,
  type RoleAccess,
  type WhatCan,
} from '../../src/model/index.js';
import { list, paragraph } from '../explanation/paragraphs.js';
import { heading, pageFor, type Page, type TextOptions } from '../page.js';
import { count, firstOf, shortName } from '../words.js';
import { conditionLines, wayLines } from './groups.js';
import { gapTexts, statementText, takenBy, unreadText } from './words.js';

const MOST_PERMISSIONS = 40;
const MOST_ROLES = 30;
const MOST_GRANTS = 6;
const MOST_EXCEPTIONS = 6;

/** What a principal can do in one sentence; then what on which resources and why, service by service. */
export function renderWhatCan(answer: WhatCan, options: TextOptions): string {
  const page = pageFor(options);
  const { permissions, lost, unread, coverageGaps } = answer;
  const roles = CERTAINTIES.flatMap((certainty) => answer.roles[certainty]);
  const sections = [
    heading(shortName(answer.principal), summary(answer, roles), page.good, page),
    ...firstSections(
      permissions.map((one) => permissionLines(one, page)),
      MOST_PERMISSIONS,
      'permission',
      page,
    ),
    ...titled(
      'Roles that it can assume',
      roles.map((role) => roleLines(role, page)),
      MOST_ROLES,
      'role',
      page,
    ),
    ...titled(
      'Granted, and taken away',
      lost.map((one) => lostLines(one, page)),
      MOST_PERMISSIONS,
      'set',
      page,
    ),
    ...titled(
      'Not read',
      [...unread.map(unreadText), ...gapTexts(coverageGaps)].map((text) => list([text], page)),
      MOST_GRANTS,
      'thing',
      page,
    ),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function titled(
  title: string,
  sections: readonly (readonly string[])[],
  most: number,
  what: string,
  page: Page,
): readonly (readonly string[])[] {
  if (sections.length === 0) return [];
  return [[page.bold(title), ...firstSections(sections, most, what, page).flat()]];
}

function firstSections(
  sections: readonly (readonly string[])[],
  most: number,
  what: string,
  page: Page,
): readonly (readonly string[])[] {
  const rest = sections.length - most;
  return rest > 0
    ? [
        ...sections.slice(0, most),
        paragraph(`And ${count(rest, `more ${what}`)}: --format json has them all.`, '  ', page),
      ]
    : sections;
}

function summary({ permissions, lost }: WhatCan, roles: readonly RoleAccess[]): string {
  const services = new Set(permissions.flatMap(({ actions }) => actions.patterns.map(serviceOf)));
  const isFull = services.has('*');
  const what =
    permissions.length === 0
      ? 'It can do nothing by its own policies or those of buckets.'
      : isFull
        ? 'It can perform actions of every service.'
        : `It can perform actions of ${count(services.size, 'service')}: ${listing([...services].sort(), 6)}.`;
  return [
    what,
    ...(roles.length > 0 ? [`It can assume ${count(roles.length, 'role')}.`] : []),
    ...(lost.length > 0 ? ['Some of what is granted to it is taken away altogether.'] : []),
  ].join(' ');
}

function permissionLines({ actions, grants }: Permission, page: Page): readonly string[] {
  const rest = grants.length - MOST_GRANTS;
  return [
    ...actionLines(actions, page),
    ...grants.slice(0, MOST_GRANTS).flatMap((grant) => grantLines(grant, page)),
    ...(rest > 0 ? paragraph(`and on ${count(rest, 'more resource')}`, '  ', page) : []),
  ];
}

/** The actions service by service: `s3: GetObject, List*`. */
function actionLines({ patterns, except }: ActionList, page: Page): readonly string[] {
  return [
    ...paragraph(actionsText(patterns), '', page).map(page.bold),
    ...(except.length > 0 ? paragraph(`except ${actionsText(except)}`, '  ', page) : []),
  ];
}

const MOST_NAMES = 24;

function actionsText(names: readonly string[]): string {
  const byService = new Map<string, string[]>();
  for (const name of names) {
    const service = serviceOf(name);
    byService.set(service, [...(byService.get(service) ?? []), name.slice(service.length + 1)]);
  }
  return [...byService]
    .map(([service, own]) =>
      service === '*' ? '* (every action)' : `${service}: ${firstOf(own, MOST_NAMES).join(', ')}`,
    )
    .join('; ');
}

function serviceOf(pattern: string): string {
  return pattern.split(':', 1)[0] ?? '';
}

function grantLines(
  { resource, resourceAccount, way, exceptions }: PermissionGrant,
  page: Page,
): readonly string[] {
  const whose = resourceAccount === undefined ? '' : ` of the account ${resourceAccount}`;
  const rest = exceptions.length - MOST_EXCEPTIONS;
  return [
    ...paragraph(`on ${resource}${whose}`, '  ', page),
    ...wayLines(way, shortName, '    ', page),
    ...exceptions
      .slice(0, MOST_EXCEPTIONS)
      .flatMap((exception) => [
        ...paragraph(`except on ${exception.resource}: ${statementText(exception.statement)}`, '    ', page),
        ...conditionLines({ ...exception, statements: [exception.statement] }, '      ', page),
      ]),
    ...(rest > 0 ? paragraph(`and ${count(rest, 'more exception')}`, '    ', page) : []),
  ];
}

function roleLines({ role, ways: [way] }: RoleAccess, page: Page): readonly string[] {
  return [...paragraph(shortName(role), '  ', page), ...wayLines(way, shortName, '    ', page)];
}

function lostLines(lost: LostPermission, page: Page): readonly string[] {
  return [
    ...paragraph(actionsText(lost.actions.patterns), '  ', page),
    ...paragraph(takenBy(lost), '    ', page),
  ];
}
