import {
  listing,
  POLICY_TYPE_NAMES,
  type Entity,
  type FindingStep,
  type PolicyDocument,
  type Token,
} from '../model/index.js';
import {
  grantOf,
  isEveryResource,
  removals,
  type PatternSet,
  type PolicyGraph,
  type ReachingPolicy,
  type Removal,
  type RemovedGrant,
} from '../graph/index.js';
import { emptiedAccess, emptiedServices } from './emptied-access.js';
import { isQuarantine } from './quarantine.js';
import type { RelatedToken } from './rule.js';

/**
 * What denies take from an entity by mistake: none where they leave it nothing, which is told as a whole, and neither
 * what a quarantine takes.
 */
export function strayRemovals(graph: PolicyGraph, entity: Entity): readonly Removal[] {
  if (emptiedAccess(graph, entity)) return [];
  const emptied = new Set(emptiedServices(graph, entity).map(({ granted }) => granted));
  return removals(graph, entity)
    .filter(({ policy }) => !isQuarantine(policy.document.owner))
    .map((removal) => ({
      ...removal,
      grants: removal.grants.filter(({ granted }) => !granted.every((token) => emptied.has(token))),
    }));
}

/** A message names so many policies at most; the trace names them all. */
const MOST_POLICIES = 3;

/** The parts of a draft that bear out a finding about a removal: its places, and how each policy reaches the principal. */
export interface RemovalEvidence {
  readonly at: Token;
  readonly document: PolicyDocument;
  readonly related: readonly RelatedToken[];
  readonly trace: readonly FindingStep[];
}

export function removalEvidence(
  { policy, statement }: Removal,
  grants: readonly RemovedGrant[],
): RemovalEvidence {
  const { action, resource } = grantOf(statement);
  const denied = new Set(grants.flatMap((grant) => grant.denied));
  return {
    at:
      statement.action?.values.find((token) => denied.has(token)) ?? statement.action?.key ?? statement.token,
    document: policy.document,
    related: grants.flatMap(({ granted: [token], policy: { document } }) =>
      token ? [{ token, label: `granted by '${document.name}'` }] : [],
    ),
    trace: [
      policyStep(policy, `Denies ${setText(action, 'action')} on ${setText(resource, 'resource')}.`),
      ...grants.map((grant) => policyStep(grant.policy, `Allows ${lostText([grant])}.`)),
    ],
  };
}

/** What is lost, policy by policy: `iam:* by 'IAMFullAccess'`. */
export function grantsText(grants: readonly RemovedGrant[]): string {
  const texts = grants.map((grant) => `${lostText([grant])} by ${policyText(grant.policy)}`);
  const more = texts.length - MOST_POLICIES;
  return texts.slice(0, MOST_POLICIES).join('; ') + (more > 0 ? `; and more by ${more} other policies` : '');
}

export function lostText(grants: readonly RemovedGrant[]): string {
  return listing([...new Set(grants.flatMap(({ lost }) => lost.map((set) => setText(set, 'action'))))]);
}

/** Where a deny is not about every resource: ` on arn:…`. */
export function onResources({ statement }: Removal): string {
  const { resource } = grantOf(statement);
  const everywhere = !resource.negated && resource.values.some(isEveryResource);
  return everywhere ? '' : ` on ${setText(resource, 'resource')}`;
}

/** A policy by its name, with the group that it comes from, or its type where it is not identity-based. */
export function policyText({ document, via: [, group] }: ReachingPolicy): string {
  const name = `'${document.name}'`;
  if (document.type !== 'identity-based') return `the ${POLICY_TYPE_NAMES[document.type]} ${name}`;
  return group === undefined ? name : `${name} of the group '${group.slice(group.lastIndexOf('/') + 1)}'`;
}

/** How a policy reaches its principal, with what it says. */
export function policyStep({ document, via }: ReachingPolicy, text: string): FindingStep {
  return { policyType: document.type, policy: document.name, owner: document.owner, via, text };
}

/** Actions or resources as a sentence names them. */
export function setText({ negated, values }: PatternSet, what: 'action' | 'resource'): string {
  return negated ? `every ${what} but ${listing(values)}` : listing(values);
}
