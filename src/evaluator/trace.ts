import type { LayerReason, LayerTrace } from '../model/index.js';
import { isUncertain } from './layers.js';
import { judgementsOf, type Judgement, type Weighed } from './weigh.js';

type Outcome = Pick<LayerTrace, 'outcome' | 'reason'>;

/** What each layer contributed. A request is allowed where every layer allows it or is not applicable. */
export function traceOf(weighed: Weighed): readonly LayerTrace[] {
  return judgementsOf(weighed).map((judgement) => {
    const { layer, statements } = judgement;
    return { policyType: layer.policyType, level: layer.level, ...outcomeOf(judgement, weighed), statements };
  });
}

function outcomeOf(judgement: Judgement, weighed: Weighed): Outcome {
  const { layer, verdict, passes } = judgement;
  if (judgement === weighed.identity && weighed.impossible) return implicitDeny('rootUserAssumesNoRole');
  if (layer.exempt !== undefined) return notApplicable(layer.exempt);
  if (verdict.denies === 'true') return { outcome: 'explicitDeny', reason: 'deniedByStatement' };
  if (verdict.denies === 'unknown') return unknown(judgement);
  if (judgement === weighed.resource) return resourceOutcome(judgement, weighed);
  if (isBypassed(judgement, weighed)) return notApplicable('bypassedByResourcePolicy');
  switch (passes) {
    case 'true':
      return passing(judgement);
    case 'unknown':
      return unknown(judgement);
    case 'false':
      return implicitDeny(layer.documents === undefined ? 'noSessionPolicy' : 'noStatementAllows');
  }
}

function passing({ layer, verdict }: Judgement): Outcome {
  if (layer.documents === undefined) return notApplicable('noPolicies');
  return {
    outcome: 'allowed',
    reason: verdict.allows === 'true' ? 'allowedByStatement' : 'noStatementDenies',
  };
}

/** Whether the resource-based policy of the same account grants past a layer that does not allow the request. */
function isBypassed(
  judgement: Judgement,
  { resource, identity, session, permissionsBoundary, relation }: Weighed,
): boolean {
  if (relation !== 'sameAccount' || judgement.passes === 'true') return false;
  if (judgement === identity && resource.verdict.allowsEntity === 'true') return true;
  const isOwn = judgement === identity || judgement === permissionsBoundary || judgement === session;
  return isOwn && resource.verdict.allowsDirectly === 'true';
}

function resourceOutcome(judgement: Judgement, weighed: Weighed): Outcome {
  const { identity, relation, resourcePolicyRequired } = weighed;
  const { documents } = judgement.layer;
  if (relation === 'otherPartition') return implicitDeny('crossPartition');
  if (judgement.passes === 'true') return passing(judgement);
  if (relation === 'sameAccount' && !resourcePolicyRequired) {
    if (weighed.own === 'true')
      return notApplicable(documents === undefined ? 'noPolicies' : 'allowedByIdentityPolicy');
    if (judgement.passes === 'false' && documents === undefined) return notApplicable('noPolicies');
  }
  if (judgement.passes === 'unknown' || relation === 'unknown') return unknown(judgement);
  if (documents === undefined) return implicitDeny('noPolicies');
  const isOnlyThis = relation === 'sameAccount' && resourcePolicyRequired && identity.passes === 'true';
  return implicitDeny(isOnlyThis ? 'accountNotEnabled' : 'noStatementAllows');
}

function implicitDeny(reason: LayerReason): Outcome {
  return { outcome: 'implicitDeny', reason };
}

function notApplicable(reason: LayerReason): Outcome {
  return { outcome: 'notApplicable', reason };
}

function unknown({ layer }: Judgement): Outcome {
  return { outcome: 'unknown', reason: isUncertain(layer) ? 'notRead' : 'dependsOnContext' };
}
