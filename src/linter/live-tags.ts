import { EVERYTHING, grantOf, grantsIntersect, type PolicyGraph } from '../graph/index.js';
import {
  accountNamedBy,
  type Entity,
  type PolicyDocument,
  type Statement,
  type StatementIn,
} from '../model/index.js';
import { namesEverybody } from './callers.js';
import { entitiesWith } from './holders.js';
import { mayBringTags } from './session-tags.js';

/** A tag of a user or role. */
export interface LiveTag {
  readonly entity: Entity;
  /** As the entity has it; the case of the keys of users' and roles' tags does not matter. */
  readonly key: string;
  readonly value: string;
}

/**
 * The tags with a key, given in lower case, of the principals whose requests a statement is about. Without those of
 * roles whose sessions may have others.
 */
export function tagsOfCallers(
  graph: PolicyGraph,
  { document, statement }: StatementIn,
  key: string,
): readonly LiveTag[] {
  const tags = liveTags(graph).get(key) ?? [];
  if (tags.length === 0) return [];
  const callers = callersOf(graph, document, statement);
  return tags.filter(({ entity }) => callers(entity) && !mayBringTags(entity));
}

/** The tags with a key, given in lower case, of the users and roles that a statement on IAM alone is about. */
export function tagsOfTargets(
  graph: PolicyGraph,
  { document, statement }: StatementIn,
  key: string,
): readonly LiveTag[] {
  const tags = liveTags(graph).get(key) ?? [];
  if (tags.length === 0 || !isAboutIdentities(statement)) return [];
  const account = graph.accountOf(document);
  return tags.filter(
    ({ entity }) =>
      (account === '' ? isGoverned(graph, entity, document) : account === entity.account) &&
      (document.type === 'role-trust' ? document.owner === entity.arn : isTarget(statement, entity)),
  );
}

const indexes = new WeakMap<PolicyGraph, ReadonlyMap<string, readonly LiveTag[]>>();

/** By the key in lower case. */
function liveTags(graph: PolicyGraph): ReadonlyMap<string, readonly LiveTag[]> {
  const known = indexes.get(graph);
  if (known) return known;
  const index = new Map<string, LiveTag[]>();
  for (const account of graph.accounts) {
    for (const entity of graph.entities(account)) {
      for (const { Key: key, Value: value } of entity.tags) {
        const same = index.get(key.toLowerCase());
        if (same) same.push({ entity, key, value });
        else index.set(key.toLowerCase(), [{ entity, key, value }]);
      }
    }
  }
  indexes.set(graph, index);
  return index;
}

function callersOf(
  graph: PolicyGraph,
  document: PolicyDocument,
  { principal }: Statement,
): (entity: Entity) => boolean {
  switch (document.type) {
    case 'identity-based': {
      const holders = new Set(entitiesWith(graph, document));
      return (entity) => holders.has(entity);
    }
    case 'permissions-boundary': {
      const bounded = new Set(graph.boundedBy(document));
      return (entity) => bounded.has(entity);
    }
    case 'service-control':
      return (entity) => isGoverned(graph, entity, document);
    default: {
      if (principal === undefined || principal.negated || namesEverybody(principal)) return () => true;
      const names = new Set(principal.values.map(({ token: { value } }) => accountNamedBy(value) ?? value));
      return ({ account, arn }) => names.has(account) || names.has(arn);
    }
  }
}

function isGoverned(graph: PolicyGraph, { account }: Entity, document: PolicyDocument): boolean {
  const levels = graph.controlPolicies('service-control', account).levels ?? [];
  return levels.some(({ documents }) => documents.includes(document));
}

/** Whether users and roles are all that the tags of the resource can be of. */
function isAboutIdentities({ action }: Statement): boolean {
  return action?.negated === false && action.values.every(({ value }) => /^(?:iam|sts):/i.test(value));
}

function isTarget(statement: Statement, { arn }: Entity): boolean {
  const resource = { negated: false, values: [arn] };
  return grantsIntersect(grantOf(statement), { ...EVERYTHING, resource });
}
