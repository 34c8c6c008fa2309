import type { PolicyGraph } from '../../graph/index.js';
import {
  listing,
  type Entity,
  type FindingStep,
  type PolicyDocument,
  type Token,
} from '../../model/index.js';
import type { RelatedToken } from '../rule.js';
import type { Ability } from './abilities.js';
import { administersOnCondition, isAdministrator } from './administrators.js';
import { hypothesisOf } from './hypothesis.js';

/** A way to more rights than a principal has been given. */
export interface Way {
  /** All that the principal does on the way; the first is what makes it one. */
  readonly abilities: readonly [Ability, ...Ability[]];
  /** Whose rights the principal comes by, or what it changes, as a message names it. */
  readonly target: string;
}

/** The way to a target by what abilities there are among some; none without any. */
export function wayTo(target: string, ...abilities: readonly (Ability | undefined)[]): readonly Way[] {
  const [first, ...others] = abilities.filter((ability) => ability !== undefined);
  return first ? [{ abilities: [first, ...others], target }] : [];
}

/** Finds the ways of one kind that a principal has. */
export type FindWays = (graph: PolicyGraph, entity: Entity) => readonly Way[];

/** The parts of a draft that bear out a finding about ways, with what its message says of them. */
export interface Escalation {
  readonly at: Token;
  readonly document: PolicyDocument;
  readonly related: readonly RelatedToken[];
  readonly trace: readonly FindingStep[];
  readonly confidence?: 'medium';
  readonly actions: string;
  readonly targets: string;
}

/** How many actions or targets a message names. */
const MOST = 3;

/** The ways of a principal as one finding; undefined where it has none, or is an administrator already. */
export function escalationOf(graph: PolicyGraph, entity: Entity, findWays: FindWays): Escalation | undefined {
  if (isAdministrator(graph, entity)) return undefined;
  return evidence(findWays(graph, entity));
}

/**
 * The same for a policy that belongs to no account: what it allows whoever may come to have it. Nothing is known of
 * its other policies, nor of the account, so that the finding is less certain.
 */
export function escalationAlone(
  graph: PolicyGraph,
  document: PolicyDocument,
  findWays: FindWays,
): Escalation | undefined {
  if (graph.accountOf(document) !== '') return undefined;
  const hypothesis = hypothesisOf(document);
  const holders = hypothesis.holders.filter((holder) => !isAdministrator(hypothesis.graph, holder));
  const found = evidence(holders.flatMap((holder) => findWays(hypothesis.graph, holder)));
  return found && { ...found, document, trace: [], confidence: 'medium' };
}

function evidence(found: readonly Way[]): Escalation | undefined {
  const ways = found.filter(({ abilities }) => !abilities.every(isAdministrators));
  const [first] = ways;
  if (first === undefined) return undefined;
  const abilities = ways.flatMap((way) => way.abilities);
  const { allowing } = first.abilities[0];
  const tokens = new Map(
    abilities.map(({ action, allowing: { token } }) => [token, `allows ${action}`] as const),
  );
  tokens.delete(allowing.token);
  const steps = new Map(
    abilities.map(({ action, resource, allowing: { policy } }): [string, FindingStep] => [
      `${action} ${policy.document.name}`,
      {
        policyType: policy.document.type,
        policy: policy.document.name,
        owner: policy.document.owner,
        via: policy.via,
        text: `Allows ${action} on ${resource}.`,
      },
    ]),
  );
  return {
    at: allowing.token,
    document: allowing.policy.document,
    related: [...tokens].map(([token, label]) => ({ token, label })),
    trace: [...steps.values()],
    ...(!ways.some((way) => way.abilities.every(({ certain }) => certain)) && { confidence: 'medium' }),
    actions: listing([...new Set(abilities.map(({ action }) => action))], MOST),
    targets: listing([...new Set(ways.map(({ target }) => target))], MOST),
  };
}

function isAdministrators({ allowing: { statement } }: Ability): boolean {
  return administersOnCondition(statement);
}
