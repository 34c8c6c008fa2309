import { findAction } from '../../model/catalogue/index.js';
import type { Account, Entity, PolicyDocument } from '../../model/index.js';
import { covers } from '../../prover/index.js';
import { push } from '../connections.js';
import type { PolicyGraph } from '../graph.js';
import type { PartOf } from '../request-policies.js';
import { partsAbout } from './about-action.js';
import { numberOf, peersAmong, type Peers } from './peers.js';

/** Who has which identity-based policy in one account. */
interface Holders {
  readonly byDocument: ReadonlyMap<PolicyDocument, readonly Entity[]>;
  /** Those whose policies were not read in full. */
  readonly unread: readonly Entity[];
  /** By action. */
  readonly grants: Map<string, Grants>;
}

/** The policies that allow an action, by the resources on which they do. */
interface Grants {
  readonly byResource: ReadonlyMap<string, readonly PolicyDocument[]>;
  readonly byPattern: readonly { readonly document: PolicyDocument; readonly patterns: readonly string[] }[];
  /** By the policies that count. Many resources, the roles of an account for one, are reached by the same. */
  readonly peers: Map<string, readonly Peers[]>;
}

/**
 * The users and roles of an account whose own policies may allow an action on a resource, and those whose policies
 * were not read: everybody else's do not. Only what is plain from the text of the statements is looked at.
 */
export function identityCandidates(
  graph: PolicyGraph,
  account: Account,
  action: string,
  resource: string,
): readonly Peers[] {
  const holders = holdersIn(graph, account);
  const { byResource, byPattern, peers } = grantsIn(holders, action);
  // AWS authorizes an action without a resource on something else than was asked about.
  const takesResource = findAction(action)?.resourceTypes.length !== 0;
  const exact = takesResource ? (byResource.get(resource) ?? []) : [...byResource.values()].flat();
  const matching = byPattern
    .filter(({ patterns }) => !takesResource || patterns.some((pattern) => mayMatch(pattern, resource)))
    .map(({ document }) => document);

  const key = matching.map(numberOf).join();
  const general =
    peers.get(key) ??
    peersAmong(graph, holdersOf(holders, matching, holders.unread), partOf(action, new Set(matching)));
  peers.set(key, general);
  if (exact.length === 0) return general;
  const named = holdersOf(holders, exact, []);
  return [
    ...peersAmong(graph, named, partOf(action, new Set([...matching, ...exact]))),
    ...general.map(({ entities, part }) => ({
      entities: entities.filter((entity) => !named.has(entity)),
      part,
    })),
  ];
}

/** All users and roles of an account. */
export function everyEntity(graph: PolicyGraph, account: Account, action: string): readonly Peers[] {
  return peersAmong(graph, graph.entities(account), partsAbout(action).all);
}

/** What counts of each document: of identity-based ones that allow nothing in question, no more than the Denies. */
function partOf(action: string, granting: ReadonlySet<PolicyDocument>): PartOf {
  const { all, denies } = partsAbout(action);
  return (document) =>
    document.type === 'identity-based' && !granting.has(document) ? denies(document) : all(document);
}

function holdersOf(
  { byDocument }: Holders,
  documents: readonly PolicyDocument[],
  others: readonly Entity[],
): ReadonlySet<Entity> {
  return new Set([...documents.flatMap((document) => byDocument.get(document) ?? []), ...others]);
}

const holdersByGraph = new WeakMap<PolicyGraph, Map<string, Holders>>();

function holdersIn(graph: PolicyGraph, account: Account): Holders {
  const byAccount = holdersByGraph.get(graph) ?? new Map<string, Holders>();
  holdersByGraph.set(graph, byAccount);
  const holders = byAccount.get(account.id) ?? findHolders(graph, account);
  byAccount.set(account.id, holders);
  return holders;
}

function findHolders(graph: PolicyGraph, account: Account): Holders {
  const byDocument = new Map<PolicyDocument, Entity[]>();
  const unread: Entity[] = [];
  for (const entity of graph.entities(account)) {
    const policies = graph.effectivePolicies(entity);
    if (policies.unread.includes('identity-based')) unread.push(entity);
    for (const { document } of policies.identity) push(byDocument, document, entity);
  }
  return { byDocument, unread, grants: new Map() };
}

const MOST_ACTIONS = 16;

function grantsIn({ byDocument, grants }: Holders, action: string): Grants {
  const known = grants.get(action);
  if (known) return known;
  const found = findGrants(byDocument.keys(), action);
  if (grants.size >= MOST_ACTIONS) grants.clear();
  grants.set(action, found);
  return found;
}

function findGrants(documents: Iterable<PolicyDocument>, action: string): Grants {
  const { all } = partsAbout(action);
  const byResource = new Map<string, PolicyDocument[]>();
  const byPattern: { document: PolicyDocument; patterns: readonly string[] }[] = [];
  for (const document of documents) {
    const patterns: string[] = [];
    for (const { effect, resource } of all(document)?.statements ?? []) {
      if (effect === 'Deny') continue;
      if (resource === undefined || resource.negated) patterns.push('*');
      for (const { value } of resource?.negated ? [] : (resource?.values ?? [])) {
        if (isPattern(value)) patterns.push(value);
        else push(byResource, value, document);
      }
    }
    if (patterns.length > 0) byPattern.push({ document, patterns });
  }
  return { byResource, byPattern, peers: new Map() };
}

/** Whether a pattern can match an ARN, as plain text has it: in no field a `*` stands for less than that. */
function mayMatch(pattern: string, resource: string): boolean {
  if (!resource.startsWith(pattern.split(/[*?$]/, 1)[0] ?? '')) return false;
  const isPlain = !pattern.includes('$') && fields(pattern) === ARN_FIELDS && !/[*?]/.test(resource);
  return !isPlain || covers(pattern, resource) !== false;
}

/** IAM completes an ARN of fewer than six fields with wildcards. */
function isPattern(resource: string): boolean {
  return /[*?$]/.test(resource) || fields(resource) < ARN_FIELDS;
}

const ARN_FIELDS = 6;

function fields(arn: string): number {
  return arn.split(':', ARN_FIELDS).length;
}
