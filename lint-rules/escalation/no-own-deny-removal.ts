import type { Entity } from '../../src/model/index.js';
import { removals, type PolicyGraph, type ReachingPolicy } from '../../src/graph/index.js';
import {
  abilityOn,
  abilityTo,
  defineEscalation,
  escalatingGrants,
  wayTo,
  type Ability,
  type IdentityAction,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-own-deny-removal',
    description: 'Disallow principals who can remove a policy that denies them something',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Deny in a service control policy or a permissions boundary what has to stay denied, or take the action away.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html',
    ],
    messages: {
      principal: "The {kind} '{name}' can get back what {targets} denies it, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    const grants = escalatingGrants(graph, entity);
    if (!REMOVING.some((action) => grants.has(action))) return [];
    return removals(graph, entity).flatMap(({ policy }) => {
      const { type, name } = policy.document;
      return type === 'identity-based' ? wayTo(`'${name}'`, removing(graph, entity, policy)) : [];
    });
  },
});

const DETACH = {
  user: 'iam:DetachUserPolicy',
  role: 'iam:DetachRolePolicy',
  group: 'iam:DetachGroupPolicy',
} as const;
const DELETE = {
  user: 'iam:DeleteUserPolicy',
  role: 'iam:DeleteRolePolicy',
  group: 'iam:DeleteGroupPolicy',
} as const;
const LEAVE = 'iam:RemoveUserFromGroup';
const REMOVING: readonly IdentityAction[] = [LEAVE, ...Object.values(DETACH), ...Object.values(DELETE)];

/** How the principal rids itself of a policy: it takes it from itself, or from its group, or leaves the group. */
function removing(
  graph: PolicyGraph,
  entity: Entity,
  { document, via }: ReachingPolicy,
): Ability | undefined {
  const [, group] = via;
  const holder = (group === undefined ? undefined : graph.identity(group)) ?? entity;
  const isEmbedded = document.owner === holder.arn;
  const action = (isEmbedded ? DELETE : DETACH)[holder.kind];
  const context = isEmbedded ? {} : { 'iam:PolicyARN': [document.owner] };
  if (holder.kind !== 'group') return abilityOn(graph, entity, action, holder, context);
  return (
    abilityTo(graph, entity, { action, resource: holder.arn, context }) ??
    abilityTo(graph, entity, { action: LEAVE, resource: holder.arn })
  );
}
