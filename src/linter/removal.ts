import type { FindingStep, PolicyDocument, Token } from '../model/index.js';
import {
  isEveryResource,
  type Grant,
  type PatternSet,
  type ReachingPolicy,
  type Removal,
  type RemovedGrant,
} from '../graph/index.js';
import { listing } from './listing.js';
import type { RelatedToken } from './rule.js';

/** A message names so many policies at most; the trace names them all. */
const MOST_POLICIES = 3;

/** The parts of a draft that bear out a finding about a removal: its places, and the way of each policy to the principal. */
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
  const [at = statement.token] = grants.flatMap(({ deniedBy }) => deniedBy.map(({ token }) => token));
  return {
    at,
    document: policy.document,
    related: grants.flatMap(({ actions, policy: { document } }) =>
      actions.slice(0, 1).map(({ token }) => ({ token, label: `granted by '${document.name}'` })),
    ),
    trace: [
      step(policy, `Denies ${deniedText(grants)}.`),
      ...grants.map((grant) => step(grant.policy, `Allows ${actionsText(grant.actions)}.`)),
    ],
  };
}

/** What was granted, and by which policy: `iam:* by 'IAMFullAccess'`. */
export function grantsText(grants: readonly RemovedGrant[]): string {
  const texts = grants.map(({ actions, policy }) => `${actionsText(actions)} by ${policyText(policy)}`);
  const more = texts.length - MOST_POLICIES;
  return texts.slice(0, MOST_POLICIES).join('; ') + (more > 0 ? `; and more by ${more} other policies` : '');
}

/** What is denied of these grants, with the resources where that is not all of them. */
export function deniedText(grants: readonly RemovedGrant[]): string {
  const denied = [...new Set(grants.flatMap(({ deniedBy }) => deniedBy))];
  const resource = denied[0]?.grant.resource;
  const everywhere = resource === undefined || (!resource.negated && resource.values.some(isEveryResource));
  return `${actionsText(denied)}${everywhere ? '' : ` on ${setText(resource, 'resource')}`}`;
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

function actionsText(actions: readonly { readonly grant: Grant }[]): string {
  return listing(actions.map(({ grant }) => setText(grant.action, 'action')));
}

function setText({ negated, values }: PatternSet, what: 'action' | 'resource'): string {
  return negated ? `every ${what} but ${listing(values)}` : listing(values);
}
