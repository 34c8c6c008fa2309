import {
  listing,
  type ConditionTrace,
  type LayerTrace,
  type StatementTrace,
  type Token,
} from '../../model/index.js';
import { policyName, statementName, upperFirst } from './words.js';

/** So many statements are shown of a layer in which several come close, or spare the request. */
const MOST_SHOWN = 3;

/** The Allows that are about the action and miss the request by its resource, its principal or a condition. */
export function nearMisses(statements: readonly StatementTrace[]): readonly StatementTrace[] {
  return statements
    .filter(
      ({ statement, applies, reason }) =>
        statement.effect === 'Allow' && applies === 'false' && reason !== 'actionNotMatched',
    )
    .slice(0, MOST_SHOWN);
}

/** The denies that are about the request and spare it by a condition. */
export function sparing(statements: readonly StatementTrace[]): readonly StatementTrace[] {
  return statements
    .filter(({ statement, reason }) => statement.effect === 'Deny' && reason === 'conditionNotMet')
    .slice(0, MOST_SHOWN);
}

/** What comes closest to allowing it, which often is what somebody meant to. */
export function closestText({ statements }: LayerTrace): string {
  const [closest] = nearMisses(statements);
  if (closest === undefined) return '';
  const { statement, document, reason, conditions } = closest;
  const name = `${upperFirst(statementName(statement, document))} of '${document.name}'`;
  const texts = (tokens: readonly Token[] = []) => listing(tokens.map(({ value }) => value));
  switch (reason) {
    case 'resourceNotMatched':
      return statement.resource?.negated
        ? ` ${name} comes close: it allows it everywhere but on ${texts(statement.resource.values)}.`
        : ` ${name} comes close: it allows it on ${texts(statement.resource?.values)}.`;
    case 'principalNotMatched':
      return statement.principal?.negated
        ? ''
        : ` It lets in ${texts(statement.principal?.values.map(({ token }) => token))}.`;
    case 'conditionNotMet': {
      const unmet = conditions.filter(({ result }) => result === 'false').map(conditionText);
      return ` ${name} comes close: it allows it where ${listing(unmet)}.`;
    }
    default:
      return '';
  }
}

function conditionText({ condition: { operator, key, values }, values: given }: ConditionTrace): string {
  const what = given ? `and the request has ${listing(given)}` : 'and the request does not have it';
  return `${key.value} ${operator.value} ${listing(values.map(({ value }) => value))}, ${what}`;
}

/** Why a deny that people may have in mind is not the cause. */
export function sparingText({ statements, outcome }: LayerTrace): string {
  const [deny] = outcome === 'explicitDeny' ? [] : sparing(statements);
  if (deny === undefined) return '';
  const { statement, document, conditions } = deny;
  const unmet = conditions.filter(({ result }) => result === 'false').map(conditionText);
  return ` ${upperFirst(statementName(statement, document))} of ${policyName(document)} spares it: it asks for ${listing(unmet)}.`;
}
