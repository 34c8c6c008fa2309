import { accountOf } from '../../graph/index.js';
import { actionCovers, arnCovers } from '../../prover/index.js';
import {
  accountNamedBy,
  evidenceAt,
  type ConditionTrace,
  type Element,
  type Evidence,
  type PrincipalElement,
  type Statement,
  type StatementTrace,
  type Token,
} from '../../model/index.js';
import type { ConditionExplanation, StatementExplanation } from '../../model/index.js';
import type { Situation } from './situation.js';
import { originOf, principalText, viaOf } from './words.js';

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
  const { request } = situation;
  const resource = statement.resource && resourceToken(statement.resource, request.resource);
  const action = actionToken(statement, request.action) ?? statement.token;
  const first = labelled(action, effectLabel(trace));
  switch (reason) {
    case 'resourceNotMatched':
      return [first, ...(resource ? [labelled(resource, `not ${request.resource}`)] : [])];
    case 'principalNotMatched': {
      const { principal } = statement;
      const named =
        principal?.negated === false && principal.values.length === 1
          ? principal.values[0]?.token
          : undefined;
      return [
        first,
        ...(principal ? [labelled(named ?? principal.key, `not ${principalText(request.principal)}`)] : []),
      ];
    }
    default: {
      const isNarrow = resource !== undefined && resource.value !== '*';
      const principal = statement.principal && principalToken(statement.principal, situation);
      return [
        first,
        ...(principal && principal.value !== '*' ? [labelled(principal)] : []),
        ...(isNarrow ? [labelled(resource)] : []),
        ...conditions.map((condition) => labelled(condition.condition.key, conditionLabel(condition))),
      ];
    }
  }
}

function labelled(token: Token, label?: string): Evidence {
  return { ...evidenceAt(token), ...(label !== undefined && { label }) };
}

function effectLabel({ statement, applies }: StatementTrace): string {
  switch (applies) {
    case 'true':
      return statement.effect === 'Allow' ? 'allows it' : 'denies it';
    case 'unknown':
      return statement.effect === 'Allow' ? 'may allow it' : 'may deny it';
    case 'false':
      return statement.effect === 'Allow' ? 'would allow it' : 'would deny it, but for a condition';
  }
}

/** The value of Action that covers the action; the name of the element where that is NotAction. */
export function actionToken({ action }: Statement, name: string): Token | undefined {
  if (action?.negated) return action.key;
  return action?.values.find(({ value }) => actionCovers(value, name) === true);
}

/** The value that covers the resource, or the first one; the name of the element where that is NotResource. */
export function resourceToken({ key, negated, values }: Element, resource: string): Token | undefined {
  if (negated) return key;
  return values.find(({ value }) => arnCovers(value, resource) === true) ?? values[0];
}

function principalToken({ key, negated, values }: PrincipalElement, { request }: Situation): Token {
  if (negated) return key;
  const text = principalText(request.principal);
  const account = accountOf(request.principal);
  const named =
    values.find(
      ({ token }) =>
        token.value === text || ('arn' in request.principal && token.value === request.principal.arn),
    ) ??
    values.find(({ token }) => account !== undefined && accountNamedBy(token.value) === account) ??
    values.find(({ token }) => token.value === '*');
  return named?.token ?? key;
}

/** A condition on a key that is not there is true or false; only one on a key of which nothing is known is neither. */
function conditionLabel({ result, values }: ConditionTrace): string {
  if (values) return `the request has ${values.map((value) => `'${value}'`).join(', ')}`;
  return result === 'unknown' ? 'not known' : 'not in the request';
}
