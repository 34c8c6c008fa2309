import { evaluate } from '../../evaluator/index.js';
import {
  accountOf,
  bucketOf,
  cutOffByPublicAccessBlock,
  policiesFor,
  USUAL_CONTEXT,
  type PolicyGraph,
  type RequestPolicies,
} from '../../graph/index.js';
import type { ApplicablePolicies, Bucket, Evaluation, PolicyType, Request } from '../../model/index.js';

/** One request with everything that bears on it, or would after a change. */
export interface Situation {
  readonly graph: PolicyGraph;
  /** What the graph says; the request and the policies below may be changed. */
  readonly bearing: RequestPolicies;
  readonly request: Request;
  readonly policies: ApplicablePolicies;
  /** The keys that were taken for granted. */
  readonly presumed: readonly string[];
  /** Where the resource is one, or an object in one. */
  readonly bucket: Bucket | undefined;
  /** Whether policies that nobody has read are left out of account. */
  readonly partial: boolean;
}

export function situationOf(graph: PolicyGraph, request: Request): Situation {
  const bearing = policiesFor(graph, request);
  const given = new Set(Object.keys(bearing.request.context).map((key) => key.toLowerCase()));
  const presumed = Object.keys(USUAL_CONTEXT).filter((key) => !given.has(key.toLowerCase()));
  return {
    graph,
    bearing,
    request: {
      ...bearing.request,
      context: {
        ...Object.fromEntries(presumed.map((key) => [key, USUAL_CONTEXT[key] ?? []])),
        ...bearing.request.context,
      },
    },
    policies: bearing.policies,
    presumed,
    bucket: bucketOf(graph, request.resource),
    partial: false,
  };
}

/** The same with some context keys given anew. */
export function withContext(situation: Situation, context: Request['context']): Situation {
  const { request, presumed } = situation;
  const names = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const isOther = (key: string) => !names.has(key.toLowerCase());
  const kept = Object.entries(request.context).filter(([key]) => isOther(key));
  return {
    ...situation,
    request: { ...request, context: { ...Object.fromEntries(kept), ...context } },
    presumed: presumed.filter(isOther),
  };
}

/** Types of which an unread policy may deny the request, or allow it besides, and is not needed for it. */
const OPTIONAL_TYPES: ReadonlySet<PolicyType> = new Set([
  'service-control',
  'resource-control',
  'vpc-endpoint',
]);

/** The situation as if nothing were unread but what the principal, or the other account, has to have. */
export function asRead(situation: Situation): Situation {
  const { bearing, policies, request } = situation;
  const isOwn = bearing.resourceAccount === accountOf(request.principal);
  const needed = (policies.unknownTypes ?? []).filter(
    (type) => !OPTIONAL_TYPES.has(type) && !(type === 'resource-based' && isOwn),
  );
  return needed.length === (policies.unknownTypes?.length ?? 0)
    ? situation
    : { ...situation, policies: { ...policies, unknownTypes: needed }, partial: true };
}

/** What the policies decide, and after them S3 Block Public Access, which is no policy. */
export function judge(situation: Situation): Evaluation {
  const evaluation = evaluate(situation.request, situation.policies);
  if (!evaluation.possible.includes('allowed') || !isCutOff(situation)) return evaluation;
  return { ...evaluation, decision: 'explicitDeny', possible: ['explicitDeny'], assumptions: [] };
}

/** Whether Block Public Access keeps the principal out. */
export function isCutOff({ graph, bucket, request }: Situation): boolean {
  return cutOffByPublicAccessBlock(graph, bucket, request.principal);
}
