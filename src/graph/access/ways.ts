import { evaluate, possibleDecisions } from '../../evaluator/index.js';
import {
  CERTAINTIES,
  type AccessCondition,
  type AccessMeans,
  type AccessWay,
  type ApplicablePolicies,
  type ByCertainty,
  type Certainty,
  type Evaluation,
  type LayerTrace,
  type PolicyDocument,
  type PolicyType,
  type StatementTrace,
} from '../../model/index.js';
import type { RequestPolicies } from '../request-policies.js';
import { accessStatement, openConditions } from './statements.js';

/**
 * The ways by which a principal has the access itself, without assuming a role: by its own policies, by the
 * resource's, or by both together. Empty where it is denied, and where nothing that was read allows it while what
 * may was not read.
 */
export function directWays(bearing: RequestPolicies): readonly AccessWay[] {
  const { request, policies } = bearing;
  if (!possibleDecisions(request, policies).includes('allowed')) return [];
  const whole = wayBy(bearing, policies);
  if (whole?.how !== 'identityAndResource') return whole ? [whole] : [];
  // Each side alone may be enough.
  const alone = [
    wayBy(bearing, { ...policies, ...(policies.resource && { resource: deniesOf(policies.resource) }) }),
    wayBy(bearing, { ...policies, identity: policies.identity.map(deniesOf) }),
  ].filter((way) => way?.certainty === whole.certainty);
  return alone.length > 0 ? alone.filter((way) => way !== undefined) : [whole];
}

function deniesOf(document: PolicyDocument): PolicyDocument {
  return { ...document, statements: document.statements.filter(({ effect }) => effect === 'Deny') };
}

function wayBy(bearing: RequestPolicies, policies: ApplicablePolicies): AccessWay | undefined {
  const evaluation = evaluate(bearing.request, policies);
  if (!evaluation.possible.includes('allowed')) return undefined;
  const how = meansOf(evaluation, policies);
  const certainty = certaintyOf(evaluation);
  const allows = grantingLayers(evaluation).flatMap(allowing);
  return (
    how && {
      how,
      certainty,
      statements: allows.map(({ document, statement }) => accessStatement(document, statement, bearing)),
      roles: [],
      conditions: certainty === 'certain' ? [] : conditionsOf(bearing, evaluation.trace),
      unread: unreadTypes(evaluation),
    }
  );
}

const GRANTING: ReadonlySet<PolicyType> = new Set(['identity-based', 'resource-based', 'role-trust']);

function grantingLayers({ trace }: Evaluation): readonly LayerTrace[] {
  return trace.filter(({ policyType }) => GRANTING.has(policyType));
}

/** By what the access is given; undefined where nothing that was read gives it. */
function meansOf(evaluation: Evaluation, { unknownTypes }: ApplicablePolicies): AccessMeans | undefined {
  const layers = grantingLayers(evaluation);
  const [identity] = layers.filter(({ policyType }) => policyType === 'identity-based');
  const byResource = layers.some((layer) => layer !== identity && allowing(layer).length > 0);
  if (identity?.reason === 'noPermissionNeeded') return 'noPermissionNeeded';
  if (identity?.reason === 'rootUser') return byResource ? 'identityAndResource' : 'rootUser';
  const isUnread = unknownTypes?.includes('identity-based') ?? false;
  if (identity && (allowing(identity).length > 0 || isUnread))
    return byResource ? 'identityAndResource' : 'identity';
  return byResource ? 'resource' : undefined;
}

/** The Allows that apply; where none does for certain, those that may. */
export function allowing({ statements }: LayerTrace): readonly StatementTrace[] {
  const allows = statements.filter(({ statement }) => statement.effect === 'Allow');
  const certain = allows.filter(({ applies }) => applies === 'true');
  return certain.length > 0 ? certain : allows.filter(({ applies }) => applies === 'unknown');
}

function certaintyOf({ possible, assumptions }: Evaluation): Certainty {
  if (possible.length === 1) return 'certain';
  return assumptions.some(({ kind, key }) => kind === 'policyType' || key === 'aws:ResourceAccount')
    ? 'undecided'
    : 'conditional';
}

function unreadTypes({ assumptions }: Evaluation): readonly PolicyType[] {
  return assumptions.flatMap(({ kind, key }) => (kind === 'policyType' ? [key as PolicyType] : []));
}

/** What has to hold, or must not, of what is not known: of the statements that decide in each layer. */
export function conditionsOf(
  bearing: RequestPolicies,
  layers: readonly LayerTrace[],
): readonly AccessCondition[] {
  return layers
    .filter(({ outcome }) => outcome === 'unknown')
    .flatMap((layer) => [
      ...layer.statements.filter(({ statement }) => statement.effect === 'Deny'),
      ...allowing(layer),
    ])
    .filter(({ applies }) => applies === 'unknown')
    .flatMap((trace) => openConditions(bearing, trace));
}

/** From the surest certainty, 0. */
export function rank(certainty: Certainty): number {
  return CERTAINTIES.indexOf(certainty);
}

export function bySureness(a: AccessWay, b: AccessWay): number {
  return rank(a.certainty) - rank(b.certainty);
}

/** Sorted by how sure the surest way is. */
export function byCertainty<Access extends { readonly ways: readonly [AccessWay, ...AccessWay[]] }>(
  all: readonly Access[],
): ByCertainty<Access> {
  const of = (certainty: Certainty) => all.filter(({ ways: [surest] }) => surest.certainty === certainty);
  return { certain: of('certain'), conditional: of('conditional'), undecided: of('undecided') };
}
