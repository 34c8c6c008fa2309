import type { Blocker, Decision, LayerTrace, PolicyType, StatementTrace } from '../../model/index.js';
import { leastAllow, replaceDocument, replaceStatement, withAllow } from '../change/changed-policies.js';
import { layerText } from './layer-text.js';
import { judge, type Situation } from './situation.js';
import { explainStatement } from './statements.js';
import { originOf, statementName, upperFirst } from './words.js';

/** Something that stops a request: a statement that denies it, the lack of an Allow in a layer, or no policy at all. */
export type Obstacle =
  | {
      readonly kind: 'deny';
      readonly layer: LayerTrace;
      readonly deny: StatementTrace;
      readonly certain: boolean;
    }
  | { readonly kind: 'noAllow'; readonly layer: LayerTrace }
  /** No change of a policy would help. */
  | { readonly kind: 'final'; readonly layer: LayerTrace }
  | { readonly kind: 'publicAccessBlock' };

/** More than any request meets; it ends the search where a change does not do what it should. */
const MOST_OBSTACLES = 20;

/** All that stops a request, each found after the ones before it were taken away. */
export function obstaclesOf(situation: Situation): readonly Obstacle[] {
  const obstacles: Obstacle[] = [];
  let current: Situation | undefined = situation;
  while (current !== undefined && obstacles.length < MOST_OBSTACLES) {
    const obstacle = firstObstacle(current);
    if (obstacle === undefined) break;
    obstacles.push(obstacle);
    current = takenAway(current, obstacle);
  }
  return obstacles;
}

/** What AWS would name first: a Deny wins over everything, and then the first layer without an Allow. */
export function firstObstacle(situation: Situation): Obstacle | undefined {
  const { trace, possible } = judge(situation);
  return (
    denying(trace, 'true') ??
    (possible.includes('allowed') ? undefined : lacking(trace)) ??
    blockedOrDenying(trace, possible)
  );
}

function denying(trace: readonly LayerTrace[], applies: 'true' | 'unknown'): Obstacle | undefined {
  for (const layer of trace) {
    const deny = layer.statements.find(
      (candidate) => candidate.statement.effect === 'Deny' && candidate.applies === applies,
    );
    if (deny) return { kind: 'deny', layer, deny, certain: applies === 'true' };
  }
  return undefined;
}

/** What the principal's own side lacks comes first: within one account it may be all that is lacking. */
const ORDER: readonly PolicyType[] = [
  'resource-control',
  'service-control',
  'identity-based',
  'permissions-boundary',
  'session',
  'resource-based',
  'role-trust',
  'vpc-endpoint',
];

const FINAL_REASONS: ReadonlySet<LayerTrace['reason']> = new Set([
  'crossPartition',
  'noSessionPolicy',
  'rootUserAssumesNoRole',
]);

function lacking(trace: readonly LayerTrace[]): Obstacle | undefined {
  const [layer] = trace
    .filter(({ outcome }) => outcome === 'implicitDeny')
    .sort((a, b) => ORDER.indexOf(a.policyType) - ORDER.indexOf(b.policyType));
  if (layer === undefined) return undefined;
  return FINAL_REASONS.has(layer.reason) ? { kind: 'final', layer } : { kind: 'noAllow', layer };
}

function blockedOrDenying(trace: readonly LayerTrace[], possible: readonly Decision[]): Obstacle | undefined {
  const perhaps = possible.length > 1 ? denying(trace, 'unknown') : undefined;
  if (perhaps) return perhaps;
  const isStopped = possible.length === 1 && possible[0] === 'explicitDeny';
  return isStopped ? { kind: 'publicAccessBlock' } : undefined;
}

/** The situation without an obstacle; undefined where nothing takes it away. */
function takenAway(situation: Situation, obstacle: Obstacle): Situation | undefined {
  const { policies, request } = situation;
  switch (obstacle.kind) {
    case 'deny': {
      const { document, statement } = obstacle.deny;
      return {
        ...situation,
        policies: replaceDocument(policies, document, replaceStatement(document, statement, [])),
      };
    }
    case 'noAllow': {
      const allow = leastAllow(request, obstacle.layer.policyType);
      const changed = allow && withAllow(policies, obstacle.layer, allow);
      return changed && { ...situation, policies: changed };
    }
    default:
      return undefined;
  }
}

export function explainObstacle(situation: Situation, obstacle: Obstacle): Blocker {
  switch (obstacle.kind) {
    case 'deny': {
      const { deny, certain } = obstacle;
      const origin = originOf(situation.graph, situation.bearing, deny.document);
      const name = statementName(deny.statement, deny.document);
      const condition = certain
        ? ''
        : ` where its conditions are met, which depends on ${deny.unknownKeys.join(', ')}`;
      return {
        policyType: deny.document.type,
        decision: 'explicitDeny',
        certain,
        text: `${upperFirst(name)} of ${origin} denies it${condition}.`,
        statement: explainStatement(situation, deny),
      };
    }
    case 'noAllow':
    case 'final':
      return {
        policyType: obstacle.layer.policyType,
        decision: 'implicitDeny',
        certain: true,
        text: layerText(situation, obstacle.layer),
      };
    case 'publicAccessBlock':
      return {
        policyType: 'resource-based',
        decision: 'explicitDeny',
        certain: true,
        text: 'S3 Block Public Access denies it: RestrictPublicBuckets is on and the bucket policy is public, so nobody from another account gets in.',
      };
  }
}
