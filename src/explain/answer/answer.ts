import { listing, type Blocker, type Decision, type Dependency, type Evaluation, type LayerTrace } from '../../model/index.js';
import type { Situation } from './situation.js';
import { decisionName, onResource, originOf, principalName, upperFirst } from './words.js';

/** The decision and what decides it, in one sentence or two. */
export function answerOf(
  situation: Situation,
  evaluation: Evaluation,
  blockers: readonly Blocker[],
  dependencies: readonly Dependency[],
): string {
  const { request } = situation;
  const who = principalName(request.principal);
  const what = `${request.action}${onResource(request.resource)}`;
  const [first, ...others] = blockers;
  const certain = blockers.filter((blocker) => blocker.certain);
  if (certain.length > 0 && first) {
    const more = certain.length > 1 ? ` ${moreText(others.length)}` : '';
    return `${who} may not perform ${what}. ${first.text}${more}`;
  }
  if (evaluation.possible.length > 1) return dependsText(who, what, evaluation.possible, dependencies);
  const because = grantText(situation, evaluation.trace);
  return `${who} may perform ${what}.${because === '' ? '' : ` ${because}`}`;
}

function moreText(number: number): string {
  return number === 1 ? 'It is not the only thing in the way.' : `${number} more things are in the way.`;
}

function dependsText(who: string, what: string, possible: readonly Decision[], dependencies: readonly Dependency[]): string {
  const deciding = dependencies.filter(({ kind }) => kind === 'contextKey' || kind === 'policyType');
  const [only, ...others] = deciding;
  const beginning = `Whether ${who} may perform ${what}`;
  if (only && others.length === 0) return `${beginning} is not certain. ${only.text}`;
  const names = deciding.map(({ kind, key }) => (kind === 'policyType' ? `the ${key} policies` : key));
  return `${beginning} depends on ${listing(names)}: ${possible.map(decisionName).join(' or ')}.`;
}

/** Who lets the principal in: the policies that grant, not the ones that merely do not stop it. */
function grantText({ graph, bearing }: Situation, trace: readonly LayerTrace[]): string {
  const granting = trace.filter(
    ({ policyType, reason }) =>
      reason === 'allowedByStatement' &&
      (policyType === 'identity-based' || policyType === 'resource-based' || policyType === 'role-trust'),
  );
  const documents = new Set(
    granting.flatMap(({ statements }) =>
      statements
        .filter(({ statement, applies }) => statement.effect === 'Allow' && applies === 'true')
        .map(({ document }) => document),
    ),
  );
  if (documents.size === 0) return '';
  const origins = [...documents].map((document) => originOf(graph, bearing, document));
  return `${upperFirst(listing(origins, 2))} ${documents.size === 1 ? 'allows' : 'allow'} it, and nothing denies it.`;
}
