import { listing, type FindingStep, type PolicyDocument, type Token } from '../model/index.js';
import {
  grantOf,
  isEveryResource,
  type PatternSet,
  type ReachingPolicy,
  type Removal,
  type RemovedGrant,
} from '../graph/index.js';
import type { RelatedToken } from './rule.js';

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
      step(policy, `Denies ${setText(action, 'action')} on ${setText(resource, 'resource')}.`),
      ...grants.map((grant) => step(grant.policy, `Allows ${lostText([grant])}.`)),
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

/** A policy by its name, with the group that it comes from. */
export function policyText({ document, via: [, group] }: ReachingPolicy): string {
  const name = `'${document.name}'`;
  if (document.type === 'permissions-boundary') return `the permissions boundary ${name}`;
  return group === undefined ? name : `${name} of the group '${group.slice(group.lastIndexOf('/') + 1)}'`;
}

function step({ document, via }: ReachingPolicy, text: string): FindingStep {
  return { policyType: document.type, policy: document.name, owner: document.owner, via, text };
}

function setText({ negated, values }: PatternSet, what: 'action' | 'resource'): string {
  return negated ? `every ${what} but ${listing(values)}` : listing(values);
}
