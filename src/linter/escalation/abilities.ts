import { possibleDecisions } from '../../evaluator/index.js';
import { policiesFor, USUAL_CONTEXT, type PolicyGraph, type RequestPolicies } from '../../graph/index.js';
import { findAction, resourceType } from '../../model/catalogue/index.js';
import { parseArn, type Entity, type PolicyDocument, type Request } from '../../model/index.js';
import { allowing, type Allowing } from './allowing.js';
import type { IdentityAction } from './mechanisms.js';

/** Something that a principal can do, and the statement that lets it. */
export interface Ability {
  readonly action: string;
  /** What it is done to. */
  readonly resource: string;
  readonly allowing: Allowing;
  /** False where a condition, or a policy that was not read, decides. */
  readonly certain: boolean;
}

/** What is done to what, with the context keys that follow from it. */
export interface Deed {
  readonly action: string;
  readonly resource: string;
  readonly context?: Request['context'];
}

/**
 * Whether a principal can do something, by its own policies and those of its groups, within its permissions boundary
 * and the organization's policies. A condition that only a Deny has on the circumstances of the request, such as the
 * Region or MFA, does not count: whoever wants to can meet it. Undefined where it cannot.
 */
export function abilityTo(
  graph: PolicyGraph,
  entity: Entity,
  { action, resource, context = {} }: Deed,
): Ability | undefined {
  const candidates = allowing(graph, entity, action);
  if (candidates.length === 0) return undefined;
  const { request: usual, policies } = usualPolicies(graph, entity);
  const request: Request = {
    principal: usual.principal,
    action,
    resource,
    context: { ...usual.context, ...context },
    resourceAccount: entity.account,
  };
  const possible = possibleDecisions(request, policies);
  if (!possible.includes('allowed')) return undefined;
  // What is allowed without a condition bears it out best.
  const byItself = candidates
    .toSorted((a, b) => Math.sign(a.statement.conditions.length) - Math.sign(b.statement.conditions.length))
    .find(({ policy: { document }, statement }) =>
      possibleDecisions(request, { identity: [only(document, statement)] }).includes('allowed'),
    );
  const [first] = candidates;
  const found = byItself ?? first;
  return found && { action, resource, allowing: found, certain: !possible.includes('implicitDeny') };
}

/** The same for what is done to a user or role, whose tags and permissions boundary are known. */
export function abilityOn(
  graph: PolicyGraph,
  entity: Entity,
  action: IdentityAction,
  target: Entity,
  context: Request['context'] = {},
): Ability | undefined {
  if (allowing(graph, entity, action).length === 0) return undefined;
  const { resourceTagKeys } = usualPolicies(graph, entity);
  const tags = target.tags.flatMap(({ Key, Value }) =>
    TAG_PREFIXES.map((prefix): [string, readonly string[]] => [`${prefix}${Key.toLowerCase()}`, [Value]]),
  );
  return abilityTo(graph, entity, {
    action,
    resource: target.arn,
    context: {
      ...Object.fromEntries(resourceTagKeys.map((key) => [key, []])),
      ...Object.fromEntries(tags),
      'iam:PermissionsBoundary': target.permissionsBoundary === undefined ? [] : [target.permissionsBoundary],
      ...context,
    },
  });
}

/**
 * Whether a principal can do something to a resource of any name, which is that of none in particular: a statement
 * that names its resources does not let it.
 */
export function abilityAnywhere(graph: PolicyGraph, entity: Entity, action: string): Ability | undefined {
  if (allowing(graph, entity, action).length === 0) return undefined;
  return surest(examplesOf(graph, entity, action), (resource) =>
    abilityTo(graph, entity, { action, resource }),
  );
}

/** Whether there is a resource that a principal can do something to: one of its own choice, where that is to be made. */
export function abilitySomewhere(graph: PolicyGraph, entity: Entity, action: string): Ability | undefined {
  if (allowing(graph, entity, action).length === 0) return undefined;
  return surest(resourcesFor(graph, entity, action), (resource) =>
    abilityTo(graph, entity, { action, resource }),
  );
}

/** The first ability that is certain, or else the first that there is. */
export function surest<Item>(
  items: Iterable<Item>,
  find: (item: Item) => Ability | undefined,
): Ability | undefined {
  let found: Ability | undefined;
  for (const item of items) {
    const ability = find(item);
    if (ability?.certain) return ability;
    found ??= ability;
  }
  return found;
}

