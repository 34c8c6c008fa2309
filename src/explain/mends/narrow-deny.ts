import { accountOf } from '../../graph/index.js';
import {
  evidenceAt,
  isAwsManaged,
  listing,
  type PolicyDocument,
  type Statement,
  type StatementTrace,
} from '../../model/index.js';
import type { Obstacle } from '../answer/blockers.js';
import { judge, type Situation } from '../answer/situation.js';
import { homeOf, originOf, principalName, statementName } from '../answer/words.js';
import { replaceDocument, replaceStatement } from '../change/changed-policies.js';
import { narrowed, narrowingCautions } from '../change/narrowed-statement.js';
import type { StatementJson } from '../change/statement-json.js';
import type { Candidate, Needs } from './candidate.js';
import { exemptPrincipal } from './exempt-principal.js';

/**
 * The deny without what is needed, for the principal alone where it binds others as well. Nobody gives up a deny for
 * want of MFA or TLS: to meet such a condition is the way.
 */
export function narrowDeny(needs: Needs, situation: Situation, obstacle: Obstacle): readonly Candidate[] {
  if (obstacle.kind !== 'deny') return [];
  const { deny } = obstacle;
  const { document, statement } = deny;
  if (isAwsManaged(document.owner) || asksForSafety(statement)) return [];
  const change = changeOf(needs, situation, deny);
  if (change === undefined) return [];
  const { graph, bearing, request } = situation;
  const where = `${statementName(statement, document)} of ${originOf(graph, bearing, document)}`;
  return [
    {
      kind: 'narrowDeny',
      text: change.text(where),
      account: homeOf(graph, document, accountOf(request.principal)),
      replaces: evidenceAt(statement.token),
      statements: change.statements,
      caution: change.caution,
      apply: (all) => applied(all, deny, change.statements),
    },
  ];
}

interface Change {
  readonly statements: readonly StatementJson[];
  readonly caution: string | undefined;
  /** What to do with the statement that is at the place. */
  readonly text: (place: string) => string;
}

function changeOf(needs: Needs, situation: Situation, deny: StatementTrace): Change | undefined {
  const exceptions = needs.filter((need) => isDeniedBy(need, deny)).map(({ request }) => request);
  if (!isOwn(situation, deny.document)) {
    const exemption = exemptPrincipal(situation, deny, exceptions);
    if (exemption === undefined) return undefined;
    const { statements, caution } = exemption;
    const who = principalName(situation.request.principal);
    return { statements, caution, text: (place) => `Except ${who} from ${place}: ${exemption.text}.` };
  }
  const statements = narrowed(deny.statement, exceptions);
  const cautions = narrowingCautions(deny.statement, exceptions);
  const what = listing([...new Set(exceptions.map(({ action }) => action))]);
  return {
    statements,
    caution: cautions.length === 0 ? undefined : cautions.join(' '),
    text: (place) =>
      statements.length === 0
        ? `Delete ${place}, which denies nothing but ${what}.`
        : `Except ${what} from ${place}.`,
  };
}

function isDeniedBy(need: Situation, { statement }: StatementTrace): boolean {
  return judge(need)
    .trace.flatMap(({ statements }) => statements)
    .some((trace) => trace.statement === statement && trace.applies !== 'false');
}

function applied(
  needs: Needs,
  { document, statement }: StatementTrace,
  changed: readonly StatementJson[],
): Needs {
  const replacement = replaceStatement(document, statement, changed);
  return needs.map((need) => ({
    ...need,
    policies: replaceDocument(need.policies, document, replacement),
  }));
}

const SAFETY_KEYS: ReadonlySet<string> = new Set([
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:securetransport',
]);

export function asksForSafety({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => SAFETY_KEYS.has(key.value.toLowerCase()));
}

/** Whether a policy binds the principal and nobody else. */
function isOwn({ graph }: Situation, document: PolicyDocument): boolean {
  switch (document.type) {
    case 'identity-based': {
      const members = graph
        .holdersOf(document)
        .flatMap(({ arn, kind }) =>
          kind === 'group' ? graph.incoming(arn, 'member-of').map(({ from }) => from) : [arn],
        );
      return new Set(members).size < 2;
    }
    case 'permissions-boundary':
      return graph.boundedBy(document).length < 2;
    default:
      return false;
  }
}
