import {
  CERTAINTIES,
  type AccessWay,
  type Certainty,
  type PrincipalAccess,
  type Role,
  type UnreadPolicy,
} from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { OwnAccess } from './direct.js';
import { namedBy, type NamedPrincipals } from './named.js';
import { outsidersOf } from './outsiders.js';
import { ask, type Asked } from './question.js';
import { rank } from './ways.js';

/** What is known so far of who has an access: by what the principal is called. */
export interface Found {
  readonly own: Map<string, PrincipalAccess>;
  readonly outsiders: Map<string, PrincipalAccess>;
}

/** A role that has the access, or leads to one that has, by its surest way. */
interface Step {
  readonly role: Role;
  readonly way: AccessWay;
}

/**
 * Adds to those who have an access themselves all who can assume a role that has it, or one that can assume such a
 * role, and so on: each by the shortest of its surest ways, and only those who have no surer one.
 *
 * @returns the role trust policies that were not read
 */
export function addThroughRoles(graph: PolicyGraph, found: Found): readonly UnreadPolicy[] {
  const steps = new Steps();
  for (const { principal, ways } of found.own.values()) steps.add(graph, principal, ways[0]);
  const unread: UnreadPolicy[] = [];
  for (const { role, way: onward } of steps.bySureness()) {
    if (role.trustPolicy === undefined) unread.push({ policyType: 'role-trust', of: role.arn });
    const note = (all: Map<string, PrincipalAccess>, { ways: [hop], ...who }: PrincipalAccess) => {
      if (isServiceLinked(graph, who.principal)) return;
      const known = all.get(who.principal);
      const way = throughRole(role, hop, onward);
      if (known && rank(known.ways[0].certainty) <= rank(way.certainty)) return;
      const own = (known?.ways ?? []).filter(({ how }) => how !== 'role');
      all.set(who.principal, { ...who, ways: [way, ...own] });
      steps.add(graph, who.principal, way);
    };
    const isSurer = (all: Found['own']) => (principal: string) => {
      const known = all.get(principal)?.ways[0].certainty;
      return known !== undefined && rank(known) <= rank(onward.certainty);
    };
    for (const { asked, named, own } of assuming(graph, role)) {
      for (const assumer of own?.holders(isSurer(found.own)) ?? []) note(found.own, assumer);
      for (const assumer of outsidersOf(asked, named, isSurer(found.outsiders)))
        note(found.outsiders, assumer);
    }
  }
  return unread;
}

/** Nobody but its service has the credentials of a service-linked role, and the service assumes no others with them. */
function isServiceLinked(graph: PolicyGraph, principal: string): boolean {
  const entity = graph.entity(principal);
  return entity?.kind === 'role' && entity.serviceLinked;
}

/** A request by which a role is assumed, and who may make it. */
interface Assuming {
  readonly asked: Asked;
  readonly named: NamedPrincipals;
  readonly own: OwnAccess | undefined;
}

/** What was found of who assumes which role, whatever the role was wanted for. */
interface KnownAssuming {
  readonly byRole: Map<Role, readonly Assuming[]>;
  /** How many more candidates may be remembered. */
  left: number;
}

const MOST_CANDIDATES = 50_000;
const knownByGraph = new WeakMap<PolicyGraph, KnownAssuming>();

function assuming(graph: PolicyGraph, role: Role): readonly Assuming[] {
  const known: KnownAssuming = knownByGraph.get(graph) ?? { byRole: new Map(), left: MOST_CANDIDATES };
  knownByGraph.set(graph, known);
  const found = known.byRole.get(role) ?? findAssuming(graph, role);
  const size = found.reduce((sum, { own }) => sum + 1 + (own?.size ?? 0), 0);
  if (known.byRole.has(role) || size > known.left) return found;
  known.byRole.set(role, found);
  known.left -= size;
  return found;
}

/** What comes from an identity provider is never AssumeRole, and nobody of an account comes from one. */
function findAssuming(graph: PolicyGraph, { arn, trustPolicy }: Role): readonly Assuming[] {
  const isFederated = trustPolicy?.statements.some(({ principal }) =>
    principal?.values.some(({ kind }) => kind === 'Federated'),
  );
  const federated = isFederated ? ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'] : [];
  return ['sts:AssumeRole', ...federated].map((action) => {
    const asked = ask(graph, { action, resource: arn });
    const named = namedBy(graph, asked.side.policy);
    return { asked, named, own: action === 'sts:AssumeRole' ? new OwnAccess(asked, named) : undefined };
  });
}

function throughRole(role: Role, hop: AccessWay, onward: AccessWay): AccessWay {
  const certainty = rank(hop.certainty) > rank(onward.certainty) ? hop.certainty : onward.certainty;
  return {
    how: 'role',
    certainty,
    ...(onward.resource !== undefined && { resource: onward.resource }),
    statements: hop.statements,
    roles: [role.arn, ...onward.roles],
    conditions: [...hop.conditions, ...onward.conditions],
    unread: [...new Set([...hop.unread, ...onward.unread])],
  };
}

/** Roles that are still to be looked at, each once: the surest first, and of these the shortest. */
class Steps {
  private readonly waiting: Record<Certainty, Step[][]> = { certain: [], conditional: [], undecided: [] };

  add(graph: PolicyGraph, principal: string, way: AccessWay): void {
    const role = graph.entity(principal);
    if (role?.kind === 'role') (this.waiting[way.certainty][way.roles.length] ??= []).push({ role, way });
  }

  *bySureness(): Iterable<Step> {
    const seen = new Set<Role>();
    for (const certainty of CERTAINTIES) {
      const byLength = this.waiting[certainty];
      for (let length = 0; length < byLength.length; length += 1) {
        for (const step of byLength[length] ?? []) {
          if (seen.has(step.role)) continue;
          seen.add(step.role);
          yield step;
        }
      }
    }
  }
}
