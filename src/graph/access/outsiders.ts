import { evaluate, parseRequester } from '../../evaluator/index.js';
import {
  accountNamedBy,
  parseArn,
  type AccessWay,
  type Certainty,
  type GranteeKind,
  type LayerTrace,
  type PolicyType,
  type PrincipalValue,
  type Requester,
} from '../../model/index.js';
import { cutOffByPublicAccessBlock } from '../public-access-block.js';
import { bucketOf, isTrustAction, type RequestPolicies } from '../request-policies.js';
import { waysWithin, type Ways } from './direct.js';
import type { NamedPrincipals } from './named.js';
import { bearingOn, type Asked } from './question.js';
import { accessStatement } from './statements.js';
import { allowing, conditionsOf } from './ways.js';

/** Somebody of whom no more is known than what a resource's own policy calls him. */
export interface Outsider {
  readonly principal: string;
  readonly kind: GranteeKind;
  readonly account?: string;
  readonly ways: Ways;
}

interface Stranger extends Omit<Outsider, 'ways'> {
  readonly requester: Requester;
  /** Keys that differ from one to the next of those who are meant. */
  readonly unknownKeys: readonly string[];
}

const OF_EACH_PRINCIPAL = ['aws:PrincipalArn', 'aws:PrincipalType', 'aws:userid', 'aws:username'];

/**
 * Whom the resource's own policy lets in and who belongs to none of the accounts that were read.
 *
 * @param isKnown tells those that need not be looked at
 */
export function* outsidersOf(
  asked: Asked,
  { others, everybody }: NamedPrincipals,
  isKnown: (principal: string) => boolean = () => false,
): Iterable<Outsider> {
  for (const value of others) {
    const stranger = strangerNamed(value);
    if (stranger === undefined || isKnown(stranger.principal)) continue;
    const outsider = letIn(asked, stranger);
    if (outsider) yield outsider;
  }
  if (everybody && !isKnown(ANONYMOUS) && !isKnown(ANYBODY)) yield* anybody(asked);
}

const ANONYMOUS = 'anonymous';
const ANYBODY = '*';

/**
 * Everybody, as far as the resource's own policy lets him in: without credentials, with which nobody assumes a role,
 * or with those of any account.
 */
function anybody(asked: Asked): readonly Outsider[] {
  const partition = parseArn(asked.resource)?.partition ?? 'aws';
  const anonymous = isTrustAction(asked.action)
    ? undefined
    : letIn(asked, {
        principal: ANONYMOUS,
        kind: 'anonymous',
        requester: { kind: 'anonymous' },
        unknownKeys: [],
      });
  if (anonymous?.ways[0].certainty === 'certain') return [anonymous];
  const signed = letIn(asked, {
    principal: ANYBODY,
    kind: 'any-principal',
    requester: someoneOf(partition, '000000000000'),
    unknownKeys: [...OF_EACH_PRINCIPAL, 'aws:PrincipalAccount'],
  });
  return [anonymous, signed].filter((outsider) => outsider !== undefined);
}

/** A role that no account can have: what it is called decides nothing. */
function someoneOf(partition: string, account: string): Requester {
  return { kind: 'role', arn: `arn:${partition}:iam::${account}:role/*` };
}

function strangerNamed({ kind, token: { value } }: PrincipalValue): Stranger | undefined {
  const known = { principal: value, unknownKeys: [] };
  switch (kind) {
    case 'Service':
      return { ...known, kind: 'service', requester: { kind: 'service', service: value } };
    case 'Federated': {
      const parsed = parseRequester(value);
      const requester: Requester =
        parsed?.kind === 'saml' ? parsed : { kind: 'web-identity', provider: value };
      const account = parseArn(value)?.account;
      return { ...known, kind: 'identity-provider', requester, ...(account !== undefined && { account }) };
    }
    case 'AWS':
      return strangerOfAws(value);
    case 'CanonicalUser':
      return { ...known, kind: 'canonical-user', requester: { kind: 'anonymous' } };
    case '*':
      return undefined;
  }
}

