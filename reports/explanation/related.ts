import type { Decision, Explanation, RelatedRequest } from '../../src/model/index.js';
import type { Page } from '../page.js';
import { count, firstOf, shortName } from '../words.js';
import { paragraph } from './paragraphs.js';

/** So many requests of a group are named. */
const MOST_NAMED = 6;

/** The other requests of the operation: those that fail first, each group with what stops it, the allowed ones as a number. */
export function relatedLines({ related }: Explanation, page: Page): readonly string[] {
  const failing = related.filter(({ possible }) => possible.length > 1 || !possible.includes('allowed'));
  const allowed = related.filter((request) => !failing.includes(request));
  return [
    ...groups(failing).flatMap((group) => groupLines(group, page)),
    ...(allowed.length > 0 ? paragraph(allowedText(allowed), '  - ', page) : []),
  ];
}

type Group = readonly [RelatedRequest, ...RelatedRequest[]];

/** Requests with the same outcome for the same reason. */
function groups(requests: readonly RelatedRequest[]): readonly Group[] {
  const found = new Map<string, [RelatedRequest, ...RelatedRequest[]]>();
  for (const request of requests) {
    const key = JSON.stringify([request.possible, request.reason]);
    const group = found.get(key);
    if (group) group.push(request);
    else found.set(key, [request]);
  }
  return [...found.values()].sort(([a], [b]) => rank(a) - rank(b));
}

/** Who denies comes before who merely does not allow, and what is not certain comes last. */
function rank({ possible }: RelatedRequest): number {
  if (possible.length > 1) return 2;
  return possible.includes('explicitDeny') ? 0 : 1;
}

function groupLines(group: Group, page: Page): readonly string[] {
  const [{ possible, reason = '' }] = group;
  const needs = new Map<string, RelatedRequest[]>();
  for (const request of group) needs.set(request.need, [...(needs.get(request.need) ?? []), request]);
  const names = [...needs].map(([need, requests]) => `${namesOf(requests)} (${need})`);
  return [
    ...paragraph(`${outcome(possible)}: ${names.join('; ')}.`, '  - ', page),
    ...(reason === '' ? [] : paragraph(reason, '    ', page)),
  ];
}

/** Each action once, with its resources. */
function namesOf(requests: readonly RelatedRequest[]): string {
  const byAction = new Map<string, string[]>();
  for (const { action, resource } of requests)
    byAction.set(action, [
      ...(byAction.get(action) ?? []),
      ...(resource === '*' ? [] : [shortName(resource)]),
    ]);
  const names = [...byAction].map(([action, resources]) =>
    resources.length === 0 ? action : `${action} on ${firstOf(resources, MOST_NAMED).join(', ')}`,
  );
  return firstOf(names, MOST_NAMED).join(', ');
}

function outcome(possible: readonly Decision[]): string {
  if (possible.length > 1) return 'It depends';
  return possible.includes('explicitDeny') ? 'Explicit deny' : 'Implicit deny';
}

function allowedText(allowed: readonly RelatedRequest[]): string {
  const names = firstOf([...new Set(allowed.map(({ action }) => action))], MOST_NAMED);
  return `Allowed: ${names.join(', ')}${allowed.length > names.length ? ` (${count(allowed.length, 'request')} in all)` : ''}.`;
}
