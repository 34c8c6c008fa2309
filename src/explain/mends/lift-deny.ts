import { accountOf } from '../../graph/index.js';
import { isAwsManaged, listing } from '../../model/index.js';
import type { Obstacle } from '../answer/blockers.js';
import type { Situation } from '../answer/situation.js';
import { principalName, shortName } from '../answer/words.js';
import { replaceDocument } from '../change/changed-policies.js';
import type { Candidate, Needs } from './candidate.js';
import { asksForSafety } from './narrow-deny.js';

/** The user out of the groups that a deny comes from, where it comes from nowhere else. */
export function leaveGroup(situation: Situation, obstacle: Obstacle): readonly Candidate[] {
  const { bearing, request } = situation;
  if (obstacle.kind !== 'deny' || request.principal.kind !== 'user') return [];
  const { document, statement } = obstacle.deny;
  if (document.type !== 'identity-based' || asksForSafety(statement)) return [];
  const ways = bearing.reaching.filter((policy) => policy.document === document).map(({ via }) => via[1]);
  const groups = new Set(ways);
  if (groups.has(undefined)) return [];
  const elsewhere = new Set(
    bearing.reaching
      .filter(({ via }) => !groups.has(via[1]) || via[1] === undefined)
      .map((policy) => policy.document),
  );
  const lost = bearing.reaching
    .filter(({ via, document: other }) => via[1] !== undefined && groups.has(via[1]) && !elsewhere.has(other))
    .map((policy) => policy.document);
  const others = lost.filter((other) => other !== document).map(({ name }) => `'${name}'`);
  return [
    {
      kind: 'leaveGroup',
      text: `Take ${principalName(request.principal)} out of ${listing([...groups].map((group) => shortName(group ?? '')))}.`,
      account: accountOf(request.principal),
      statements: [],
      caution: others.length > 0 ? `That takes away what else the group has: ${listing(others)}.` : undefined,
      apply: (needs) => without(needs, lost),
    },
  ];
}

function without(needs: Needs, documents: readonly Situation['policies']['identity'][number][]): Needs {
  return needs.map((need) => {
    let { policies } = need;
    for (const document of documents) policies = replaceDocument(policies, document, undefined);
    return { ...need, policies };
  });
}

/**
 * A deny in a policy of AWS's own, which nobody can narrow, off the principal.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html
 */
export function detachPolicy(situation: Situation, obstacle: Obstacle): readonly Candidate[] {
  if (obstacle.kind !== 'deny') return [];
  const { document } = obstacle.deny;
  if (document.type !== 'identity-based' || !isAwsManaged(document.owner)) return [];
  const principal = principalName(situation.request.principal);
  const text = document.name.startsWith('AWSCompromisedKeyQuarantine')
    ? `AWS attached '${document.name}' because an access key of ${principal} was found in public. Delete the key, look in CloudTrail for what was done with it, and then detach the policy.`
    : `Detach '${document.name}' from ${principal}: it is AWS's own and cannot be changed.`;
  return [
    {
      kind: 'detachPolicy',
      text,
      account: accountOf(situation.request.principal),
      statements: [],
      apply: (needs) => without(needs, [document]),
    },
  ];
}
