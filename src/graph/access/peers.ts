import type { Entity, PolicyDocument, Statement } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import type { PartOf } from '../request-policies.js';

/** Entities of one account of whom all policies say the same, so that one decision is that of all. */
export interface Peers {
  readonly entities: readonly Entity[];
  /** What of their documents says anything of the question. */
  readonly part: PartOf;
}

/** Sorts entities by what their policies say. */
export function peersAmong(graph: PolicyGraph, entities: Iterable<Entity>, part: PartOf): readonly Peers[] {
  const groups = new Map<string, Entity[]>();
  for (const entity of entities) {
    const key = keyOf(graph, entity, part);
    const group = groups.get(key);
    if (group) group.push(entity);
    else groups.set(key, [entity]);
  }
  return [...groups.values()].map((group) => ({ entities: group, part }));
}

function keyOf(graph: PolicyGraph, entity: Entity, part: PartOf): string {
  const { identity, permissionsBoundary, serviceControl, unread } = graph.effectivePolicies(entity);
  const isServiceLinked = entity.kind === 'role' && entity.serviceLinked;
  let key = `${entity.account} ${entity.kind} ${String(isServiceLinked)} ${unread.join()}`;
  for (const { document, via } of identity) {
    const about = part(document);
    if (about === undefined) continue;
    if (tellsPrincipalsApart(about)) return entity.arn;
    key += ` ${numberOf(about)}@${via[1] ?? ''}`;
  }
  if (permissionsBoundary) {
    const about = part(permissionsBoundary.document) ?? permissionsBoundary.document;
    if (tellsPrincipalsApart(about)) return entity.arn;
    key += ` within ${numberOf(about)}`;
  }
  const limits = (serviceControl ?? []).flat().flatMap(({ document }) => part(document) ?? []);
  return limits.some(tellsPrincipalsApart) ? entity.arn : key;
}

const tellingApart = new WeakMap<PolicyDocument, boolean>();

/** Whether what a document says may differ from one principal of an account to the next. */
export function tellsPrincipalsApart(document: PolicyDocument): boolean {
  const known = tellingApart.get(document);
  if (known !== undefined) return known;
  const result = document.statements.some(isAboutPrincipal);
  tellingApart.set(document, result);
  return result;
}

/** Keys of a principal that are the same for all of its account. */
const OF_ACCOUNT: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalisawsservice',
  'aws:principalorgid',
  'aws:principalorgpaths',
]);

function isAboutPrincipal({ resource, conditions }: Statement): boolean {
  return (
    (resource?.values.some(({ value }) => value.includes('${')) ?? false) ||
    conditions.some(({ key, values }) => {
      const name = key.value.toLowerCase();
      const isOfPrincipal = name.startsWith('aws:principal') || name.startsWith('aws:user');
      return (isOfPrincipal && !OF_ACCOUNT.has(name)) || values.some(({ value }) => value.includes('${'));
    })
  );
}

const numbers = new WeakMap<PolicyDocument, number>();
let numbered = 0;

/** Tells documents apart. */
export function numberOf(document: PolicyDocument): number {
  const known = numbers.get(document);
  if (known !== undefined) return known;
  numbered += 1;
  numbers.set(document, numbered);
  return numbered;
}
