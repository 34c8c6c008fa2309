import {
  and,
  applicableStatements,
  documentsPermit,
  isAllowed,
  not,
  permits,
  type CompiledStatement,
} from '../evaluator/index.js';
import type {
  ApplicablePolicies,
  Claim,
  PolicyDocument,
  Requester,
  Statement,
  StatementIn,
  Truth,
  UndecidedReason,
  Witness,
} from '../model/index.js';
import { holding, type Context, type OpenRequest } from './known-context.js';
import { unaskable } from './scope.js';
import { search, type Hit, type Question } from './search.js';

/**
 * What grants and limits access: documents of one type taken together, as the policies of an identity or the one
 * policy of a resource; or everything that bears on a principal's own side of a request, in which the resource's own
 * policy has no part.
 */
export type Access = readonly PolicyDocument[] | ApplicablePolicies | PrincipalAccess;

/** What bears on one principal, and what is known of all of its requests. */
export interface PrincipalAccess {
  readonly policies: ApplicablePolicies;
  /** Context keys with their values, such as the principal's tags; without a value the key is absent. */
  readonly context: Context;
}

/** To which requests a claim is limited. An absent dimension is not. */
export interface Scope {
  /** Values as in an Action element. */
  readonly actions?: readonly string[];
  /** Values as in a Resource element. */
  readonly resources?: readonly string[];
  readonly requesters?: readonly Requester[];
}

/** Claims that `proposed` permits no request that `existing` does not permit. */
export function noNewAccess(existing: Access, proposed: Access, scope: Scope = {}): Claim {
  const [before, after] = [sideOf(existing), sideOf(proposed)];
  const hasUnreadPolicy = before.hasUnreadPolicy || after.hasUnreadPolicy;
  const isOneContext = JSON.stringify(before.context) === JSON.stringify(after.context);
  return answer(
    {
      ...scope,
      documents: [...new Set([...after.documents, ...before.documents])],
      hasUnreadPolicy,
      contexts: isOneContext ? [after.context] : [after.context, before.context],
      judge: (request) => {
        const allowed = after.permits(request);
        return allowed === 'false' ? allowed : and(allowed, not(before.permits(request)));
      },
      isSettled: (statements) => !hasUnreadPolicy && isOneContext && isNoWider(after, before, statements),
    },
    after,
    before,
  );
}

/** Claims that `proposed` permits every request that `existing` permits. */
export function noLostAccess(existing: Access, proposed: Access, scope: Scope = {}): Claim {
  return noNewAccess(proposed, existing, scope);
}

/** Claims that both permit the same requests. */
export function equivalent(a: Access, b: Access, scope: Scope = {}): Claim {
  const forth = noNewAccess(a, b, scope);
  return forth.verdict === 'proved' ? noNewAccess(b, a, scope) : forth;
}

/**
 * Claims that none of the actions is permitted on any of the resources, nor any other within the scope. Where a part of
 * the scope is about no request at all, nothing is proved.
 */
export function accessNotGranted(access: Access, scope: Scope): Claim {
  const side = sideOf(access);
  const { documents, hasUnreadPolicy, context, permits: judge } = side;
  const claim = answer({ ...scope, documents, hasUnreadPolicy, contexts: [context], judge }, side);
  if (claim.verdict !== 'proved') return claim;
  const { actions, resources } = unaskable(scope);
  return actions.length + resources.length === 0
    ? claim
    : { ...claim, verdict: 'undecided', reasons: ['noSuchRequest'] };
}

/** Claims that the access would be the same without a statement. */
export function noEffect(statement: Statement, access: Access, scope: Scope = {}): Claim {
  const rest = without(statement, access);
  return statement.effect === 'Deny' ? noNewAccess(access, rest, scope) : noNewAccess(rest, access, scope);
}

/**
 * Claims that there is a request of the principal for the action on the resource that all policies, the resource's
 * own among them, allow. Proved by a witness.
 */
