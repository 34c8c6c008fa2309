import {
  CERTAINTIES,
  type AccessCondition,
  type AccessWay,
  type Certainty,
  type PolicyType,
  type UnreadPolicy,
} from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { assumersOf } from './assumers.js';
import type { OwnPrincipal } from './own.js';

/** So many roles are named for each principal; the others are counted. */
const MOST_ROLES = 20;

/** Somebody who can assume a role that leads to the access. */
export interface Assumer extends Omit<OwnPrincipal, 'account'> {
  readonly account?: string;
  readonly otherRoles: number;
}

export interface ThroughRoles {
  /** By what the principal is called. */
  readonly own: ReadonlyMap<string, Assumer>;
  readonly outsiders: ReadonlyMap<string, Assumer>;
  readonly unread: readonly UnreadPolicy[];
}

interface Noted extends Omit<Assumer, 'ways' | 'otherRoles'> {
  readonly ways: AccessWay[];
  otherRoles: number;
}

/** A role that has the access, or leads to one that has. */
interface Step {
  readonly role: string;
  /** The roles after it. */
  readonly next: readonly string[];
  readonly certainty: Certainty;
  readonly conditions: readonly AccessCondition[];
  readonly unread: readonly PolicyType[];
}

/**
 * Who can assume a role that has the access, or one that can assume such a role, and so on. Each role leads on by
 * its surest way.
 */
export function throughRoles(graph: PolicyGraph, access: readonly OwnPrincipal[]): ThroughRoles {
  const own = new Map<string, Noted>();
  const outsiders = new Map<string, Noted>();
  const unread: UnreadPolicy[] = [];
  for (const step of stepsFrom(graph, access)) {
    const assumers = assumersIn(graph, step.role);
    if (assumers === undefined) continue;
    unread.push(...assumers.unread);
    const onward = wayFrom(step);
    for (const { ways, ...principal } of assumers.own) {
      if (!step.next.includes(principal.principal)) note(own, principal, () => onward(ways));
    }
    for (const { way, ...principal } of assumers.outsiders) note(outsiders, principal, () => onward([way]));
  }
  return { own, outsiders, unread };
}

/** The roles, from the surest, and of the same certainty from the fewest to assume after it. */
function stepsFrom(graph: PolicyGraph, access: readonly OwnPrincipal[]): readonly Step[] {
  const waiting: Record<Certainty, Step[]> = { certain: [], conditional: [], undecided: [] };
  for (const { kind, principal, ways } of access) {
    const [way] = ways.toSorted(bySureness);
    if (kind === 'role' && way) waiting[way.certainty].push({ ...way, role: principal, next: [] });
  }
  const steps = new Map<string, Step>();
  for (const certainty of CERTAINTIES) {
    const queue = waiting[certainty].toSorted((a, b) => a.next.length - b.next.length);
    for (const step of queue) {
      if (steps.has(step.role)) continue;
      steps.set(step.role, step);
      const onward = wayFrom(step);
      for (const { kind, principal, ways } of assumersIn(graph, step.role)?.own ?? []) {
        if (kind !== 'role' || steps.has(principal)) continue;
        const { roles, ...way } = onward(ways);
        const further: Step = { ...way, role: principal, next: roles };
        if (way.certainty === certainty) queue.push(further);
        else waiting[way.certainty].push(further);
      }
    }
  }
  return [...steps.values()];
}

function assumersIn(graph: PolicyGraph, arn: string) {
  const role = graph.entity(arn);
  return role?.kind === 'role' ? assumersOf(graph, role) : undefined;
}

/** From the ways to assume the role of a step to the surest way by it; peers share both. */
function wayFrom(step: Step): (ways: readonly AccessWay[]) => AccessWay {
  const made = new Map<readonly AccessWay[], AccessWay>();
  return (ways) => {
    const known = made.get(ways);
    if (known) return known;
    const [way] = ways.toSorted(bySureness);
    const whole: AccessWay = {
      how: 'role',
      certainty: worse(way?.certainty ?? 'undecided', step.certainty),
      statements: way?.statements ?? [],
      roles: [step.role, ...step.next],
      conditions: [...(way?.conditions ?? []), ...step.conditions],
      unread: [...new Set([...(way?.unread ?? []), ...step.unread])],
    };
    made.set(ways, whole);
    return whole;
  };
}

function note(
  assumers: Map<string, Noted>,
  principal: Omit<Assumer, 'ways' | 'otherRoles'>,
  way: () => AccessWay,
): void {
  const known = assumers.get(principal.principal);
  if (known === undefined) assumers.set(principal.principal, { ...principal, ways: [way()], otherRoles: 0 });
  else if (known.ways.length < MOST_ROLES) known.ways.push(way());
  else known.otherRoles += 1;
}

function worse(a: Certainty, b: Certainty): Certainty {
  return CERTAINTIES.indexOf(a) > CERTAINTIES.indexOf(b) ? a : b;
}

/** The surest and shortest first. */
export function bySureness(a: AccessWay, b: AccessWay): number {
  return (
    CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) || a.roles.length - b.roles.length
  );
}
