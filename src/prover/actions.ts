import {
  actionName,
  actionsInclude,
  compileActions,
  type CompiledStatement,
  carriesResourceAccount,
} from '../evaluator/index.js';
import {
  actionsOf,
  findAction,
  findService,
  resourceType,
  services,
  type Action,
} from '../model/catalogue/index.js';
import type { TextBudget } from './automaton.js';
import { listOf } from './list-of.js';
import { wildcardPattern } from './pattern.js';
import { representatives, type Representatives } from './representatives.js';

/** Actions that no statement tells apart, and that are about the same types of resource. */
export interface ActionClass {
  /** As AWS spells them. The first stands for all. */
  readonly actions: readonly [string, ...string[]];
  /** The shapes of the ARNs that the actions are about, as patterns. */
  readonly formats: readonly string[];
  /** Whether a request can be about no resource at all, which is `*`. */
  readonly isWithoutResource: boolean;
}

/** All action classes that the same statements are about. */
export interface ActionGroup {
  readonly statements: readonly CompiledStatement[];
  readonly classes: readonly ActionClass[];
}

export interface ActionGroups {
  readonly groups: readonly ActionGroup[];
  readonly isComplete: boolean;
}

/** Services that nothing is said about in particular are all alike; one that people know speaks for them. */
const SPEAKERS = ['ec2', 'lambda', 'dynamodb', 'sqs', 'sns', 'ssm', 'rds', 'logs'];

/**
 * All actions there are, in the classes that the statements can tell apart: those of the catalogue, and for patterns
 * that reach further one that does not exist yet. Actions that no statement is about are left out.
 *
 * @param scope values as in Action and Resource elements: no other actions count, and these resources are to be told apart
 */
export function actionGroups(
  statements: readonly CompiledStatement[],
  partitions: readonly string[],
  {
    actions: scope,
    resources = [],
  }: { readonly actions?: readonly string[]; readonly resources?: readonly string[] },
  budget: TextBudget,
): ActionGroups {
  const within = scope && compileActions(scope);
  const named = new Set<string>(within?.services.keys());
  const nameServiceOf = (resource: string) => {
    const service = resource.split(':', 3)[2] ?? '';
    if (findService(service)) named.add(service);
  };
  for (const { actions, statement } of statements) {
    for (const service of actions.services.keys()) named.add(service);
    for (const { value } of statement.resource?.values ?? []) nameServiceOf(value);
  }
  resources.forEach(nameServiceOf);
  const groups = new Map<
    string,
    { statements: readonly CompiledStatement[]; classes: Map<string, [string, ...string[]]> }
  >();
  const add = (action: string, formatKey: string): void => {
    const name = actionName(action);
    if (within && !actionsInclude(within, name)) return;
    const key = statements.map((statement) => (statement.isAbout(name) ? '1' : '0')).join('');
    if (!key.includes('1')) return;
    const group = groups.get(key) ?? {
      statements: statements.filter((statement) => statement.isAbout(name)),
      classes: new Map<string, [string, ...string[]]>(),
    };
    groups.set(key, group);
    const actions = group.classes.get(formatKey);
    if (actions) actions.push(action);
    else group.classes.set(formatKey, [action]);
  };
  let isComplete = true;
  const elements = [
    ...statements.map(({ statement }) =>
      listOf(statement.action).flatMap(({ values }) => values.map(({ value }) => value)),
    ),
    scope ?? [],
  ].map(namesByService);
  for (const service of named) {
    for (const action of actionsOf(service)) add(action.name, formatKeyOf(service, action));
    const future = unlistedActions(service, elements, budget);
    isComplete &&= future.isComplete;
    for (const name of future.texts) add(`${service}:${name}`, service + UNLISTED);
  }
  const isOpen = within ? within.every : statements.some(({ isGeneral }) => isGeneral);
  const speaker = isOpen
    ? [...SPEAKERS, ...services()].find((service) => !named.has(service) && findService(service))
    : undefined;
  if (speaker !== undefined) {
    const actions = actionsOf(speaker);
    const withResource = actions.filter(({ requiredResourceTypes }) => requiredResourceTypes.length > 0);
    const without = actions.filter(({ resourceTypes }) => resourceTypes.length === 0);
    for (const action of [...withResource.slice(0, 1), ...without.slice(0, 1)]) {
      add(action.name, formatKeyOf(speaker, action));
    }
  }
  return {
    groups: [...groups.values()].map((group) => ({
      statements: group.statements,
      classes: [...group.classes]
        .filter(([key]) => !isSpokenFor(key, [...group.classes.keys()]))
        .map(([key, actions]) => classOf(actions, key, partitions)),
    })),
    isComplete,
  };
}

