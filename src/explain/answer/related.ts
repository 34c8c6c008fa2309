import { findAction } from '../../model/catalogue/index.js';
import { parseArn, type RelatedRequest, type Request } from '../../model/index.js';
import { arnCovers } from '../../prover/index.js';
import { CONSOLE_ACTIONS } from '../console-actions.js';
import { explainObstacle, firstObstacle } from './blockers.js';
import { dependentRequests } from './dependent-requests.js';
import { nearMisses } from './near-misses.js';
import { otherResources, placeOf, resourceFor } from './resource-forms.js';
import { asRead, judge, situationOf, type Situation } from './situation.js';
import { openQuestions } from './words.js';

/** A request that the same operation makes, not yet decided. */
export interface RelatedSituation {
  readonly situation: Situation;
  readonly relation: RelatedRequest['relation'];
  /** When the operation needs it, as the end of a sentence. */
  readonly need: string;
}

/**
 * What else an operation asks for: the actions that AWS's reference lists beside it, what its console pages call, and
 * the same action on the other types of resource that it touches.
 *
 * @param operation the action of the operation, where the request is about another of its actions
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function relatedSituations(
  situation: Situation,
  question: Request,
  operation: string | undefined,
): readonly RelatedSituation[] {
  const main = findAction(operation ?? question.action);
  if (main === undefined || !('arn' in question.principal)) return [];
  const ask = (request: Request): Situation => narrowedToAllow(asRead(situationOf(situation.graph, request)));
  const place = placeOf(situation);
  // The account that was given is that of the one resource.
  const anew = { principal: question.principal, context: question.context };
  const related: RelatedSituation[] = [];
  const add = (relation: RelatedRequest['relation'], request: Request, need: string): void => {
    related.push({ situation: ask(request), relation, need });
  };
  if (operation === undefined) {
    for (const resource of otherResources(main, question.resource, place)) {
      add(
        'resource',
        { ...question, resource },
        'the operation is authorized on every resource that it touches',
      );
    }
  } else {
    const resource = resourceFor(main, question.resource, place);
    add('operation', { ...anew, action: operation, resource }, 'the operation that was called');
  }
  for (const name of main.dependentActions) {
    if (name === question.action) continue;
    for (const { resource, context, need } of dependentRequests(name, main, situation, question.resource)) {
      add(
        'dependent',
        { ...anew, action: name, resource, context: { ...question.context, ...context } },
        need,
      );
    }
  }
  for (const { actions, purpose } of CONSOLE_ACTIONS.filter(({ operations }) =>
    operations.includes(main.name),
  )) {
    for (const name of actions) {
      const action = findAction(name);
      if (action === undefined || name === question.action) continue;
      const resource = resourceFor(action, question.resource, place);
      add('console', { ...anew, action: name, resource }, `the console lists ${purpose} with it`);
    }
  }
  return related;
}

/** Asks about the resources that some Allow is about, where not all of those that were meant are allowed. */
function narrowedToAllow(situation: Situation): Situation {
  const { request, graph } = situation;
  const obstacle = request.resource.includes('*') ? firstObstacle(situation) : undefined;
  if (obstacle?.kind !== 'noAllow' || parseArn(request.resource) === undefined) return situation;
  const narrower = nearMisses(obstacle.layer.statements)
    .flatMap(({ statement, reason }) =>
      reason === 'resourceNotMatched' ? (statement.resource?.values ?? []) : [],
    )
    .map(({ value }) => value)
    .filter((value) => arnCovers(request.resource, value) === true)
    .map((resource) => asRead(situationOf(graph, { ...request, resource })))
    .find((candidate) => judge(candidate).possible.includes('allowed'));
  return narrower ?? situation;
}

export function explainRelated({ situation, relation, need }: RelatedSituation): RelatedRequest {
  const { action, resource } = situation.request;
  const { decision, possible, assumptions } = judge(situation);
  const obstacle = firstObstacle(situation);
  const reason = obstacle
    ? explainObstacle(situation, obstacle).text
    : assumptions.length > 0
      ? `It depends on ${openQuestions(assumptions)}.`
      : undefined;
  return { action, resource, relation, decision, possible, need, ...(reason !== undefined && { reason }) };
}

/** Operations whose console pages call an action, with what for. */
export function consolesCalling(action: string): readonly string[] {
  return CONSOLE_ACTIONS.filter(({ actions }) => actions.includes(action)).flatMap(
    ({ operations }) => operations,
  );
}
