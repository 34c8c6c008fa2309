import {
  listing,
  type Blocker,
  type Dependency,
  type Evaluation,
  type LayerTrace,
  type StatementExplanation,
} from '../../model/index.js';
import { casesText, isDecisive, keyHint } from './dependencies.js';
import { asRead, judge, type Situation } from './situation.js';
import { onResource, originOf, principalName, subjectName, upperFirst } from './words.js';

/** The decision and what decides it, in one sentence or two. */
export function answerOf(
  situation: Situation,
  evaluation: Evaluation,
  blockers: readonly Blocker[],
  dependencies: readonly Dependency[],
): string {
  const { request } = situation;
  const who = subjectName(request.principal);
  const what = `${request.action}${onResource(request.resource)}`;
  const basis = asRead(situation);
  const read = judge(basis);
  const unread = dependencies.filter(({ kind }) => kind === 'policyType').map(({ text }) => text);
  const proviso =
    basis.partial && evaluation.possible.length > 1 ? 'As far as the policies that were read go, ' : '';
  const caveat = unread.length === 0 ? '' : ` ${[...new Set(unread)].join(' ')}`;
  const [first] = blockers;
  if (first && !read.possible.includes('allowed')) {
    const overruled = first.decision === 'explicitDeny' ? overruledText(evaluation.trace) : '';
    return `${proviso}${who} may not perform ${what}. ${first.text}${overruled}${moreText(blockers.length - 1)}${caveat}`;
  }
  if (read.possible.length > 1) {
    const denier = first?.statement ? ` What may deny it is ${deniedBy(first.statement)}.` : '';
    return `${dependingText(situation, what, dependencies)}${denier}`;
  }
  const because = grantText(situation, evaluation.trace);
  return `${proviso}${who} may perform ${what}.${because === '' ? '' : ` ${because}`}${caveat}`;
}

function dependingText({ request }: Situation, what: string, dependencies: readonly Dependency[]): string {
  const deciding = dependencies.filter(({ kind }) => kind === 'contextKey' || kind === 'policyType');
  const [only, ...others] = deciding;
  if (only?.kind === 'contextKey' && others.length === 0 && isDecisive(only.outcomes)) {
    const allowed = only.outcomes.filter(({ possible }) => possible.includes('allowed'));
    const denied = only.outcomes.filter(({ possible }) => !possible.includes('allowed'));
    return `${subjectName(request.principal)} may perform ${what} where ${only.key} is ${casesText(allowed)}, and may not where it is ${casesText(denied)}.${keyHint(only.key)}`;
  }
  const texts = [...new Set(deciding.map(({ text }) => text))];
  return `Whether ${principalName(request.principal)} may perform ${what} depends on what is not known. ${texts.join(' ')}`;
}

function deniedBy({ sid, index, origin }: StatementExplanation): string {
  return `${sid === undefined ? `statement ${index + 1}` : `statement '${sid}'`} of ${origin}`;
}

function moreText(number: number): string {
  if (number === 0) return '';
  return number === 1 ? ' One more thing is in the way.' : ` ${number} more things are in the way.`;
}

/** That somebody has been granted just what is denied is the question behind most questions. */
function overruledText(trace: readonly LayerTrace[]): string {
  const granting = trace
    .filter(({ policyType }) => policyType === 'identity-based')
    .flatMap(({ statements }) => statements)
    .filter(({ statement, applies }) => statement.effect === 'Allow' && applies === 'true')
    .map(({ document }) => `'${document.name}'`);
  const names = [...new Set(granting)];
  return names.length === 0
    ? ''
    : ` ${listing(names)} ${names.length === 1 ? 'allows' : 'allow'} it, but a Deny wins over every Allow.`;
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