/** Undefined for the unique id of somebody who is no more. */
function strangerOfAws(value: string): Stranger | undefined {
  const account = accountNamedBy(value);
  if (account !== undefined) {
    const requester = someoneOf(parseArn(value)?.partition ?? 'aws', account);
    return { principal: account, kind: 'account', account, requester, unknownKeys: OF_EACH_PRINCIPAL };
  }
  const requester = parseRequester(value);
  if (requester?.kind !== 'user' && requester?.kind !== 'role' && requester?.kind !== 'federated-user')
    return undefined;
  const owner = parseArn(value)?.account;
  return {
    principal: value,
    kind: requester.kind,
    requester,
    unknownKeys: [],
    ...(owner !== undefined && { account: owner }),
  };
}

function letIn(asked: Asked, stranger: Stranger): Outsider | undefined {
  const { requester, unknownKeys, ...outsider } = stranger;
  const ways = waysWithin(asked, (one) => {
    const bearing = bearingOn(one, requester, unknownKeys);
    const isCutOff = cutOffByPublicAccessBlock(one.graph, bucketOf(one.graph, one.resource), requester);
    const way = isCutOff ? undefined : wayOf(bearing, stranger);
    return { bearing, ways: way ? [way] : [] };
  });
  return ways && { ...outsider, ways };
}

/** The types of policy on the side of the resource. */
const RESOURCE_SIDE: ReadonlySet<PolicyType> = new Set(['resource-based', 'role-trust', 'resource-control']);

/** The way by the resource's own policy, as far as its side goes. */
function wayOf(bearing: RequestPolicies, { kind, principal }: Stranger): AccessWay | undefined {
  const { possible, trace } = evaluate(bearing.request, bearing.policies);
  const layers = trace.filter(({ policyType }) => RESOURCE_SIDE.has(policyType));
  if (kind === 'canonical-user') return wayOfCanonicalUser(layers, principal);
  const allows = layers.flatMap((layer) => (layer.policyType === 'resource-control' ? [] : allowing(layer)));
  if (!possible.includes('allowed') || allows.length === 0) return undefined;
  const unread = (bearing.policies.unknownTypes ?? []).filter((type) => RESOURCE_SIDE.has(type));
  const mayBeDenied = layers.some(({ statements }) =>
    statements.some(({ statement, applies }) => statement.effect === 'Deny' && applies === 'unknown'),
  );
  const isOpen = mayBeDenied || allows.every(({ applies }) => applies === 'unknown');
  const certainty: Certainty = unread.length > 0 ? 'undecided' : isOpen ? 'conditional' : 'certain';
  return {
    how: 'resource',
    certainty,
    statements: allows.map(({ document, statement }) => accessStatement(document, statement)),
    roles: [],
    conditions: isOpen ? conditionsOf(bearing, layers.map(opened)) : [],
    unread,
  };
}

/** The layer as one that is left open, whatever the others say. */
function opened(layer: LayerTrace): LayerTrace {
  return { ...layer, outcome: 'unknown' };
}

/**
 * A canonical user is an account or an origin access identity, and nothing here tells which. What a policy says of
 * it cannot be decided.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html
 */
function wayOfCanonicalUser(layers: readonly LayerTrace[], canonicalUser: string): AccessWay | undefined {
  const naming = layers
    .flatMap(({ statements }) => statements)
    .filter(
      ({ statement: { effect, principal }, reason }) =>
        effect === 'Allow' &&
        reason === 'principalNotMatched' &&
        principal?.values.some(
          ({ kind, token }) => kind === 'CanonicalUser' && token.value === canonicalUser,
        ),
    );
  if (naming.length === 0) return undefined;
  return {
    how: 'resource',
    certainty: 'undecided',
    statements: naming.map(({ document, statement }) => accessStatement(document, statement)),
    roles: [],
    conditions: [],
    unread: [],
  };
}
