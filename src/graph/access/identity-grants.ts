import { statementsAbout } from '../../evaluator/index.js';
import type { Account, Entity, PolicyDocument } from '../../model/index.js';
import { push } from '../connections.js';
import type { PolicyGraph } from '../graph.js';
import { takesResource } from '../own-policy.js';
import { isPattern } from './within.js';

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
  readonly byPattern: ReadonlyMap<string, readonly PolicyDocument[]>;
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
): ReadonlySet<Entity> {
  const holders = holdersIn(graph, account);
  const { byResource, byPattern } = grantsIn(holders, action);
  const isAbout = takesResource(action);
  // AWS authorizes an action without a resource on something else than was asked about.
  const asked = isAbout ? resource : '*';
  const exact = isPattern(asked) ? [...byResource] : [[asked, byResource.get(asked) ?? []] as const];
  const matching = [...exact, ...byPattern].filter(([value]) => mayMatch(value, asked));
  const candidates = [...holdersOf(holders, matching), ...holders.unread];
  if (isAbout) return new Set(candidates);
  // What is not about a resource is about none that an ARN names.
  const unnamed = new Set([...holdersOf(holders, byPattern), ...holders.unread]);
  return new Set(candidates.filter((entity) => unnamed.has(entity)));
}

function* holdersOf(
  { byDocument }: Holders,
  grants: Iterable<readonly [value: string, documents: readonly PolicyDocument[]]>,
): Iterable<Entity> {
  const documents = new Set([...grants].flatMap(([, found]) => found));
  for (const document of documents) yield* byDocument.get(document) ?? [];
}

const holdersByGraph = new WeakMap<PolicyGraph, Map<Account, Holders>>();

function holdersIn(graph: PolicyGraph, account: Account): Holders {
  const byAccount = holdersByGraph.get(graph) ?? new Map<Account, Holders>();
  holdersByGraph.set(graph, byAccount);
  const holders = byAccount.get(account) ?? findHolders(graph, account);
  byAccount.set(account, holders);
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
  const byResource = new Map<string, PolicyDocument[]>();
  const byPattern = new Map<string, PolicyDocument[]>();
  for (const document of documents) {
    for (const { effect, resource } of statementsAbout(document, action)) {
      if (effect === 'Deny') continue;
      const values = resource === undefined || resource.negated ? [{ value: '*' }] : resource.values;
      for (const { value } of values) push(standsForMany(value) ? byPattern : byResource, value, document);
    }
  }
  return { byResource, byPattern };
}

/** Whether it is more than one ARN, for whoever has it. */
function standsForMany(value: string): boolean {
  return isPattern(value) || value.includes('$') || value.split(':', ARN_FIELDS).length < ARN_FIELDS;
}

/**
 * Whether a value of a Resource element and a resource can have anything in common, as far as the text before the
 * first wildcard or variable and after the last tells.
 */
function mayMatch(value: string, resource: string): boolean {
  const [start, end] = ends(value);
  const [first, last] = ends(resource);
  return (start.startsWith(first) || first.startsWith(start)) && (end.endsWith(last) || last.endsWith(end));
}

/** IAM completes an ARN of fewer than six fields with wildcards, so that nothing is known of its end. */
function ends(text: string): readonly [start: string, end: string] {
  const isWhole = text.split(':', ARN_FIELDS).length === ARN_FIELDS;
  const start = text.split(/[*?$]/, 1)[0] ?? '';
  return [
    start,
    isWhole ? text.slice(1 + Math.max(...WILDCARD_ENDS.map((end) => text.lastIndexOf(end)))) : '',
  ];
}

const ARN_FIELDS = 6;
const WILDCARD_ENDS = ['*', '?', '}'];
