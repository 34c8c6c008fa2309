import { isAccountId, type Entity, type PolicyDocument, type Requester } from '../model/index.js';
import type { ControlLevel, PolicyGraph } from './graph.js';
import { userIdOfAnySession } from './user-id.js';

type Context = Record<string, readonly string[]>;

/** Who calls, as the graph knows it. */
export interface Caller {
  readonly entity: Entity | undefined;
  readonly account: string | undefined;
  readonly serviceControl: readonly ControlLevel[];
}

/**
 * What AWS says of the principal with each of its requests: where it belongs, its tags, its unique id.
 *
 * @param documents all that bear on the request
 */
export function principalKeys(
  graph: PolicyGraph,
  principal: Requester,
  { account, entity, serviceControl }: Caller,
  documents: readonly PolicyDocument[],
): Context {
  const keys: Context = {};
  const { organization } = graph;
  if (organization && account !== undefined && graph.isOwnAccount(account)) {
    const path = [organization.detail.Id, ...serviceControl.map(({ target }) => target).filter(isPlace), ''];
    keys['aws:PrincipalOrgID'] = [organization.detail.Id];
    if (serviceControl.length > 0) keys['aws:PrincipalOrgPaths'] = [path.join('/')];
  }
  if (organization === null && account !== undefined && graph.isOwnAccount(account)) {
    keys['aws:PrincipalOrgID'] = [];
    keys['aws:PrincipalOrgPaths'] = [];
  }
  for (const { Key, Value } of entity?.tags ?? []) keys[`aws:PrincipalTag/${Key}`] = [Value];
  if (entity?.kind === 'user' && principal.kind === 'user') {
    // A session of a role can bring tags of its own; a user has those that are set.
    for (const key of principalTagKeys(documents)) {
      if (!entity.tags.some(({ Key }) => key === principalTagKey(Key))) keys[key] = [];
    }
    keys['aws:userid'] = [entity.id];
  }
  if (entity?.kind === 'role' && principal.kind === 'role') {
    const id =
      principal.session === undefined
        ? userIdOfAnySession(entity.id, documents)
        : `${entity.id}:${principal.session}`;
    if (id !== undefined) keys['aws:userid'] = [id];
  }
  return keys;
}

function principalTagKey(tag: string): string {
  return `aws:principaltag/${tag.toLowerCase()}`;
}

/** The tags of principals that conditions of the documents ask for, as keys in lower case. */
function principalTagKeys(documents: readonly PolicyDocument[]): ReadonlySet<string> {
  const prefix = principalTagKey('');
  return new Set(
    documents
      .flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions))
      .map(({ key }) => key.value.toLowerCase())
      .filter((key) => key.startsWith(prefix)),
  );
}

/** The path of an account in the organization has no account in it. */
function isPlace(target: string): boolean {
  return !isAccountId(target);
}

/** What AWS says of a resource of the account. */
export function resourceKeys(graph: PolicyGraph, account: string | undefined): Context {
  const { organization } = graph;
  if (account === undefined || !graph.isOwnAccount(account) || organization === undefined) return {};
  return { 'aws:ResourceOrgID': organization === null ? [] : [organization.detail.Id] };
}
