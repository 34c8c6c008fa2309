import {
  grantOf,
  matchingActions,
  reachingEveryResource,
  serviceOfWildcard,
  type PolicyGraph,
} from '../graph/index.js';
import { resourceType, type Action } from '../model/catalogue/index.js';
import { covers } from '../prover/index.js';
import {
  isAwsManaged,
  listing,
  parseArn,
  type Element,
  type PolicyDocument,
  type Statement,
  type Token,
} from '../model/index.js';
import { isScopedByCondition } from './conditions.js';
import { holdersWith, type Holder } from './holders.js';
import { sensitivityOf, type Sensitivity } from './sensitive-actions.js';

/** What one identity may do to every resource, of what could be limited to some. */
export interface UnscopedGrant {
  readonly holder: Holder;
  /** What in the Resource element reaches everything. */
  readonly at: Token;
  /** For a message: the values of the Action element, five at most. */
  readonly actions: string;
}

/** Whether a rule is about a value of an Action element, which matches the actions. */
type IsMeant = (value: string, actions: readonly Action[]) => boolean;

/** What in a Resource element reaches every resource of the actions. */
type Reaching = (resource: Element, actions: readonly Action[]) => Token | undefined;

const MOST_ACTIONS = 5;

/**
 * What a statement allows on every resource of actions that can be limited to some, for each identity that has the
 * whole of it. Conditions on the resource limit it; so does the text of a policy of AWS, which is not the reader's.
 */
export function unscopedGrants(
  statement: Statement,
  document: PolicyDocument,
  graph: PolicyGraph,
  isMeant: IsMeant,
  reaching: Reaching = reachingEverything,
): readonly UnscopedGrant[] {
  const { effect, action, resource } = statement;
  if (effect !== 'Allow' || action?.negated !== false || resource?.negated !== false) return [];
  if (isAwsManaged(document.owner) || isScopedByCondition(statement)) return [];
  const byHolder = new Map<string, { holder: Holder; at: Token; actions: string[] }>();
  for (const { value } of action.values) {
    const matched = matchingActions(value);
    const at = isMeant(value, matched) ? reaching(resource, matched) : undefined;
    if (at === undefined) continue;
    const grant = { ...grantOf(statement), action: { negated: false, values: [value] } };
    for (const holder of holdersWith(graph, document, grant)) {
      const known = byHolder.get(holder.subject ?? '');
      if (known) known.actions.push(value);
      else byHolder.set(holder.subject ?? '', { holder, at, actions: [value] });
    }
  }
  return [...byHolder.values()].map(({ holder, at, actions }) => ({
    holder,
    at,
    actions: listing(actions, MOST_ACTIONS),
  }));
}

/**
 * The same for sensitive actions; here every resource of a type is every resource: all keys, all secrets of the
 * account. What is granted by the wildcard of a whole service does not count, unless it would be easy to overlook.
 */
export function unscopedSensitiveGrants(
  statement: Statement,
  document: PolicyDocument,
  graph: PolicyGraph,
  sensitivity: Sensitivity,
): readonly UnscopedGrant[] {
  return unscopedGrants(
    statement,
    document,
    graph,
    (value, actions) =>
      (sensitivity === 'decryption' || serviceOfWildcard(value) === undefined) &&
      actions.some((action) => action.resourceTypes.length > 0 && sensitivityOf(action) === sensitivity),
    reachingType,
  );
}

function reachingType(resource: Element, actions: readonly Action[]): Token | undefined {
  return (
    reachingEverything(resource, actions) ??
    resource.values.find(({ value }) => actions.some((action) => isEveryOfType(value, action)))
  );
}

/** `arn:aws:kms:*:111122223333:key/*`: every key of the account, in every Region. */
function isEveryOfType(value: string, action: Action): boolean {
  const arn = parseArn(value);
  if (arn?.service !== serviceOf(action.name) || arn.region.replaceAll('*', '') !== '') return false;
  return resourcesOf(action).some((pattern) => covers(arn.resource, pattern) === true);
}

const patternsOfActions = new WeakMap<Action, readonly string[]>();

/** What an action can be limited to: the last fields of ARNs, with a `*` for each placeholder. */
function resourcesOf(action: Action): readonly string[] {
  const known = patternsOfActions.get(action);
  if (known) return known;
  const patterns = action.resourceTypes
    .flatMap((type) => resourceType(serviceOf(action.name), type)?.arns ?? [])
    .flatMap((template) => parseArn(template)?.resource.replaceAll(/\$\{\w+\}/g, '*') ?? []);
  patternsOfActions.set(action, patterns);
  return patterns;
}

function reachingEverything(resource: Element, [action]: readonly Action[]): Token | undefined {
  return action && reachingEveryResource(resource, serviceOf(action.name));
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}
