import type { ApplicablePolicies, StatementTrace, Truth } from '../model/index.js';
import type { RequestContext } from './context.js';
import { layersOf, requiresResourcePolicy, type Layer } from './layers.js';
import { and, or, truth } from './truth.js';
import { judge, type Verdict } from './verdict.js';

/** One layer with what it says. */
export interface Judgement {
  readonly layer: Layer;
  readonly verdict: Verdict;
  /** Whether the layer on its own lets the request pass, denials apart. */
  readonly passes: Truth;
  readonly statements: readonly StatementTrace[];
}

/** How the account of the requester relates to that of the resource. */
export type Relation = 'sameAccount' | 'otherAccount' | 'unknown' | 'otherPartition';

/** All layers of a request, weighed against each other. */
export interface Weighed {
  readonly resourceControl: readonly Judgement[];
  readonly serviceControl: readonly Judgement[];
  readonly resource: Judgement;
  readonly identity: Judgement;
  readonly permissionsBoundary: Judgement;
  readonly session: Judgement;
  readonly vpcEndpoint: Judgement;
  readonly relation: Relation;
  /** Whether the resource's own policy has to have its say in the same account too. */
  readonly resourcePolicyRequired: boolean;
  /** Whether the caller may not make the request at all. */
  readonly impossible: boolean;
  /** Whether the requester's own policies allow it: identity-based ones and what limits them. */
  readonly own: Truth;
  readonly denies: Truth;
  readonly allows: Truth;
}

/**
 * Asks every layer and puts the answers together: a Deny of any of them is final; what is left has to be allowed by
 * the resource-based policy or the requester's own policies or both, and by everything that limits these.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function weigh(context: RequestContext, policies: ApplicablePolicies, tracing: boolean): Weighed {
  const layers = layersOf(context, policies);
  const resourceControl = judgeAll(layers.resourceControl, context, tracing);
  const serviceControl = judgeAll(layers.serviceControl, context, tracing);
  const resource = judgement(layers.resource, context, tracing);
  const identity = judgement(layers.identity, context, tracing);
  const permissionsBoundary = judgement(layers.permissionsBoundary, context, tracing);
  const session = judgement(layers.session, context, tracing);
  const vpcEndpoint = judgement(layers.vpcEndpoint, context, tracing);

  const relation = relationOf(context);
  const resourcePolicyRequired = requiresResourcePolicy(context, policies.resource);
  const impossible = context.identity.kind === 'root' && isAssumeRole(context);
  const limits = and(permissionsBoundary.passes, session.passes);
  const own = and(identity.passes, limits);
  const across = and(resource.passes, own);
  const granted = or(resource.verdict.allowsDirectly, and(resource.verdict.allowsEntity, limits));
  const within = or(granted, resourcePolicyRequired ? across : own);
  const access = impossible ? 'false' : accessOf(relation, within, across);

  let denies = or(or(resource.verdict.denies, identity.verdict.denies), vpcEndpoint.verdict.denies);
  denies = or(denies, or(permissionsBoundary.verdict.denies, session.verdict.denies));
  let allows = and(access, vpcEndpoint.passes);
  for (const { verdict } of resourceControl) denies = or(denies, verdict.denies);
  for (const { verdict, passes } of serviceControl) {
    denies = or(denies, verdict.denies);
    allows = and(allows, passes);
  }
  return {
    resourceControl,
    serviceControl,
    resource,
    identity,
    permissionsBoundary,
    session,
    vpcEndpoint,
    relation,
    resourcePolicyRequired,
    impossible,
    own,
    denies,
    allows,
  };
}

/** In the order in which AWS describes the layers, the VPC endpoint's last. */
export function judgementsOf(weighed: Weighed): readonly Judgement[] {
  const { resourceControl, serviceControl, resource, identity, permissionsBoundary, session, vpcEndpoint } =
    weighed;
  return [
    ...resourceControl,
    ...serviceControl,
    resource,
    identity,
    permissionsBoundary,
    session,
    vpcEndpoint,
  ];
}

function accessOf(relation: Relation, within: Truth, across: Truth): Truth {
  switch (relation) {
    case 'sameAccount':
      return within;
    case 'otherAccount':
      return across;
    case 'otherPartition':
      return 'false';
    case 'unknown':
      return within === across ? within : 'unknown';
  }
}

/** Those who are no principal of an account, such as services, come from another account as it were. */
function relationOf({ identity, owner, resource }: RequestContext): Relation {
  const partition = identity.account === undefined ? undefined : resource.arn?.partition;
  if (partition !== undefined && partition !== identity.partition) return 'otherPartition';
  if (identity.account === undefined) return 'otherAccount';
  if (owner === undefined) return 'unknown';
  return owner === identity.account ? 'sameAccount' : 'otherAccount';
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function isAssumeRole({ action }: RequestContext): boolean {
  return action.service === 'sts' && action.name === 'assumerole';
}

function judgeAll(layers: readonly Layer[], context: RequestContext, tracing: boolean): readonly Judgement[] {
  return layers.map((layer) => judgement(layer, context, tracing));
}

const NO_STATEMENTS: readonly StatementTrace[] = [];

function judgement(layer: Layer, context: RequestContext, tracing: boolean): Judgement {
  const trace: StatementTrace[] | undefined = tracing ? [] : undefined;
  const verdict = judge(layer, context, trace);
  return { layer, verdict, passes: passes(layer, verdict, context), statements: trace ?? NO_STATEMENTS };
}

function passes(
  { policyType, documents, exempt, incomplete }: Layer,
  { allows }: Verdict,
  context: RequestContext,
): Truth {
  // An RCP that allows everything is always attached, wherever RCPs are.
  if (policyType === 'resource-control') return 'true';
  if (policyType === 'resource-based' || policyType === 'role-trust' || policyType === 'identity-based') {
    return exempt !== undefined && policyType === 'identity-based' ? 'true' : allows;
  }
  if (exempt !== undefined) return 'true';
  if (documents !== undefined || incomplete) return allows;
  // AWS grants a federated user nothing by default, and the session of a role everything that the role has.
  return truth(!(policyType === 'session' && context.identity.kind === 'federated-user'));
}