export function reachable(
  requester: Requester,
  action: string,
  resource: string,
  policies: ApplicablePolicies,
  resourceAccount?: string,
): Claim {
  const documents = [...documentsOf(policies), ...(policies.resource ? [policies.resource] : [])];
  const { verdict, ...rest } = answer(
    {
      documents,
      judge: (request) => isAllowed(request, policies),
      hasUnreadPolicy: (policies.unknownTypes ?? []).length > 0,
      actions: [action],
      exactResources: [resource],
      requesters: [requester],
      ...(resourceAccount !== undefined && { resourceAccount }),
    },
    { documents, context: {} },
  );
  return {
    verdict: verdict === 'undecided' ? verdict : verdict === 'refuted' ? 'proved' : 'refuted',
    ...rest,
  };
}

/** Documents, and what all requests hold that they are asked about. */
interface Asked {
  readonly documents: readonly PolicyDocument[];
  readonly context: Context;
}

/** One side of a comparison. */
interface Side extends Asked {
  readonly permits: (request: OpenRequest) => Truth;
  readonly hasUnreadPolicy: boolean;
  /** Each of them has to allow a request. */
  readonly layers: ReadonlyMap<string, readonly PolicyDocument[]>;
}

function sideOf(access: Access): Side {
  if (isDocuments(access)) {
    return {
      documents: access,
      context: {},
      permits: (request) => documentsPermit(request, access),
      hasUnreadPolicy: false,
      layers: new Map([['documents', access]]),
    };
  }
  if ('policies' in access) {
    const { policies, context } = access;
    return {
      ...sideOf(policies),
      context,
      permits: (request) => permits(holding(request, context), policies),
    };
  }
  const layers = layersOf(access);
  return {
    documents: [...layers.values()].flat(),
    context: {},
    permits: (request) => permits(request, access),
    hasUnreadPolicy: (access.unknownTypes ?? []).length > 0,
    layers,
  };
}

function isDocuments(access: Access): access is readonly PolicyDocument[] {
  return Array.isArray(access);
}

function layersOf(policies: ApplicablePolicies): ReadonlyMap<string, readonly PolicyDocument[]> {
  const {
    identity,
    permissionsBoundary,
    session = [],
    serviceControl = [],
    resourceControl = [],
    vpcEndpoint,
  } = policies;
  const layers = new Map<string, readonly PolicyDocument[]>([['identity', identity]]);
  if (permissionsBoundary) layers.set('permissionsBoundary', [permissionsBoundary]);
  if (session.length > 0) layers.set('session', session);
  for (const [level, documents] of serviceControl.entries()) layers.set(`serviceControl ${level}`, documents);
  for (const [level, documents] of resourceControl.entries())
    layers.set(`resourceControl ${level}`, documents);
  if (vpcEndpoint) layers.set('vpcEndpoint', [vpcEndpoint]);
  return layers;
}

function documentsOf(policies: ApplicablePolicies): readonly PolicyDocument[] {
  return [...layersOf(policies).values()].flat();
}

/** The documents are given without the statement; all others are the same objects. */
function without(statement: Statement, access: Access): Access {
  const strip = (document: PolicyDocument): PolicyDocument =>
    document.statements.includes(statement)
      ? { ...document, statements: document.statements.filter((other) => other !== statement) }
      : document;
  if (isDocuments(access)) return access.map(strip);
  if ('policies' in access) return { ...access, policies: withoutIn(access.policies, strip) };
  return withoutIn(access, strip);
}

function withoutIn(
  policies: ApplicablePolicies,
  strip: (document: PolicyDocument) => PolicyDocument,
): ApplicablePolicies {
  const { identity, permissionsBoundary, session, serviceControl, resourceControl, vpcEndpoint } = policies;
  return {
    ...policies,
    identity: identity.map(strip),
    ...(permissionsBoundary && { permissionsBoundary: strip(permissionsBoundary) }),
    ...(session && { session: session.map(strip) }),
    ...(serviceControl && { serviceControl: serviceControl.map((level) => level.map(strip)) }),
    ...(resourceControl && { resourceControl: resourceControl.map((level) => level.map(strip)) }),
    ...(vpcEndpoint && { vpcEndpoint: strip(vpcEndpoint) }),
  };
}

