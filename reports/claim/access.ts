import {
  listing,
  type ReportedAccess,
  type ReportedClaim,
  type ReportedElement,
  type ReportedStatement,
  type ReportedWitness,
} from '../../src/model/index.js';
import { statementLines } from '../explanation/statement-lines.js';
import { clip } from '../layout.js';
import { heading, LONGEST_MESSAGE, note, type Page, type Style } from '../page.js';
import { firstOf } from '../words.js';

const SHOWN_ACCESS = 20;
const SHOWN_ACTIONS = 3;
const SHOWN_GRANTS = 3;
const SHOWN_KEYS = 8;

/** How a piece of access is introduced, and what it is called that the other side does not allow it. */
export interface AccessWords {
  readonly label: string;
  /** Of what denies it on the other side; absent where there is no other side. */
  readonly otherSide?: string;
}

/** Access as the statements grant it: what, on what and when, where that stands, and a request that has it. */
export function accessSections(
  { access, witnesses }: ReportedClaim,
  words: AccessWords,
  style: Style,
  page: Page,
): readonly (readonly string[])[] {
  const more = access.length - SHOWN_ACCESS;
  return [
    ...access.slice(0, SHOWN_ACCESS).flatMap((one) => {
      const witness = witnesses[one.witness];
      return witness ? [accessLines(one, witness, words, style, page)] : [];
    }),
    ...(more > 0 ? [[`… and ${more} more. \`--format json\` has all of them.`]] : []),
  ];
}

function accessLines(
  { summary, actions }: ReportedAccess,
  { request, grants, denials }: ReportedWitness,
  { label, otherSide }: AccessWords,
  style: Style,
  page: Page,
): readonly string[] {
  const [grant] = grants;
  const lines = (name: string, texts: readonly string[]) => note(name, texts, ' ', page);
  const places = (statements: readonly ReportedStatement[]) => firstOf(statements.map(placeOf), SHOWN_GRANTS);
  return [
    ...heading(label, `${summary}${grant ? scopeOf(grant) : ''}`, style, page),
    ...grants.slice(0, SHOWN_GRANTS).flatMap((statement) => statementLines(statement, style, page)),
    ...lines('granted by', places(grants)),
    ...(actions.length > SHOWN_ACTIONS ? lines('actions', [listing(actions, SHOWN_ACTIONS)]) : []),
    ...lines('for example', [requestText(request)]),
    ...(otherSide === undefined
      ? []
      : lines(
          otherSide,
          denials.length === 0 ? ['nothing allows it'] : places(denials).map((place) => `denied by ${place}`),
        )),
  ];
}

/** ` on arn:aws:s3:::logs/*, for arn:…, if IpAddress aws:SourceIp is 10.0.0.0/8` */
function scopeOf({ resource, principal, conditions }: ReportedStatement): string {
  return [
    ...(resource ? [` on ${elementText(resource)}`] : []),
    ...(principal ? [`, for ${elementText(principal)}`] : []),
    ...conditions.map(
      ({ operator, key, values }, index) =>
        `${index === 0 ? ', if' : ' and'} ${operator} ${key}: ${listing(values)}`,
    ),
  ].join('');
}

function elementText({ negated, values }: ReportedElement): string {
  return `${negated ? 'all but ' : ''}${listing(values)}`;
}

function placeOf({ origin, index, sid, locations: [{ location }] }: ReportedStatement): string {
  const name = sid === undefined ? `statement ${index + 1}` : `statement '${sid}'`;
  return `${name} of ${origin} (${location.source}:${location.span.start.line})`;
}

function requestText({
  principal,
  action,
  resource,
  context,
  absentKeys,
}: ReportedWitness['request']): string {
  const keys = [
    ...Object.entries(context).map(([key, values]) => `${key} = ${listing(values)}`),
    ...absentKeys.map((key) => `no ${key}`),
  ];
  const circumstances = keys.length === 0 ? '' : `, with ${firstOf(keys, SHOWN_KEYS).join(', ')}`;
  return clip(`${principal} performs ${action} on ${resource}${circumstances}`, LONGEST_MESSAGE);
}
