import { POLICY_TYPES, POLICY_TYPE_NAMES, type PolicyType } from '../../model/index.js';
import { DENIAL_CAUSES, type Denial } from './denial.js';
import { readToken, type DenseText } from './message-text.js';

/** The second half of a message: why. */
export interface Reason extends Pick<
  Denial,
  'kind' | 'policyType' | 'through' | 'policyArn' | 'causes' | 'special' | 'statedReason'
> {
  /** Where in the dense text it starts. */
  readonly start: number;
  /** The action that it repeats; undefined where it does not, or where a line wrap cuts it. */
  readonly action: string | undefined;
}

const NO_REASON = {
  kind: 'unknown',
  policyType: undefined,
  through: undefined,
  policyArn: undefined,
  causes: [],
  special: undefined,
  statedReason: undefined,
  action: undefined,
} as const satisfies Omit<Reason, 'start'>;

const EXPLICIT = 'withanexplicitdeny';
const IMPLICIT = ['becauseno', 'becausethe'];
const MARKER = /withanexplicitdeny|because/g;

/** The names as they stand in a dense text. */
const TYPE_NAMES: readonly (readonly [string, PolicyType])[] = [
  ...POLICY_TYPES.map((type) => [POLICY_TYPE_NAMES[type].replaceAll(' ', '').toLowerCase(), type] as const),
  // AWS's own slip, in the IAM User Guide.
  ['sessionspolicy', 'session'],
];

/** Reasons that name a setting or several causes in place of a policy type. */
const FIXED_REASONS: readonly (readonly [string, Pick<Reason, 'special' | 'causes'>])[] = [
  ['becausetheresourcedoesnotexistinthisregion', { special: undefined, causes: DENIAL_CAUSES }],
  ['becausepublicaclsareprevented', { special: 'blockPublicAcls', causes: [] }],
  ['becausepublicpoliciesareprevented', { special: 'blockPublicPolicy', causes: [] }],
  ['becausethisbuckethasblockeduploadrequests', { special: 'sseCustomerKey', causes: [] }],
];

/**
 * The first reason between two indexes of the dense text.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html#access-denied-error-examples
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function findReason(message: DenseText, from: number, to: number): Reason | undefined {
  for (const { index } of message.folded.slice(from, to).matchAll(MARKER)) {
    const reason = reasonAt(message, from + index);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function reasonAt(message: DenseText, start: number): Reason | undefined {
  if (message.folded.startsWith(EXPLICIT, start)) return explicitDeny(message, start);
  const fixed = FIXED_REASONS.find(([words]) => message.folded.startsWith(words, start));
  if (fixed !== undefined) return { ...NO_REASON, ...fixed[1], start };
  return implicitDeny(message, start);
}

function explicitDeny(message: DenseText, start: number): Reason {
  const { folded, text } = message;
  const deny = { ...NO_REASON, kind: 'explicitDeny', start } as const;
  const inWhat = start + EXPLICIT.length;
  if (!folded.startsWith('in', inWhat)) return deny;
  const named = typeAfterArticle(folded, inWhat + 'in'.length);
  if (named === undefined) return { ...deny, statedReason: oneClause(text, message.offset(start)) };
  const behind = folded.startsWith('transitivelythrough', named.end)
    ? typeAfterArticle(folded, named.end + 'transitivelythrough'.length)
    : undefined;
  const end = behind?.end ?? named.end;
  const arn = folded.startsWith(':arn:', end) ? readToken(text, message.offset(end + 1)) : undefined;
  return { ...deny, policyType: named.type, through: behind?.type, policyArn: arn };
}

function implicitDeny(message: DenseText, start: number): Reason | undefined {
  for (const words of IMPLICIT) {
    if (!message.folded.startsWith(words, start)) continue;
    const named = typeAt(message.folded, start + words.length);
    if (named === undefined || !message.folded.startsWith('allow', named.end)) continue;
    const action = repeatedAction(message.text, message.offset(named.end));
    return { ...NO_REASON, kind: 'implicitDeny', policyType: named.type, start, action };
  }
  return undefined;
}

function repeatedAction(text: string, at: number): string | undefined {
  return /^allows?\s{1,80}the\s{1,80}([\w-]+:[\w*]+)\s{1,80}action/.exec(text.slice(at, at + 400))?.[1];
}

function typeAfterArticle(folded: string, at: number): { type: PolicyType; end: number } | undefined {
  const article = ['an', 'a', 'the', ''].find(
    (word) => folded.startsWith(word, at) && typeAt(folded, at + word.length) !== undefined,
  );
  return article === undefined ? undefined : typeAt(folded, at + article.length);
}

function typeAt(folded: string, at: number): { type: PolicyType; end: number } | undefined {
  const found = TYPE_NAMES.find(([name]) => folded.startsWith(name, at));
  return found === undefined ? undefined : { type: found[1], end: at + found[0].length };
}

/** A policy type that is not known here is told in AWS's own words. */
function oneClause(text: string, at: number): string {
  return (/^[^.,:;("]*/.exec(text.slice(at, at + 120))?.[0] ?? '').replaceAll(/\s+/g, ' ').trim();
}
