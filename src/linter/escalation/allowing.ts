import { covers } from '../../prover/index.js';
import { isEveryAction, type PolicyGraph, type ReachingPolicy } from '../../graph/index.js';
import type { Entity, PolicyDocument, Statement, Token } from '../../model/index.js';
import { ESCALATING_ACTIONS } from './mechanisms.js';

/** A statement that allows an escalating action, on whatever resource and condition, and how it reaches a principal. */
export interface Allowing {
  readonly policy: ReachingPolicy;
  readonly statement: Statement;
  /** The value of its Action that has the action; the key of a NotAction. */
  readonly token: Token;
}

type Allowed = Pick<Allowing, 'statement' | 'token'>;
type Index<Item> = ReadonlyMap<string, readonly Item[]>;

/** By the form in which actions are compared. */
const ESCALATING: ReadonlyMap<string, string> = new Map(
  ESCALATING_ACTIONS.map((action) => [action.toLowerCase(), action]),
);

const byDocument = new WeakMap<PolicyDocument, Index<Allowed>>();
const byEntity = new WeakMap<PolicyGraph, Map<string, Index<Allowing>>>();

/** The statements of all identity-based policies of a principal that allow an action. */
export function allowing(graph: PolicyGraph, entity: Entity, action: string): readonly Allowing[] {
  return escalatingGrants(graph, entity).get(action) ?? [];
}

/** By action; most principals have none. */
export function escalatingGrants(graph: PolicyGraph, entity: Entity): Index<Allowing> {
  const known = byEntity.get(graph) ?? new Map<string, Index<Allowing>>();
  byEntity.set(graph, known);
  const found = known.get(entity.arn) ?? indexEntity(graph, entity);
  known.set(entity.arn, found);
  return found;
}

const NOTHING: Index<Allowing> = new Map();

function indexEntity(graph: PolicyGraph, entity: Entity): Index<Allowing> {
  let all: Map<string, Allowing[]> | undefined;
  for (const policy of graph.effectivePolicies(entity).identity) {
    for (const [action, allowed] of indexDocument(policy.document)) {
      all ??= new Map();
      const list = all.get(action) ?? [];
      all.set(action, list);
      for (const one of allowed) list.push({ policy, ...one });
    }
  }
  return all ?? NOTHING;
}

function indexDocument(document: PolicyDocument): Index<Allowed> {
  const known = byDocument.get(document);
  if (known) return known;
  const index = new Map<string, Allowed[]>();
  for (const statement of document.statements) {
    if (statement.effect !== 'Allow') continue;
    for (const { action, token } of escalatingIn(statement)) {
      const list = index.get(action);
      if (list) list.push({ statement, token });
      else index.set(action, [{ statement, token }]);
    }
  }
  byDocument.set(document, index);
  return index;
}

function escalatingIn({ action }: Statement): readonly { readonly action: string; readonly token: Token }[] {
  if (action === undefined) return [];
  if (action.negated) {
    const exempt = new Set(action.values.flatMap(({ value }) => escalatingLike(value)));
    return ESCALATING_ACTIONS.filter((name) => !exempt.has(name)).map((name) => ({
      action: name,
      token: action.key,
    }));
  }
  return action.values.flatMap((token) =>
    escalatingLike(token.value).map((name) => ({ action: name, token })),
  );
}

/** The escalating actions that a value of an Action element matches. */
function escalatingLike(value: string): readonly string[] {
  if (isEveryAction(value)) return ESCALATING_ACTIONS;
  const pattern = value.toLowerCase();
  const wildcard = pattern.search(/[*?]/);
  if (wildcard < 0) return [ESCALATING.get(pattern) ?? []].flat();
  if (!pattern.slice(0, wildcard).includes(':')) return [];
  return [...ESCALATING].filter(([name]) => covers(pattern, name)).map(([, action]) => action);
}
