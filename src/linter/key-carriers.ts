import { matchingActions, type PolicyGraph } from '../graph/index.js';
import { actionsOf, findConditionKey } from '../model/catalogue/index.js';
import type { PolicyDocument, Statement, Token } from '../model/index.js';
import { prefixOf } from './condition-keys.js';
import { holdsWithoutKey } from './condition-operator.js';
import { ownComparisons } from './key-conditions.js';

/**
 * Keys with the prefix of a service that requests for other services carry, too.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-cross-service
 */
const CROSS_SERVICE: ReadonlySet<string> = new Set([
  'codebuild:buildarn',
  'codebuild:projectarn',
  'ec2:roledelivery',
  'ec2:sourceinstancearn',
  'glue:credentialissuingservice',
  'glue:roleassumedby',
  'identitystore:userid',
  'lambda:sourcefunctionarn',
  'ssm:sourceinstancearn',
]);

/**
 * Keys that AWS's documentation shows with actions for which the reference does not list them.
 *
 * @see https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html
 */
const NOT_FULLY_LISTED: ReadonlySet<string> = new Set(['aws-marketplace:productid']);

const REQUEST_TAGS = /^aws:(?:requesttag\/|tagkeys$)/;

/** The actions of a statement by whether their requests can carry a condition key. */
export interface KeyCarriers {
  readonly carrying: readonly Token[];
  readonly lacking: readonly Token[];
}

/**
 * Which of a statement's actions can carry a key of a service, or one on the tags of a request; a pattern can where
 * one of its actions can. Undefined for a key that any request may carry, and where the statement speaks of every
 * action, or of one that AWS's reference does not list.
 */
export function keyCarriers({ action }: Statement, key: string): KeyCarriers | undefined {
  const name = key.toLowerCase();
  const known = findConditionKey(key)?.name;
  if (action === undefined || action.negated || known === undefined) return undefined;
  const isOfService = !CROSS_SERVICE.has(name) && !NOT_FULLY_LISTED.has(name) && isCarriedInService(known);
  if (!isOfService && !REQUEST_TAGS.test(name)) return undefined;
  const carrying: Token[] = [];
  const lacking: Token[] = [];
  for (const token of action.values) {
    const answer = carries(token.value, known);
    if (answer === undefined) return undefined;
    (answer ? carrying : lacking).push(token);
  }
  return { carrying, lacking };
}

/** A condition on the tags of resources that no request for a service of the statement carries. */
export interface UnsupportedTag {
  /** The condition key. */
  readonly at: Token;
  readonly service: string;
}

/** None for conditions that hold without the key, nor where the statement does not name its actions. */
export function unsupportedTags(
  statement: Statement,
  document: PolicyDocument,
  graph: PolicyGraph,
): readonly UnsupportedTag[] {
  return ownComparisons(statement, document, graph)
    .filter(({ name, comparison }) => name.startsWith('aws:resourcetag/') && !holdsWithoutKey(comparison))
    .flatMap(({ key: at }) => servicesWithoutTags(statement).map((service) => ({ at, service })));
}

/** The services of a statement's actions that send the tags of no resource, by AWS's reference. */
function servicesWithoutTags({ action }: Statement): readonly string[] {
  if (action === undefined || action.negated) return [];
  const prefixes = new Set(action.values.map(({ value }) => prefixOf(value)));
  return [...prefixes].filter((prefix) => actionsOf(prefix).length > 0 && !sendsTags(prefix));
}

const tagSenders = new Map<string, boolean>();

function sendsTags(prefix: string): boolean {
  const known = tagSenders.get(prefix);
  if (known !== undefined) return known;
  const answer = actionsOf(prefix).some(({ conditionKeys }) =>
    conditionKeys.includes('aws:ResourceTag/${TagKey}'),
  );
  tagSenders.set(prefix, answer);
  return answer;
}

const carriedInService = new Map<string, boolean>();

/** Whether AWS's reference lists the key for some action of the service that it is named for. */
function isCarriedInService(key: string): boolean {
  const known = carriedInService.get(key);
  if (known !== undefined) return known;
  const answer = actionsOf(prefixOf(key)).some(({ conditionKeys }) => conditionKeys.includes(key));
  carriedInService.set(key, answer);
  return answer;
}

const answers = new Map<string, boolean | undefined>();

/** More than the policies of an organization ask for; the map starts anew then. */
const MOST_ANSWERS = 100_000;

function carries(action: string, key: string): boolean | undefined {
  const question = `${action.toLowerCase()} ${key}`;
  if (answers.has(question)) return answers.get(question);
  const actions = matchingActions(action);
  const answer =
    actions.length === 0 ? undefined : actions.some(({ conditionKeys }) => conditionKeys.includes(key));
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(question, answer);
  return answer;
}
