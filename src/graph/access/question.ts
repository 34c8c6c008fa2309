import { findAction } from '../../model/catalogue/index.js';
import type { Requester } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { policiesFor, type PartOf, type RequestPolicies } from '../request-policies.js';
import { USUAL_CONTEXT } from '../usual-context.js';
import { partsAbout } from './about-action.js';

/** What somebody may be allowed to do. */
export interface AccessQuestion {
  readonly action: string;
  /** An ARN or `*`. A wildcard in an ARN is a name like any other: only patterns that match it as it is written count. */
  readonly resource: string;
  /** The account that owns the resource, where its ARN does not say. */
  readonly resourceAccount?: string;
}

/** All that bears on a principal who asks, without the statements that have nothing to do with it. */
export function bearingOn(
  graph: PolicyGraph,
  { action, resource, resourceAccount }: AccessQuestion,
  principal: Requester,
  {
    unknownKeys = [],
    part = partsAbout(action).all,
  }: { readonly unknownKeys?: readonly string[]; readonly part?: PartOf } = {},
): RequestPolicies {
  return policiesFor(
    graph,
    {
      principal,
      action,
      resource,
      context: USUAL_CONTEXT,
      ...(resourceAccount !== undefined && { resourceAccount }),
      ...(unknownKeys.length > 0 && { unknownKeys }),
    },
    part,
  );
}

/** Whether the action is about a resource; one that AWS's reference does not have may be. */
export function takesResource({ action }: AccessQuestion): boolean {
  return findAction(action)?.resourceTypes.length !== 0;
}
