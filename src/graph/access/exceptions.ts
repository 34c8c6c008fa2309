import { evaluate, statementsAbout } from '../../evaluator/index.js';
import type { AccessException, AccessWay, PolicyDocument, Requester } from '../../model/index.js';
import { arnCovers, arnIntersects } from '../../prover/index.js';
import { accountOf } from '../request-policies.js';
import { resourcesIn } from './bucket-policies.js';
import { ask, bearingOn, type Asked } from './question.js';
import { accessStatement, openConditions, statementKey } from './statements.js';
import { directWays } from './ways.js';
import { documentsOf, meet, valuesOf } from './within.js';

/**
 * The resources of a pattern on which a principal cannot do what it can do elsewhere in it, or not for certain: those
 * that a Deny is about, and those that an Allow leaves out.
 *
 * @param way how it can do the rest
 * @param bucketPolicies those that may deny the principal something
 */
export function exceptionsTo(
  asked: Asked,
  requester: Requester,
  way: AccessWay,
  bucketPolicies: readonly PolicyDocument[],
): readonly AccessException[] {
  const { request, policies, resourceAccount } = bearingOn(asked, requester);
  const inBuckets = bucketPolicies
    .map((document) => ({ ...document, statements: statementsAbout(document, asked.action) }))
    .filter(({ statements }) => statements.some(({ effect }) => effect === 'Deny'))
    .flatMap((document) => resourcesIn(document, valuesOf(document, request, 'leftOut')));
  const leftOut = documentsOf(policies)
    .flatMap((document) => valuesOf(document, request, 'leftOut'))
    .concat(inBuckets)
    .filter((value) => arnIntersects(value, asked.resource) !== false)
    .map((value) => meet(asked.resource, value) ?? value);
  const account = resourceAccount ?? accountOf(requester);
  return [...new Set(leftOut)]
    .filter((resource) => resource !== asked.resource)
    .map((resource) => ask(asked.graph, { ...asked, resource }))
    .filter(({ side }) => side.account === undefined || side.account === account)
    .flatMap((one) => exceptionsAt(one, arnCovers(asked.resource, one.resource) === true, requester, way));
}

/** @param isWithin whether all of the resource belongs to what can be reached, but for what is left out */
function exceptionsAt(
  asked: Asked,
  isWithin: boolean,
  requester: Requester,
  way: AccessWay,
): readonly AccessException[] {
  const { resource } = asked;
  const bearing = bearingOn(asked, requester);
  const { trace } = evaluate(bearing.request, bearing.policies);
  const known = new Set(way.conditions.map(({ statement }) => statementKey(statement)));
  const denying = trace
    .flatMap(({ statements }) => statements)
    .filter(({ statement, applies }) => statement.effect === 'Deny' && applies !== 'false')
    .filter(({ statement }) => isWithin || statement.resource?.negated !== true)
    .map((one) => ({
      resource,
      statement: accessStatement(one.document, one.statement, bearing),
      conditions: openConditions(bearing, one),
    }))
    .filter(({ statement }) => !known.has(statementKey(statement)));
  const isDenied = denying.some(({ conditions }) => conditions.length === 0);
  const [allow] = way.statements;
  const isLeftOut = isWithin && !isDenied && directWays(bearing).length === 0;
  return allow && isLeftOut ? [{ resource, statement: allow, conditions: [] }, ...denying] : denying;
}
