import { compile, contextValue, openKeys, type CompiledStatement } from '../evaluator/index.js';
import {
  isAccountId,
  parseArn,
  type PolicyDocument,
  type Request,
  type Requester,
  type Truth,
  type UndecidedReason,
} from '../model/index.js';
import { actionGroups, type ActionClass } from './actions.js';
import type { TextBudget } from './automaton.js';
import { keyOptions, type KeyOption, type KeyOptions } from './context-keys.js';
import { holding, sharedKeys, type Context, type OpenRequest } from './known-context.js';
import { listOf } from './list-of.js';
import { patternMatches, resourcePattern } from './pattern.js';
import { requestersFor, toldApart } from './requesters.js';
import { ResourceClasses } from './resources.js';
import { valuesOfVariables, variablesAreFollowed } from './variables.js';

/** What requests are looked for: those that `judge` says true of. */
export interface Question {
  /** All documents that the judgement depends on. */
  readonly documents: readonly PolicyDocument[];
  /** Three-valued: unknown where it depends on a context key that the request leaves open. */
  readonly judge: (request: OpenRequest) => Truth;
  /** Whether no request that exactly these statements are about can be one; saves the search for it. */
  readonly isSettled?: (statements: readonly CompiledStatement[]) => boolean;
  /** Whether there are policies that nobody has read. */
  readonly hasUnreadPolicy?: boolean;
  /** Values as in an Action element: no other actions count. */
  readonly actions?: readonly string[];
  /** Values as in a Resource element: no other resources count. */
  readonly resources?: readonly string[];
  /** ARNs: requests are for these and no others. */
  readonly exactResources?: readonly string[];
  /** The account that the resource belongs to, where its ARN does not say. */
  readonly resourceAccount?: string;
  /** No other requesters count. */
  readonly requesters?: readonly Requester[];
  /**
   * What is known of all requests: of those that are looked for, and if need be of the same ones on the other side of
   * a comparison.
   */
  readonly contexts?: readonly Context[];
  /** Whether requests can hold a value under a key. All can, where it is left out. */
  readonly canHold?: (key: KeyOptions, option: KeyOption) => boolean;
}

/** A request of the kind that was looked for, and the other actions of which the same is true. */
export interface Hit {
  readonly request: OpenRequest;
  readonly actions: readonly [string, ...string[]];
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Why there may be requests that were not looked at. Empty: there are no others. */
  readonly gaps: ReadonlySet<UndecidedReason>;
}

/** Where nothing is known of the requests but who makes them. */
const UNKNOWN: readonly Context[] = [{}];

/** How many requests one search may judge. */
const BUDGET = 100_000;

/** How many steps it may take to find texts that stand for others. */
export const TEXT_BUDGET = 2_000_000;

/** Where a policy says nothing of an account. */
const HOME = '111122223333';

/**
 * Looks for a request in each class of actions. Requests are a product of action, resource, requester and context
 * keys; each of these falls into classes that the policies can tell apart, and one of each class is tried. Context
 * keys are left open as long as the judgement does not depend on them.
 */
export function search(question: Question): SearchResult {
  const statements = question.documents.flatMap((document) => compile(document).statements);
  const gaps = new Set<UndecidedReason>();
  if (question.documents.some(({ errors }) => errors.length > 0)) gaps.add('unreadStatement');
  if (question.hasUnreadPolicy === true) gaps.add('unreadPolicy');
  const partitions = partitionsOf(question);
  const home = homeOf(question);
  const texts: TextBudget = { left: TEXT_BUDGET };
  const groups = actionGroups(statements, partitions, question, texts);
  if (!groups.isComplete) gaps.add('budget');
  const hits: Hit[] = [];
  const budget = { left: BUDGET };
  for (const { statements: about, classes } of groups.groups) {
    if (question.isSettled?.(about)) continue;
    const { requesters, isComplete } =
      question.requesters !== undefined
        ? { requesters: question.requesters, isComplete: true }
        : requestersFor(about, partitions[0], home, texts);
    if (!isComplete) gaps.add('budget');
    const few = toldApart(requesters, about);
    const variableValues = valuesOfVariables(about, few, question.contexts ?? UNKNOWN, texts);
    // Requesters that were given are no samples of others.
    const samples = question.requesters === undefined ? few : [];
    if (!variablesAreFollowed(about, variableValues, samples, question.resources)) gaps.add('policyVariable');
    const keys = keysOf(about, variableValues, texts);
    for (const { gap } of keys) if (gap !== undefined) gaps.add(gap);
    const resources = new ResourceClasses(about, variableValues, question.resources ?? [], home, texts);
    for (const one of classes) {
      const request = searchClass(one, {
        question,
        statements: about,
        requesters: few,
        keys,
        resources,
        gaps,
        budget,
      });
      if (request !== undefined) hits.push({ request, actions: one.actions });
    }
  }
  return { hits, gaps };
}

