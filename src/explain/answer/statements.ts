import { actionCovers } from '../../prover/index.js';
import {
  accountNamedBy,
  evidenceAt,
  type ConditionTrace,
  type Evidence,
  type PrincipalElement,
  type Statement,
  type StatementTrace,
  type Token,
} from '../../model/index.js';
import type { ConditionExplanation, StatementExplanation } from '../../model/index.js';
import type { Situation } from './situation.js';
import { accountOfPrincipal, originOf, principalText, viaOf } from './words.js';

/** What one statement says of the request, with the places in the policy that say it. */
export function explainStatement(situation: Situation, trace: StatementTrace): StatementExplanation {
  const { graph, bearing } = situation;
  const { document, statement } = trace;
  return {
    policyType: document.type,
    policy: document.name,
    owner: document.owner,
    origin: originOf(graph, bearing, document),
    via: viaOf(bearing, document),
    index: statement.index,
    ...(statement.sid && { sid: statement.sid.value }),
    effect: statement.effect,
    applies: trace.applies,
    reason: trace.reason,
    conditions: trace.conditions.map(explainCondition),
    locations: locationsOf(situation, trace),
  };
}

function explainCondition({ condition, result, values }: ConditionTrace): ConditionExplanation {
  return {
    operator: condition.operator.value,
    key: condition.key.value,
    values: condition.values.map(({ value }) => value),
    result,
    ...(values && { given: values }),
  };
}

function locationsOf(situation: Situation, trace: StatementTrace): readonly [Evidence, ...Evidence[]] {
  const { statement, reason, conditions } = trace;
  const labelled = (token: Token, label?: string): Evidence => ({
    ...evidenceAt(token),
    ...(label !== undefined && { label }),
  });
  const action = actionToken(statement, situation.request.action) ?? statement.token;
  const [resource] = statement.resource?.negated
    ? [statement.resource.key]
    : (statement.resource?.values ?? []);
  const isNarrow = resource !== undefined && resource.value !== '*';
  switch (reason) {
    case 'resourceNotMatched':
      return [
        labelled(action),
        ...(resource ? [labelled(resource, `not about ${situation.request.resource}`)] : []),
      ];
    case 'principalNotMatched':
      return [
        labelled(action),
        ...(statement.principal
          ? [labelled(statement.principal.key, `not ${principalText(situation.request.principal)}`)]
          : []),
      ];
    default:
      return [
        labelled(action),
        ...(statement.principal ? [labelled(principalToken(statement.principal, situation))] : []),
        ...(isNarrow ? [labelled(resource)] : []),
        ...conditions.map((condition) => labelled(condition.condition.key, conditionLabel(condition))),
      ];
  }
}

/** The value of Action that covers the action; the name of the element where that is NotAction. */
export function actionToken({ action }: Statement, name: string): Token | undefined {
  if (action?.negated) return action.key;
  return action?.values.find(({ value }) => actionCovers(value, name) === true);
}

function principalToken({ key, negated, values }: PrincipalElement, { request }: Situation): Token {
  if (negated) return key;
  const text = principalText(request.principal);
  const account = accountOfPrincipal(request.principal);
  const named =
    values.find(({ token }) => token.value === text || ('arn' in request.principal && token.value === request.principal.arn)) ??
    values.find(({ token }) => account !== undefined && accountNamedBy(token.value) === account) ??
    values.find(({ token }) => token.value === '*');
  return named?.token ?? key;
}

/** A condition on a key that is not there is true or false; only one on a key of which nothing is known is neither. */
function conditionLabel({ result, values }: ConditionTrace): string {
  if (values) return `the request has ${values.map((value) => `'${value}'`).join(', ')}`;
  return result === 'unknown' ? 'not known' : 'not in the request';
}
