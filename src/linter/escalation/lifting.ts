import type { PolicyGraph } from '../../graph/index.js';
import type { Entity } from '../../model/index.js';
import { abilityOn, type Ability } from './abilities.js';
import { escalatingGrants } from './allowing.js';
import { newIdentityContext } from './granting.js';

const LIFTING = {
  user: ['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
  role: ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
} as const;

/** Whether a policy of a principal allows to lift permissions boundaries, whosever they are. */
export function allowsLifting(graph: PolicyGraph, entity: Entity): boolean {
  const grants = escalatingGrants(graph, entity);
  return [...LIFTING.user, ...LIFTING.role].some((action) => grants.has(action));
}

/** How a principal can lift a permissions boundary: it deletes it, or replaces it by a policy that allows everything. */
export function liftingsFrom(graph: PolicyGraph, entity: Entity, bounded: Entity): readonly Ability[] {
  const [remove, put] = LIFTING[bounded.kind];
  const { 'iam:PolicyARN': everything = [] } = newIdentityContext(entity);
  return [
    abilityOn(graph, entity, remove, bounded),
    abilityOn(graph, entity, put, bounded, { 'iam:PermissionsBoundary': everything }),
  ].filter((ability) => ability !== undefined);
}
