import type { JsonValue, Mend, MendStep } from '../../model/index.js';
import { explainObstacle, firstObstacle, obstaclesOf, type Obstacle } from '../answer/blockers.js';
import { judge, type Situation } from '../answer/situation.js';
import { openQuestions } from '../answer/words.js';
import { addAllow } from './add-allow.js';
import type { Candidate, Needs } from './candidate.js';
import { detachPolicy, leaveGroup } from './lift-deny.js';
import { meetCondition, meetOpenConditions } from './meet-condition.js';
import { narrowDeny } from './narrow-deny.js';
import { useRole } from './use-role.js';

/** More than any request takes. */
const MOST_STEPS = 8;

/** A candidate that was tried and does what it should. */
interface Tried {
  readonly candidate: Candidate;
  readonly after: Needs;
  /** How much is still in the way. */
  readonly remaining: number;
}

/**
 * How to have all of the requests allowed, obstacle by obstacle: each step assumes that the first way of the one
 * before it was taken. A way that was tried and does not help is not among them.
 *
 * @param what the requests in words
 */
export function mendsFor(needs: Needs, what = 'the request'): readonly MendStep[] {
  const steps: MendStep[] = [];
  let current = needs;
  for (let step = 0; step < MOST_STEPS; step++) {
    const stopped = firstStopped(current);
    const tried = stopped ? tryAll(current, stopped) : steps.length === 0 ? tryConditions(current) : [];
    const [best] = tried;
    if (best === undefined) break;
    const [first, ...others] = tried.map(({ candidate, after }) => mend(candidate, after, what));
    if (first === undefined) break;
    const blocker = stopped
      ? explainObstacle(stopped.situation, stopped.obstacle).text
      : 'The conditions of an Allow may not be met.';
    steps.push({ blocker, alternatives: [first, ...others] });
    current = best.after;
  }
  return steps;
}

interface Stopped {
  readonly situation: Situation;
  readonly obstacle: Obstacle;
}

function firstStopped(needs: Needs): Stopped | undefined {
  for (const situation of needs) {
    const obstacle = firstObstacle(situation);
    if (obstacle) return { situation, obstacle };
  }
  return undefined;
}

/** From the least privilege to the most, those first after which least is in the way. */
function tryAll(needs: Needs, { situation, obstacle }: Stopped): readonly Tried[] {
  const index = needs.indexOf(situation);
  const candidates = [
    ...firstThatHelps(needs, index, obstacle, meetCondition(obstacle)),
    ...useRole(needs),
    ...narrowDeny(needs, situation, obstacle),
    ...addAllow(needs, situation, obstacle),
    ...detachPolicy(situation, obstacle),
    ...leaveGroup(situation, obstacle),
  ];
  return candidates
    .map((candidate): Tried => {
      const after = candidate.apply(needs);
      return { candidate, after, remaining: remainingIn(after) };
    })
    .filter(({ after }) => isGone(after[index], obstacle))
    .sort((a, b) => a.remaining - b.remaining);
}

/** Of several values that a condition may be met with, one is enough to name. */
function firstThatHelps(
  needs: Needs,
  index: number,
  obstacle: Obstacle,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const helping = candidates.find((candidate) => isGone(candidate.apply(needs)[index], obstacle));
  return helping ? [helping] : [];
}

/** Nothing certain is in the way, and yet a condition decides. */
function tryConditions(needs: Needs): readonly Tried[] {
  const open = needs.flatMap((need) =>
    judge(need).trace.flatMap(({ statements }) => statements.filter(({ applies }) => applies === 'unknown')),
  );
  const helping = meetOpenConditions(open).find((candidate) => isAllowed(candidate.apply(needs)));
  return helping ? [{ candidate: helping, after: helping.apply(needs), remaining: 0 }] : [];
}

function isGone(after: Situation | undefined, obstacle: Obstacle): boolean {
  const next = after && firstObstacle(after);
  return after !== undefined && (next === undefined || keyOf(next) !== keyOf(obstacle));
}

/** What makes two obstacles the same one. */
function keyOf(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'deny': {
      const { document, statement } = obstacle.deny;
      return JSON.stringify([document.type, document.owner, document.name, statement.index]);
    }
    case 'publicAccessBlock':
      return obstacle.kind;
    default:
      return `${obstacle.kind} ${obstacle.layer.policyType} ${obstacle.layer.level ?? ''}`;
  }
}

function remainingIn(needs: Needs): number {
  return needs.reduce((sum, need) => sum + obstaclesOf(need).length, 0);
}

function isAllowed(needs: Needs): boolean {
  return needs.every((need) => {
    const { possible } = judge(need);
    return possible.length === 1 && possible[0] === 'allowed';
  });
}

function mend(
  { kind, text, account, replaces, statements, caution }: Candidate,
  after: Needs,
  what: string,
): Mend {
  return {
    kind,
    text,
    ...(account !== undefined && { account }),
    ...(replaces && { replaces }),
    // Statements are plain JSON; their type is only narrower.
    statements: statements as readonly unknown[] as readonly JsonValue[],
    ...(caution !== undefined && { caution }),
    effect: effectOf(after, what),
  };
}

function effectOf(after: Needs, what: string): Mend['effect'] {
  const evaluations = after.map(judge);
  const possible = [...new Set(evaluations.flatMap((evaluation) => evaluation.possible))];
  const stopped = firstStopped(after);
  const allowed = `${what} is allowed`;
  if (stopped) {
    const { text } = explainObstacle(stopped.situation, stopped.obstacle);
    return { possible, text: `Then this is still in the way: ${text}` };
  }
  const proviso = after.some(({ partial }) => partial) ? ', as far as the policies that were read go' : '';
  if (possible.length === 1) return { possible, text: `With this ${allowed}${proviso}.` };
  return {
    possible,
    text: `With this ${allowed}, depending on ${openQuestions(evaluations.flatMap(({ assumptions }) => assumptions))}.`,
  };
}