/**
 * The service, whether a resource is required, whether requests tell whose it is, and the names of its types; `*` for
 * an action that the catalogue does not have.
 */
function formatKeyOf(service: string, { name, resourceTypes, requiredResourceTypes }: Action): string {
  const owner = carriesResourceAccount(actionName(name)) ? 'told' : 'untold';
  return [service, requiredResourceTypes.length === 0 ? '-' : '+', owner, ...resourceTypes].join(' ');
}

/** What the catalogue does not have needs no class of its own where an action that it has stands for the same. */
function isSpokenFor(key: string, all: readonly string[]): boolean {
  if (!key.endsWith(UNLISTED)) return false;
  const service = key.slice(0, -UNLISTED.length);
  return all.some((other) => other !== key && other.startsWith(`${service} `));
}

const UNLISTED = ' *';

function classOf(actions: ActionClass['actions'], key: string, partitions: readonly string[]): ActionClass {
  const [service = '', required, , ...types] = key.split(' ');
  const formats =
    required === '*'
      ? partitions.map((partition) => `arn:${partition}:${service}:*:*:*`)
      : formatsOf(service, types, partitions);
  return { actions, formats, isWithoutResource: required !== '+' };
}

/** The shapes of the ARNs of some resource types of a service, as patterns. */
export function formatsOf(
  service: string,
  types: readonly string[],
  partitions: readonly string[],
): readonly string[] {
  const formats = types.flatMap((type) => listOf(resourceType(service, type)).flatMap(({ arns }) => arns));
  const patterns = partitions.flatMap((partition) =>
    formats.map((format) => patternOfFormat(format, partition)),
  );
  return [...new Set(patterns)];
}

/** `arn:${Partition}:s3:::${BucketName}` as `arn:aws:s3:::*`. */
function patternOfFormat(format: string, partition: string): string {
  return format.replace('${Partition}', partition).replaceAll(/\$\{[^}]*\}/g, '*');
}

/**
 * Names in lower case that the catalogue does not have: those that statements write out, and one of each class that
 * their patterns tell apart.
 */
function unlistedActions(
  service: string,
  elements: readonly ReadonlyMap<string, readonly string[]>[],
  budget: TextBudget,
): Representatives {
  const names = elements.map((own) => listOf(own.get(service)).flat());
  const sets = names.map((own) => own.filter(isPattern).map(wildcardPattern)).filter((set) => set.length > 0);
  const reached =
    sets.length === 0
      ? NOTHING
      : representatives(wildcardPattern('?*'), sets, budget, { samples: ['somethingnew'] });
  const written = names.flat().filter((name) => !isPattern(name));
  return {
    texts: [...new Set([...written, ...reached.texts])].filter(
      (name) => findAction(`${service}:${name}`) === undefined,
    ),
    isComplete: reached.isComplete,
  };
}

const NOTHING: Representatives = { texts: [], isComplete: true };

/** The names in an Action element, in lower case, by their services. */
function namesByService(values: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byService = new Map<string, string[]>();
  for (const value of values) {
    const [service = '', ...rest] = value.toLowerCase().split(':');
    const names = byService.get(service);
    if (names) names.push(rest.join(':'));
    else byService.set(service, [rest.join(':')]);
  }
  return byService;
}

function isPattern(name: string): boolean {
  return name.includes('*') || name.includes('?');
}
