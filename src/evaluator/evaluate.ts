import type {
  ApplicablePolicies,
  Assumption,
  Decision,
  Evaluation,
  LayerTrace,
  Request,
  Truth,
} from '../model/index.js';
import { RequestContext, type UnknownKeys } from './context.js';
import { isUncertain } from './layers.js';
import { traceOf } from './trace.js';
import { judgementsOf, weigh, type Judgement, type Weighed } from './weigh.js';

export interface EvaluateOptions {
  /**
   * What to make of context keys that nobody gave and that neither the principal nor AWS's documentation settles:
   * `depends` (the default) keeps the decision open, `absent` takes the given context for complete, `true` and
   * `false` take every condition that depends on them for fulfilled or not.
   */
  readonly unknown?: UnknownKeys;
}

/** From the most restrictive. */
type Decisions = readonly [Decision, ...Decision[]];

/** By the truth of "something denies it", then of "everything that has to allow it does". */
const DECISIONS: Readonly<Record<Truth, Readonly<Record<Truth, Decisions>>>> = {
  true: { true: ['explicitDeny'], unknown: ['explicitDeny'], false: ['explicitDeny'] },
  unknown: {
    true: ['explicitDeny', 'allowed'],
    unknown: ['explicitDeny', 'implicitDeny', 'allowed'],
    false: ['explicitDeny', 'implicitDeny'],
  },
  false: { true: ['allowed'], unknown: ['implicitDeny', 'allowed'], false: ['implicitDeny'] },
};

/**
 * Every decision that the request can meet, from the most restrictive. Where two statements depend on the same
 * unknown in opposite ways there may be one among them that cannot come about.
 */
export function possibleDecisions(
  request: Request,
  policies: ApplicablePolicies,
  options: EvaluateOptions = {},
): Decisions {
  const context = contextOf(request, policies, options);
  return needsNoPermission(context) ? DECISIONS.false.true : decisionsOf(weigh(context, policies, false));
}

/** The most restrictive of {@link possibleDecisions}: the decision alone, without its reasons. */
export function decide(
  request: Request,
  policies: ApplicablePolicies,
  options: EvaluateOptions = {},
): Decision {
  return possibleDecisions(request, policies, options)[0];
}

/**
 * The decision with everything that led to it: what each layer says, also after the first that denies, and on what
 * it depends.
 */
export function evaluate(
  request: Request,
  policies: ApplicablePolicies,
  options: EvaluateOptions = {},
): Evaluation {
  const context = contextOf(request, policies, options);
  if (needsNoPermission(context)) {
    const trace: LayerTrace = {
      policyType: 'identity-based',
      level: undefined,
      outcome: 'allowed',
      reason: 'noPermissionNeeded',
      statements: [],
    };
    return { decision: 'allowed', possible: ['allowed'], assumptions: [], trace: [trace] };
  }
  const weighed = weigh(context, policies, true);
  const possible = decisionsOf(weighed);
  return {
    decision: possible[0],
    possible,
    assumptions: possible.length > 1 ? assumptionsOf(weighed) : [],
    trace: traceOf(weighed),
  };
}

function contextOf(
  request: Request,
  policies: ApplicablePolicies,
  { unknown = 'depends' }: EvaluateOptions,
): RequestContext {
  return new RequestContext(request, unknown, policies.permissionsBoundary);
}

function decisionsOf({ denies, allows }: Weighed): Decisions {
  return DECISIONS[denies][allows];
}

/**
 * STS tells every caller who he is, whatever policies say, and gives a user's own credentials another session.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
function needsNoPermission({ action, identity }: RequestContext): boolean {
  if (action.service !== 'sts') return false;
  if (action.name === 'getcalleridentity') return identity.account !== undefined;
  return action.name === 'getsessiontoken' && (identity.kind === 'user' || identity.kind === 'root');
}

/** What would have to be known for one decision to be left. */
function assumptionsOf(weighed: Weighed): readonly Assumption[] {
  const assumptions = new Map<string, Assumption>();
  const add = (kind: Assumption['kind'], key: string) => {
    assumptions.set(`${kind} ${key.toLowerCase()}`, { kind, key });
  };
  const addFrom = ({ layer, statements }: Judgement, effect: 'Allow' | 'Deny') => {
    if (isUncertain(layer)) add('policyType', layer.policyType);
    for (const { statement, applies, unknownKeys } of statements) {
      if (applies === 'unknown' && statement.effect === effect)
        for (const key of unknownKeys) add('contextKey', key);
    }
  };
  for (const judgement of judgementsOf(weighed)) {
    if (judgement.verdict.denies === 'unknown') addFrom(judgement, 'Deny');
    if (weighed.allows === 'unknown' && allowsPerhaps(judgement)) addFrom(judgement, 'Allow');
  }
  if (weighed.allows === 'unknown' && weighed.relation === 'unknown')
    add('contextKey', 'aws:ResourceAccount');
  return [...assumptions.values()];
}

function allowsPerhaps({ verdict, passes }: Judgement): boolean {
  return [passes, verdict.allowsEntity, verdict.allowsDirectly].includes('unknown');
}
