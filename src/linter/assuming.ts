import { evaluate } from '../evaluator/index.js';
import { policiesFor, type PolicyGraph } from '../graph/index.js';
import type { Entity, Evaluation, LayerTrace, Role } from '../model/index.js';

/**
 * Why an entity can in no case assume a role: the decision, whatever the context keys that nobody knows and the
 * policies that nobody read. Undefined where it may.
 */
export function whyNotAssumed(graph: PolicyGraph, entity: Entity, role: Role): Evaluation | undefined {
  const { request, policies } = policiesFor(graph, {
    principal: entity,
    action: 'sts:AssumeRole',
    resource: role.arn,
    context: {},
  });
  const evaluation = evaluate(request, policies);
  return evaluation.possible.includes('allowed') ? undefined : evaluation;
}

/** The layers that do not let a request pass, whatever else is known. */
export function closedLayers({ trace }: Evaluation): readonly LayerTrace[] {
  return trace.filter(({ outcome }) => outcome === 'explicitDeny' || outcome === 'implicitDeny');
}
