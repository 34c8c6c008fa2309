import { isAccountId, type Entity, type PolicyDocument, type Requester } from '../model/index.js';
import type { ControlLevel, PolicyGraph } from './graph.js';
import { tellSessionsApart } from './user-id.js';

export type Context = Readonly<Record<string, readonly string[]>>;

/** Who calls, as the graph knows it. */
export interface Caller {
  readonly entity: Entity | undefined;
  readonly account: string | undefined;
  readonly serviceControl: readonly ControlLevel[];
}

/** What AWS says of the principal with each of its requests: where it belongs, its tags, its unique id. */
export function principalKeys(
  graph: PolicyGraph,
  principal: Requester,
  { account, entity, serviceControl }: Caller,
): Context {
  const keys: Record<string, readonly string[]> = {};
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
  if (entity?.kind === 'user' && principal.kind === 'user') keys['aws:userid'] = [entity.id];
  if (entity?.kind === 'role' && principal.kind === 'role')
    keys['aws:userid'] = [`${entity.id}:${principal.session ?? '*'}`];
  return keys;
}

/** The same as far as documents that bear on the request leave it so, and with what follows from them. */
export function adaptedKeys(
  keys: Context,
  principal: Requester,
  entity: Entity | undefined,
  documents: readonly PolicyDocument[],
): Context {
  if (entity?.kind === 'user' && principal.kind === 'user') {
    // A session of a role can bring tags of its own; a user has those that are set.
    const absent = [...principalTagKeys(documents)].filter(
      (key) => !entity.tags.some(({ Key }) => key === principalTagKey(Key)),
    );
    return absent.length === 0 ? keys : { ...keys, ...Object.fromEntries(absent.map((key) => [key, []])) };
  }
  if (entity?.kind === 'role' && principal.kind === 'role' && principal.session === undefined) {
    if (tellSessionsApart(entity.id, documents)) return without(keys, 'aws:userid');
  }
  return keys;
}

function without(keys: Context, key: string): Context {
  return Object.fromEntries(Object.entries(keys).filter(([name]) => name !== key));
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
