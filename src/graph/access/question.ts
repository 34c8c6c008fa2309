import type { Request, Requester } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { takesResource } from '../own-policy.js';
import {
  accountOf,
  policiesOfBoth,
  resourceSide,
  type RequestPolicies,
  type ResourceSide,
} from '../request-policies.js';
import { USUAL_CONTEXT } from '../usual-context.js';
import { partAbout } from './about-action.js';

/** What somebody may be allowed to do. */
export interface AccessQuestion {
  readonly action: string;
  /** An ARN or `*`. */
  readonly resource: string;
  /** The account that owns the resource, where its ARN does not say. */
  readonly resourceAccount?: string;
}

/** A question together with what bears on its resource, whoever asks. */
export interface Asked extends AccessQuestion {
  readonly graph: PolicyGraph;
  readonly side: ResourceSide;
  /** The same for an action without a resource, which is about the account of whoever asks, by that account. */
  readonly sides: Map<string | undefined, ResourceSide>;
  /** Whether the action is about a resource; one that AWS's reference does not have may be. */
  readonly takesResource: boolean;
}

/** A wildcard in the resource is a name like any other here: only what matches all of the pattern matches it. */
export function ask(graph: PolicyGraph, question: AccessQuestion): Asked {
  const { action } = question;
  const side = resourceSide(graph, requestOf(question, { kind: 'anonymous' }), partAbout(action));
  return { ...question, graph, side, sides: new Map(), takesResource: takesResource(action) };
}

/**
 * All that bears on a principal who asks, without the statements that are about other actions.
 *
 * @param unknownKeys what differs from one to the next of those who are meant
 */
export function bearingOn(
  asked: Asked,
  principal: Requester,
  unknownKeys: readonly string[] = [],
): RequestPolicies {
  const request = requestOf(asked, principal, unknownKeys);
  return policiesOfBoth(asked.graph, request, sideFor(asked, request), partAbout(asked.action));
}

function sideFor({ graph, side, sides, takesResource }: Asked, request: Request): ResourceSide {
  if (takesResource) return side;
  const account = accountOf(request.principal);
  const own = sides.get(account) ?? resourceSide(graph, request, partAbout(request.action));
  sides.set(account, own);
  return own;
}

function requestOf(
  { action, resource, resourceAccount }: AccessQuestion,
  principal: Requester,
  unknownKeys: readonly string[] = [],
): Request {
  return {
    principal,
    action,
    resource,
    context: USUAL_CONTEXT,
    ...(resourceAccount !== undefined && { resourceAccount }),
    ...(unknownKeys.length > 0 && { unknownKeys }),
  };
}
