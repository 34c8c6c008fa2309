import { accountOf, type PolicyGraph } from '../graph/index.js';
import {
  EXPLANATION_SCHEMA_VERSION,
  listing,
  type Blocker,
  type Decision,
  type Explanation,
  type ExplainedRequest,
  type MendStep,
  type RelatedRequest,
  type Request,
} from '../model/index.js';
import { answerOf } from './answer/answer.js';
import { explainObstacle, obstaclesOf } from './answer/blockers.js';
import { dependenciesOf } from './answer/dependencies.js';
import { explainLayers } from './answer/layers.js';
import { notesOf } from './answer/notes.js';
import { explainRelated, relatedSituations, type RelatedSituation } from './answer/related.js';
import { asRead, judge, situationOf, type Situation } from './answer/situation.js';
import { principalText } from './answer/words.js';
import { mendsFor } from './mends/index.js';
import { resolveQuestion, type Question } from './question/index.js';

/**
 * Why a request is allowed or denied: what every layer says, all that stops it, what the decision depends on, what
 * else the operation needs, and the smallest changes that would mend it, each tried on the same policies.
 *
 * @throws QuestionError where the question cannot be answered as it is
 */
export function explain(graph: PolicyGraph, question: Question): Explanation {
  const { request, operation, remarks } = resolveQuestion(graph, question);
  const situation = situationOf(graph, request);
  const evaluation = judge(situation);
  const basis = asRead(situation);
  const blockers = obstaclesOf(basis).map((obstacle) =>
    sureOf(explainObstacle(basis, obstacle), evaluation.possible),
  );
  const dependencies = dependenciesOf(situation, evaluation);
  const others = relatedSituations(situation, request, operation);
  const related = others.map(explainRelated);
  const isAllowed = judge(basis).possible.every((possible) => possible === 'allowed');
  const answer = answerOf(situation, evaluation, blockers, dependencies);
  return {
    kind: 'request',
    schemaVersion: EXPLANATION_SCHEMA_VERSION,
    request: explainedRequest(situation, request.context),
    decision: evaluation.decision,
    possible: evaluation.possible,
    answer: isAllowed ? `${answer}${missingText(related)}` : answer,
    remarks,
    layers: explainLayers(situation, evaluation),
    blockers,
    dependencies,
    related,
    notes: notesOf(situation, evaluation),
    mends: isAllowed ? mendsForOthers(toMend(others)) : mendsFor([basis]),
  };
}

/** The lack of an Allow is not certain where a policy that was not read may have one. */
function sureOf(blocker: Blocker, possible: readonly Decision[]): Blocker {
  const certain = blocker.certain && (blocker.decision === 'explicitDeny' || !possible.includes('allowed'));
  return { ...blocker, certain };
}

function explainedRequest(
  { request, bearing, presumed }: Situation,
  given: Request['context'],
): ExplainedRequest {
  const principalAccount = accountOf(request.principal);
  const known = Object.entries(request.context).filter(([key]) => !presumed.includes(key) && !(key in given));
  return {
    principal: principalText(request.principal),
    ...(principalAccount !== undefined && { principalAccount }),
    action: request.action,
    resource: request.resource,
    ...(bearing.resourceAccount !== undefined && { resourceAccount: bearing.resourceAccount }),
    context: given,
    knownContext: Object.fromEntries(known),
  };
}

/**
 * What the operation lacks though its own action is allowed. What it needs only now and then is left to the list, and
 * nobody is to pass every role.
 */
function toMend(others: readonly RelatedSituation[]): readonly Situation[] {
  return others
    .filter(({ situation, relation }) => {
      const { decision, possible } = judge(situation);
      return !possible.includes('allowed') && counts(decision, relation) && !isAnyRole(situation.request);
    })
    .map(({ situation }) => situation);
}

function mendsForOthers(others: readonly Situation[]): readonly MendStep[] {
  const actions = [...new Set(others.map(({ request }) => request.action))];
  return mendsFor(others, actions.length < 2 ? actions.join() : `each of ${listing(actions)}`);
}

function isAnyRole({ action, resource }: Request): boolean {
  return action.startsWith('iam:') && resource.endsWith('/*');
}

/** What somebody denies, and what every call of the operation needs. */
function counts(decision: Decision, relation: RelatedRequest['relation']): boolean {
  return decision === 'explicitDeny' || relation === 'resource' || relation === 'operation';
}

function missingText(related: readonly RelatedRequest[]): string {
  const denied = related.filter(
    ({ possible, decision, relation }) => !possible.includes('allowed') && counts(decision, relation),
  );
  if (denied.length === 0) return '';
  const names = denied.map(({ action, relation }) =>
    relation === 'console' ? `${action} in the console` : action,
  );
  const unique = [...new Set(names)];
  return ` But the operation may need more than that, and ${listing(unique, 4)} ${unique.length === 1 ? 'is' : 'are'} denied.`;
}
