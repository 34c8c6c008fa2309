import { evaluate, parseRequester } from '../../evaluator/index.js';
import {
  accountNamedBy,
  parseArn,
  type AccessWay,
  type Certainty,
  type LayerTrace,
  type PolicyType,
  type GranteeKind,
  type PrincipalValue,
  type Requester,
} from '../../model/index.js';
import { cutOffByPublicAccessBlock } from '../public-access-block.js';
import { bucketOf } from '../request-policies.js';
import type { NamedPrincipals } from './named.js';
import { bearingOn, type Asked } from './question.js';
import { accessStatement } from './statements.js';
import { allowing, conditionsOf } from './ways.js';

/** Somebody of whom no more is known than what a resource's own policy calls him. */
export interface Outsider {
  readonly principal: string;
  readonly kind: GranteeKind;
  readonly account?: string;
  readonly way: AccessWay;
}

interface Stranger extends Omit<Outsider, 'way'> {
  readonly requester: Requester;
  /** Keys that differ from one to the next of those who are meant. */
  readonly unknownKeys: readonly string[];
}

const OF_EACH_PRINCIPAL = ['aws:PrincipalArn', 'aws:PrincipalType', 'aws:userid', 'aws:username'];

/** Whom the resource's own policy lets in and who belongs to none of the accounts that were read. */
export function outsidersOf(
  asked: Asked,
  { others, everybody: isEverybody }: NamedPrincipals,
): readonly Outsider[] {
  return [
    ...others.flatMap((value) => outsiderNamed(asked, value) ?? []),
    ...(isEverybody ? everybody(asked) : []),
  ];
}

/** How the resource's own policy lets in somebody whom it names; undefined where it does not. */
export function outsiderNamed(asked: Asked, value: PrincipalValue): Outsider | undefined {
  const stranger = strangerNamed(value);
  return stranger && letIn(asked, stranger);
}

/** Everybody, as far as the resource's own policy lets him in: without credentials, or with those of any account. */
function everybody(asked: Asked): readonly Outsider[] {
  const partition = parseArn(asked.resource)?.partition ?? 'aws';
  const anonymous = letIn(asked, {
    principal: 'anonymous',
    kind: 'anonymous',
    requester: { kind: 'anonymous' },
    unknownKeys: [],
  });
  if (anonymous?.way.certainty === 'certain') return [anonymous];
  const signed = letIn(asked, {
    principal: '*',
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
  const { kind } = requester;
  const owner = parseArn(value)?.account;
  return {
    principal: value,
    kind,
    requester,
    unknownKeys: [],
    ...(owner !== undefined && { account: owner }),
  };
}

/** The types of policy on the side of the resource. */
const RESOURCE_SIDE: ReadonlySet<PolicyType> = new Set(['resource-based', 'role-trust', 'resource-control']);

function letIn(asked: Asked, stranger: Stranger): Outsider | undefined {
  const { requester, unknownKeys, ...outsider } = stranger;
  const bearing = bearingOn(asked, requester, { unknownKeys });
  const bucket = bucketOf(asked.graph, asked.resource);
  if (cutOffByPublicAccessBlock(asked.graph, bucket, requester)) return undefined;
  const { possible, trace } = evaluate(bearing.request, bearing.policies);
  const layers = trace.filter(({ policyType }) => RESOURCE_SIDE.has(policyType));
  if (stranger.kind === 'canonical-user') {
    const way = namedOnly(layers, stranger.principal);
    return way && { ...outsider, way };
  }
  if (!possible.includes('allowed')) return undefined;
  const allows = layers.flatMap((layer) => (layer.policyType === 'resource-control' ? [] : allowing(layer)));
  if (allows.length === 0) return undefined;
  const unread = (bearing.policies.unknownTypes ?? []).filter((type) => RESOURCE_SIDE.has(type));
  const denies = layers.flatMap(({ statements }) =>
    statements.filter(({ statement, applies }) => statement.effect === 'Deny' && applies === 'unknown'),
  );
  const isOpen = denies.length > 0 || allows.every(({ applies }) => applies === 'unknown');
  const certainty: Certainty = unread.length > 0 ? 'undecided' : isOpen ? 'conditional' : 'certain';
  return {
    ...outsider,
    way: {
      how: 'resource',
      certainty,
      statements: allows.map(({ document, statement }) => accessStatement(document, statement, undefined)),
      roles: [],
      conditions: isOpen ? conditionsOf(bearing, layers.map(opened)) : [],
      unread,
    },
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
function namedOnly(layers: readonly LayerTrace[], canonicalUser: string): AccessWay | undefined {
  const statements = layers
    .flatMap(({ statements }) => statements)
    .filter(({ statement, reason }) => statement.effect === 'Allow' && reason === 'principalNotMatched')
    .filter(({ statement }) =>
      statement.principal?.values.some(
        ({ kind, token }) => kind === 'CanonicalUser' && token.value === canonicalUser,
      ),
    );
  return statements.length === 0
    ? undefined
    : {
        how: 'resource',
        certainty: 'undecided',
        statements: statements.map(({ document, statement }) =>
          accessStatement(document, statement, undefined),
        ),
        roles: [],
        conditions: [],
        unread: [],
      };
}
