import type { Identity, PolicyGraph } from '../graph/index.js';
import type { Statement, Token } from '../model/index.js';
import { principalForm, principalsOf } from './principal-forms.js';

/** A principal that is written as the unique id of a user or role. A group cannot be a principal. */
export interface UniqueIdPrincipal {
  readonly at: Token;
  readonly kind: 'user' | 'role';
  /** Who has the id; undefined where the entity is gone, or was not read. */
  readonly live: Identity | undefined;
}

/**
 * The principals of a statement that are unique ids: IAM shows the id where an entity is gone that the policy once
 * named by its ARN.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function uniqueIdPrincipals(graph: PolicyGraph, statement: Statement): readonly UniqueIdPrincipal[] {
  return principalsOf(statement, 'AWS')
    .filter(({ value }) => principalForm(value) === 'uniqueId')
    .map((at) => ({
      at,
      kind: at.value.startsWith('AIDA') ? 'user' : 'role',
      live: graph.identityWithId(at.value),
    }));
}
