import { findAction } from '../../model/catalogue/index.js';
import type { Request, Requester } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import {
  policiesFor,
  policiesOfBoth,
  resourceSide,
  type PartOf,
  type RequestPolicies,
  type ResourceSide,
} from '../request-policies.js';
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

/** A question together with what bears on its resource, whoever asks. */
export interface Asked extends AccessQuestion {
  readonly graph: PolicyGraph;
  readonly side: ResourceSide;
  /** Whether the action is about a resource; one that AWS's reference does not have may be. */
  readonly takesResource: boolean;
}

export function ask(graph: PolicyGraph, question: AccessQuestion): Asked {
  const { action } = question;
  const side = resourceSide(graph, requestOf(question, { kind: 'anonymous' }), partsAbout(action).all);
  return { ...question, graph, side, takesResource: findAction(action)?.resourceTypes.length !== 0 };
}

interface Asking {
  /** Keys that differ from one to the next of those who are meant. */
  readonly unknownKeys?: readonly string[];
  /** What of the documents counts, where that is less than what they say of the action. */
  readonly part?: PartOf;
}

/** All that bears on a principal who asks, without the statements that have nothing to do with it. */
export function bearingOn(
  { graph, side, takesResource, ...question }: Asked,
  principal: Requester,
  { unknownKeys = [], part = partsAbout(question.action).all }: Asking = {},
): RequestPolicies {
  const request = requestOf(question, principal, unknownKeys);
  // What an action without a resource is about is in the account of whoever asks.
  return takesResource ? policiesOfBoth(graph, request, side, part) : policiesFor(graph, request, part);
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
