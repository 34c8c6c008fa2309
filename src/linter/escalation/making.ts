import { abilityTo, resourcesFor } from './abilities.js';
import { escalatingGrants } from './allowing.js';
import { wayTo, type FindWays, type Way } from './escalation.js';
import { newIdentityContext } from './granting.js';
import type { IdentityAction } from './mechanisms.js';

/** What is made, how it gets its rights, and how the principal comes to act as it. A new role trusts whom its maker says. */
const MAKING = [
  { create: 'iam:CreateRole', grant: ['iam:PutRolePolicy', 'iam:AttachRolePolicy'], use: [], made: 'a role' },
  {
    create: 'iam:CreateUser',
    grant: ['iam:PutUserPolicy', 'iam:AttachUserPolicy'],
    use: ['iam:CreateAccessKey', 'iam:CreateLoginProfile'],
    made: 'a user',
  },
] as const;

/** The users and roles with every right that a principal can make, and act as. */
export const newAdministrators: FindWays = (graph, entity) => {
  const grants = escalatingGrants(graph, entity);
  const context = newIdentityContext(entity);
  return MAKING.flatMap(({ create, grant, use, made }): readonly Way[] => {
    if (!grants.has(create)) return [];
    for (const resource of resourcesFor(graph, entity, create)) {
      const can = (actions: readonly IdentityAction[]) =>
        actions
          .flatMap((action) => abilityTo(graph, entity, { action, resource, context }) ?? [])
          .slice(0, 1);
      const [[created], granted, used] = [can([create]), can(grant), can(use)];
      if (created === undefined || granted.length === 0 || used.length < Math.min(use.length, 1)) continue;
      return wayTo(made, created, ...granted, ...used);
    }
    return [];
  });
};
