import { findAction } from '../../model/catalogue/index.js';
import type { Account, Entity, PolicyDocument } from '../../model/index.js';
import { push } from '../connections.js';
import type { PolicyGraph } from '../graph.js';
import { partAbout } from './about-action.js';

/** Who has which identity-based policy in one account. */
interface Holders {
  readonly byDocument: ReadonlyMap<PolicyDocument, readonly Entity[]>;
  /** Those whose policies were not read in full. */
  readonly unread: readonly Entity[];
  readonly grants: Map<string, Grants>;
}

/** The documents of an account that allow an action, by the resources on which they do. */
interface Grants {
  readonly byResource: ReadonlyMap<string, readonly PolicyDocument[]>;
  readonly byPattern: readonly { readonly document: PolicyDocument; readonly starts: readonly string[] }[];
}

const holdersByGraph = new WeakMap<PolicyGraph, Map<string, Holders>>();
const MOST_ACTIONS = 16;

/**
 * The users and roles of an account whose own policies may allow an action on a resource, and those whose policies
 * were not read: everybody else's do not. Only what is plain from the text of the statements is looked at.
 */
export function identityCandidates(
  graph: PolicyGraph,
  account: Account,
  action: string,
  resource: string,
): readonly Entity[] {
  const holders = holdersIn(graph, account);
  const { byResource, byPattern } = grantsOf(holders, action);
  // AWS authorizes an action without a resource on something else than was asked about.
  const takesResource = findAction(action)?.resourceTypes.length !== 0;
  const documents = takesResource
    ? [
        ...(byResource.get(resource) ?? []),
        ...byPattern
          .filter(({ starts }) => starts.some((start) => resource.startsWith(start)))
          .map(({ document }) => document),
      ]
    : [...[...byResource.values()].flat(), ...byPattern.map(({ document }) => document)];
  return [
    ...new Set([
      ...[...new Set(documents)].flatMap((document) => holders.byDocument.get(document) ?? []),
      ...holders.unread,
    ]),
  ];
}

function holdersIn(graph: PolicyGraph, account: Account): Holders {
  const byAccount = holdersByGraph.get(graph) ?? new Map<string, Holders>();
  holdersByGraph.set(graph, byAccount);
  const known = byAccount.get(account.id);
  if (known) return known;
  const byDocument = new Map<PolicyDocument, Entity[]>();
  const unread: Entity[] = [];
  for (const entity of graph.entities(account)) {
    const policies = graph.effectivePolicies(entity);
    if (policies.unread.includes('identity-based')) unread.push(entity);
    for (const { document } of policies.identity) {
      push(byDocument, document, entity);
    }
  }
  const holders = { byDocument, unread, grants: new Map<string, Grants>() };
  byAccount.set(account.id, holders);
  return holders;
}

function grantsOf({ byDocument, grants }: Holders, action: string): Grants {
  const known = grants.get(action);
  if (known) return known;
  const found = findGrants(byDocument.keys(), action);
  if (grants.size >= MOST_ACTIONS) grants.clear();
  grants.set(action, found);
  return found;
}

function findGrants(documents: Iterable<PolicyDocument>, action: string): Grants {
  const part = partAbout(action);
  const byResource = new Map<string, PolicyDocument[]>();
  const byPattern: { document: PolicyDocument; starts: readonly string[] }[] = [];
  for (const document of documents) {
    const starts: string[] = [];
    for (const { effect, resource } of part(document).statements) {
      if (effect === 'Deny') continue;
      if (resource === undefined || resource.negated) starts.push('');
      for (const { value } of resource?.negated ? [] : (resource?.values ?? [])) {
        if (isPattern(value)) starts.push(value.split(/[*?$]/, 1)[0] ?? '');
        else push(byResource, value, document);
      }
    }
    if (starts.length > 0) byPattern.push({ document, starts });
  }
  return { byResource, byPattern };
}

/** IAM completes an ARN of fewer than six fields with wildcards. */
function isPattern(resource: string): boolean {
  return /[*?$]/.test(resource) || resource.split(':', 6).length < 6;
}
