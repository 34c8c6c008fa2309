import type {
  AccessWay,
  PolicyDocument,
  PrincipalValue,
  Role,
  Statement,
  UnreadPolicy,
} from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { namedBy, type NamedPrincipals } from './named.js';
import { outsiderNamed, outsidersOf, type Outsider } from './outsiders.js';
import { ownAccess, type OwnPrincipal } from './own.js';
import { ask, type Asked } from './question.js';
import { accessStatement } from './statements.js';

export interface Assumers {
  readonly own: readonly OwnPrincipal[];
  readonly outsiders: readonly Outsider[];
  readonly unread: readonly UnreadPolicy[];
}

interface Known {
  readonly byRole: Map<string, Assumers>;
  /** By what a role trust policy says: it is the same for many roles. */
  readonly outsiders: Map<string, readonly Outsider[]>;
}

const knownOfGraph = new WeakMap<PolicyGraph, Known>();

/** Who can assume a role. The role itself does not count. */
export function assumersOf(graph: PolicyGraph, role: Role): Assumers {
  const known: Known = knownOfGraph.get(graph) ?? { byRole: new Map(), outsiders: new Map() };
  knownOfGraph.set(graph, known);
  const found = known.byRole.get(role.arn) ?? findAssumers(graph, role, known);
  known.byRole.set(role.arn, found);
  return found;
}

function findAssumers(graph: PolicyGraph, role: Role, known: Known): Assumers {
  const asked = ask(graph, { action: 'sts:AssumeRole', resource: role.arn });
  const named = namedBy(graph, asked.side.policy);
  return {
    own: ownAccess(asked, named).filter(({ principal }) => principal !== role.arn),
    outsiders: outsiders(asked, named, role, known),
    unread: asked.side.unread.includes('role-trust') ? [{ policyType: 'role-trust', of: role.arn }] : [],
  };
}

function outsiders(
  asked: Asked,
  named: NamedPrincipals,
  { trustPolicy, account }: Role,
  { outsiders: known }: Known,
): readonly Outsider[] {
  if (trustPolicy === undefined) return [];
  // An RCP can single out roles.
  const isGeneral = asked.side.resourceControl.every(({ documents }) =>
    documents.every(({ statements }) =>
      statements.every(({ resource }) => resource?.values.every(({ value }) => value === '*')),
    ),
  );
  if (!isGeneral) return findOutsiders(asked, named, trustPolicy);
  const key = `${account} ${JSON.stringify(trustPolicy.statements.map(termsOf))}`;
  const same = known.get(key);
  if (same) return same.map(({ way, ...outsider }) => ({ ...outsider, way: wayOf(way, trustPolicy) }));
  const found = findOutsiders(asked, named, trustPolicy);
  known.set(key, found);
  return found;
}

/** What the caller of a federated session calls: never AssumeRole. */
const FEDERATED_ACTIONS = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

function findOutsiders(asked: Asked, named: NamedPrincipals, trust: PolicyDocument): readonly Outsider[] {
  const providers = trust.statements
    .flatMap(({ effect, principal }) => (effect === 'Allow' ? (principal?.values ?? []) : []))
    .filter(({ kind }) => kind === 'Federated');
  const distinct = new Map<string, PrincipalValue>(providers.map((value) => [value.token.value, value]));
  const federated = distinct.size === 0 ? [] : FEDERATED_ACTIONS;
  return [
    ...outsidersOf(asked, named),
    ...federated
      .map((action) => ask(asked.graph, { action, resource: asked.resource }))
      .flatMap((other) => [...distinct.values()].flatMap((value) => outsiderNamed(other, value) ?? [])),
  ];
}

function termsOf({ effect, action, principal, conditions }: Statement): unknown {
  return [
    effect,
    action?.negated,
    action?.values.map(({ value }) => value),
    principal?.negated,
    principal?.values.map(({ kind, token }) => [kind, token.value]),
    conditions.map(({ operator, key, values }) => [
      operator.value,
      key.value,
      values.map(({ value }) => value),
    ]),
  ];
}

/** The same way by another trust policy that says the same. */
function wayOf(way: AccessWay, trust: PolicyDocument): AccessWay {
  const own = (reference: AccessWay['statements'][number]) => {
    const statement = trust.statements.find(({ index }) => index === reference.index);
    return reference.policyType === 'role-trust' && statement
      ? accessStatement(trust, statement, undefined)
      : reference;
  };
  return {
    ...way,
    statements: way.statements.map(own),
    conditions: way.conditions.map((condition) => ({ ...condition, statement: own(condition.statement) })),
  };
}