/**
 * Whether `after` plainly permits no more than `before` as far as certain statements go: in each layer it has no
 * Allow that the other has not, and it has all of its denials.
 */
function isNoWider(after: Side, before: Side, statements: readonly CompiledStatement[]): boolean {
  const texts = (documents: readonly PolicyDocument[], effect: 'Allow' | 'Deny') =>
    new Set(
      statements
        .filter((statement) => statement.effect === effect && documents.includes(statement.document))
        .map((statement) => withoutAction(statement)),
    );
  return (
    isSubset(texts(before.documents, 'Deny'), texts(after.documents, 'Deny')) &&
    [...before.layers].every(([name, documents]) => {
      const own = after.layers.get(name);
      return own !== undefined && isSubset(texts(own, 'Allow'), texts(documents, 'Allow'));
    })
  );
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((item) => all.has(item));
}

const texts = new WeakMap<Statement, string>();

/** What a statement says besides its actions, as a text that is the same for the same. */
function withoutAction({ statement, document }: CompiledStatement): string {
  const known = texts.get(statement);
  if (known !== undefined) return known;
  const { effect, resource, principal, conditions } = statement;
  const text = JSON.stringify([
    effect,
    document.type,
    document.version?.value,
    resource && [resource.negated, resource.values.map(({ value }) => value).sort()],
    principal && [
      principal.negated,
      principal.values.map(({ kind, token }) => `${kind} ${token.value}`).sort(),
    ],
    conditions
      .map(({ operator, key, values }) =>
        JSON.stringify([operator.value, key.value, values.map(({ value }) => value).sort()]),
      )
      .sort(),
  ]);
  texts.set(statement, text);
  return text;
}

/** Looks for requests that refute the claim. */
export function answer(
  question: Question,
  granting: Asked,
  other: Asked = { documents: [], context: {} },
): Claim {
  const { hits, gaps } = search(question);
  const witnesses = merged(hits.map((hit) => witnessOf(hit, granting, other)));
  if (witnesses.length > 0) return { verdict: 'refuted', witnesses, reasons: [] };
  const reasons: readonly UndecidedReason[] = [...gaps];
  return { verdict: reasons.length > 0 ? 'undecided' : 'proved', witnesses, reasons };
}

function witnessOf({ request, actions }: Hit, granting: Asked, other: Asked): Witness {
  return {
    request: holding(request, granting.context),
    actions,
    grants: statementsIn(request, granting, 'Allow'),
    denials: statementsIn(request, other, 'Deny'),
  };
}

function statementsIn(
  request: OpenRequest,
  { documents, context }: Asked,
  effect: 'Allow' | 'Deny',
): readonly StatementIn[] {
  return applicableStatements(holding(request, context), documents)
    .filter((statement) => statement.effect === effect)
    .map(({ document, statement }) => ({ document, statement }));
}

/** Witnesses that differ in nothing but their actions are one. */
function merged(witnesses: readonly Witness[]): readonly Witness[] {
  const alike = new Map<string, Witness>();
  const numbers = new Map<Statement, number>();
  const numberOf = ({ statement }: StatementIn) => {
    const number = numbers.get(statement) ?? numbers.size;
    numbers.set(statement, number);
    return number;
  };
  for (const witness of witnesses) {
    const { request, grants, denials } = witness;
    const key = JSON.stringify([
      request.principal,
      request.resource,
      request.context,
      request.absentKeys,
      grants.map(numberOf),
      denials.map(numberOf),
    ]);
    const first = alike.get(key);
    alike.set(key, first ? { ...first, actions: [...first.actions, ...witness.actions] } : witness);
  }
  return [...alike.values()];
}
