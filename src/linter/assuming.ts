import { evaluate } from '../evaluator/index.js';
import { policiesFor, type PolicyGraph, type RequestPolicies } from '../graph/index.js';
import type { Entity, Evaluation, LayerTrace, Role } from '../model/index.js';

/**
 * Why an entity can in no case assume a role: the decision, whatever the context keys that nobody knows and the
 * policies that nobody read. Undefined where it may.
 */
export function whyNotAssumed(graph: PolicyGraph, entity: Entity, role: Role): Evaluation | undefined {
  const { request, policies } = policiesForAssuming(graph, entity, role);
  const evaluation = evaluate(request, policies);
  return evaluation.possible.includes('allowed') ? undefined : evaluation;
}

/** Whether the trust policy of a role keeps an entity from assuming it, whatever all other policies say. */
export function isUntrusted(graph: PolicyGraph, entity: Entity, role: Role): boolean {
  const { request, policies } = policiesForAssuming(graph, entity, role);
  const evaluation = evaluate(request, {
    ...policies,
    identity: [],
    serviceControl: [],
    resourceControl: [],
  });
  return closedLayers(evaluation).some(({ policyType }) => policyType === 'role-trust');
}

function policiesForAssuming(graph: PolicyGraph, entity: Entity, role: Role): RequestPolicies {
  return policiesFor(graph, {
    principal: entity,
    action: 'sts:AssumeRole',
    resource: role.arn,
    context: {},
  });
}

/** The layers that do not let a request pass, whatever else is known. */
export function closedLayers({ trace }: Evaluation): readonly LayerTrace[] {
  return trace.filter(({ outcome }) => outcome === 'explicitDeny' || outcome === 'implicitDeny');
}