/** Resources of any name, and one for each pattern of the statements that bear on an action. */
export function resourcesFor(graph: PolicyGraph, entity: Entity, action: string): ReadonlySet<string> {
  const { policies, regions } = usualPolicies(graph, entity);
  const { permissionsBoundary, serviceControl = [] } = policies;
  const limits = [...(permissionsBoundary ? [permissionsBoundary] : []), ...serviceControl.flat()];
  const patterns = [
    ...allowing(graph, entity, action).map(({ statement }) => statement),
    ...limits.flatMap(({ statements }) => statements),
  ]
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ resource }) => (resource?.negated === false ? resource.values : []))
    .flatMap(({ value }) => resourcesLike(value, action, entity, regions));
  return new Set([...examplesOf(graph, entity, action), ...patterns]);
}

/** A name that nobody has given. */
const ANY_NAME = 'any';

/** Resources that a pattern matches, one in each Region; none where it is every one, or not of the action's service. */
function resourcesLike(
  pattern: string,
  action: string,
  { name }: Entity,
  regions: readonly string[],
): readonly string[] {
  const arn = parseArn(pattern);
  if (arn === undefined || arn.service !== serviceOf(action)) return [];
  if (arn.resource.replaceAll('*', '') === '') return [];
  const { partition, service, account } = arn;
  const resource = arn.resource.replaceAll('${aws:username}', name);
  return (/[*?]/.test(arn.region) ? regions : [arn.region]).map((region) =>
    ['arn', partition, service, region, account, resource].join(':').replaceAll(/[*?]/g, ANY_NAME),
  );
}

/** Resources of an action with a name of their own, in the account of the principal and in each Region. */
function examplesOf(graph: PolicyGraph, entity: Entity, action: string): readonly string[] {
  const service = serviceOf(action);
  const type = DECISIVE_TYPES.get(action) ?? findAction(action)?.resourceTypes[0];
  const template = type === undefined ? undefined : resourceType(service, type)?.arns[0];
  if (template === undefined) return ['*'];
  const { regions } = usualPolicies(graph, entity);
  return (template.includes('${Region}') ? regions : ['']).map((region) =>
    template
      .replace('${Partition}', parseArn(entity.arn)?.partition ?? 'aws')
      .replace('${Region}', region)
      .replace('${Account}', entity.account)
      .replaceAll(/\$\{\w+\}/g, ANY_NAME),
  );
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

/** The resource type that decides, where an action has several. */
const DECISIVE_TYPES: ReadonlyMap<string, string> = new Map([
  ['ec2:RunInstances', 'instance'],
  ['ssm:SendCommand', 'instance'],
  ['ssm:StartSession', 'instance'],
]);

/** What bears on every request of a principal that is about no resource with a policy of its own. */
interface UsualPolicies extends Pick<RequestPolicies, 'request' | 'policies'> {
  /** The tags of the resource that conditions ask for. */
  readonly resourceTagKeys: readonly string[];
  /** Regions that a principal may choose from: one that nobody names, and those that conditions do. */
  readonly regions: readonly string[];
}

const usualOfGraph = new WeakMap<PolicyGraph, Map<string, UsualPolicies>>();

function usualPolicies(graph: PolicyGraph, entity: Entity): UsualPolicies {
  const known = usualOfGraph.get(graph) ?? new Map<string, UsualPolicies>();
  usualOfGraph.set(graph, known);
  const found = known.get(entity.arn) ?? collectUsualPolicies(graph, entity);
  known.set(entity.arn, found);
  return found;
}

function collectUsualPolicies(graph: PolicyGraph, entity: Entity): UsualPolicies {
  const { request, policies } = policiesFor(graph, {
    principal: entity,
    action: 'iam:GetUser',
    resource: entity.arn,
    context: USUAL_CONTEXT,
  });
  const { identity, permissionsBoundary, serviceControl = [] } = policies;
  const documents = [
    ...identity,
    ...(permissionsBoundary ? [permissionsBoundary] : []),
    ...serviceControl.flat(),
  ];
  const conditions = documents
    .flatMap(({ statements }) => statements.flatMap((statement) => statement.conditions))
    .map(({ key, values }) => ({ key: key.value.toLowerCase(), values }));
  const tagKeys = conditions.map(({ key }) => key).filter(isResourceTag);
  const regions = conditions
    .filter(({ key }) => key === 'aws:requestedregion')
    .flatMap(({ values }) => values.map(({ value }) => value.replaceAll('*', '1')));
  return {
    request,
    policies,
    resourceTagKeys: [...new Set(tagKeys)],
    regions: [...new Set(['us-east-1', ...regions])],
  };
}

const TAG_PREFIXES = ['aws:resourcetag/', 'iam:resourcetag/'] as const;

function isResourceTag(key: string): boolean {
  return TAG_PREFIXES.some((prefix) => key.startsWith(prefix));
}

function only(document: PolicyDocument, statement: PolicyDocument['statements'][number]): PolicyDocument {
  return { ...document, statements: [statement], errors: [] };
}