interface Space {
  readonly question: Question;
  readonly statements: readonly CompiledStatement[];
  readonly requesters: readonly Requester[];
  readonly keys: readonly KeyOptions[];
  readonly resources: ResourceClasses;
  readonly gaps: Set<UndecidedReason>;
  readonly budget: { left: number };
}

function searchClass(one: ActionClass, space: Space): OpenRequest | undefined {
  const { exactResources, resources: scope, resourceAccount, contexts = UNKNOWN } = space.question;
  const classes = exactResources ? { resources: exactResources, isComplete: true } : space.resources.of(one);
  if (!classes.isComplete) space.gaps.add('budget');
  const inScope = scope?.flatMap((value) => listOf(resourcePattern(value)));
  const resources = classes.resources.filter(
    (resource) => inScope?.some((pattern) => patternMatches(pattern, resource)) ?? true,
  );
  const [action] = one.actions;
  for (const principal of space.requesters) {
    for (const resource of resources) {
      const request = searchKeys(
        {
          principal,
          action,
          resource,
          context: sharedKeys(contexts),
          absentKeys: [],
          ...(resourceAccount !== undefined && { resourceAccount }),
        },
        space,
      );
      if (request !== undefined) return request;
    }
  }
  return undefined;
}

/** Gives the keys that the judgement depends on one value after the other, until it depends on none. */
function searchKeys(request: OpenRequest, space: Space): OpenRequest | undefined {
  const { question } = space;
  space.budget.left -= 1;
  if (space.budget.left < 0) {
    space.gaps.add('budget');
    return undefined;
  }
  const truth = question.judge(request);
  if (truth === 'true') return request;
  if (truth === 'false') return undefined;
  const open = (question.contexts ?? UNKNOWN).map((context) =>
    openKeys(holding(request, context), space.statements),
  );
  const key = space.keys.find((one) => open.some((keys) => keys.has(one.key)));
  if (key === undefined) {
    space.gaps.add('unknown');
    return undefined;
  }
  for (const option of optionsOf(key, request, question)) {
    const found = searchKeys(withKey(request, key.spelling, option), space);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Absence stands for the values that nothing tells from it, where the key can be absent. */
function optionsOf(key: KeyOptions, request: Request, { canHold }: Question): readonly KeyOption[] {
  const isHeld = (option: KeyOption) => canHold?.(key, option) ?? true;
  const values = key.values.filter(isHeld);
  if (contextValue(request, key.key) === 'present' || !isHeld('absent')) return values;
  return ['absent', ...values.filter((value) => !key.likeAbsent.has(value))];
}

function withKey(request: OpenRequest, key: string, option: KeyOption): OpenRequest {
  return option === 'absent'
    ? { ...request, absentKeys: [...request.absentKeys, key] }
    : { ...request, context: { ...request.context, [key]: option } };
}

/** The keys that conditions ask for and that policy variables take their values from, the variables' first. */
function keysOf(
  statements: readonly CompiledStatement[],
  variableValues: ReadonlyMap<string, readonly string[]>,
  texts: TextBudget,
): readonly KeyOptions[] {
  const conditions = statements.flatMap(({ terms }) => terms.conditions);
  const keys = new Set([...variableValues.keys(), ...conditions.map(({ key }) => key)]);
  return [...keys].map((key) =>
    keyOptions(
      key,
      conditions.filter((condition) => condition.key === key),
      variableValues,
      texts,
    ),
  );
}

/** Those that documents and requesters name; nothing reaches from one into another. */
export function partitionsOf({
  documents,
  resources = [],
  requesters = [],
}: Pick<Question, 'documents' | 'resources' | 'requesters'>): readonly [string, ...string[]] {
  const texts = [
    ...requesters.flatMap((requester) => ('arn' in requester ? requester.arn : [])),
    ...documents.flatMap(({ statements }) =>
      statements.flatMap(({ resource, principal }) => [
        ...(resource?.values ?? []).map(({ value }) => value),
        ...(principal?.values ?? []).map(({ token }) => token.value),
      ]),
    ),
    ...resources,
  ];
  const named = texts.flatMap((text) => PARTITION.exec(text)?.[1] ?? []);
  const [first = 'aws', ...others] = new Set(named);
  return [first, ...others];
}

const PARTITION = /^arn:(aws[a-z-]*):/;

/** The account whose policies they are, as far as somebody says. */
function homeOf({ documents, requesters = [] }: Question): string {
  const arns = [
    ...requesters.flatMap((requester) => ('arn' in requester ? requester.arn : [])),
    ...documents.map(({ owner }) => owner),
  ];
  return arns.map((arn) => parseArn(arn)?.account ?? '').find(isAccountId) ?? HOME;
}
