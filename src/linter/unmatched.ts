import { isEveryAction, isEveryResource } from '../graph/index.js';
import { parseArn, type Statement, type Token } from '../model/index.js';
import {
  actionScope,
  arnDefect,
  isArnService,
  isInScope,
  resourceArn,
  type ActionScope,
} from './resource-arns.js';

/** A value of an Action element with what it is about. */
export interface ScopedAction {
  readonly action: Token;
  readonly scope: ActionScope;
}

/**
 * The actions of a statement that are about none of its resources. None for a statement with NotAction or NotResource,
 * or with a resource that is wrong in itself, which other rules tell of; an action that AWS's reference does not know
 * is none of them.
 */
export function unmatchedActions(statement: Statement): readonly ScopedAction[] {
  const known = unmatched.get(statement) ?? findUnmatchedActions(statement);
  unmatched.set(statement, known);
  return known;
}

/** Two rules ask for each statement. */
const unmatched = new WeakMap<Statement, readonly ScopedAction[]>();

function findUnmatchedActions(statement: Statement): readonly ScopedAction[] {
  const resources = soundResources(statement);
  if (resources === undefined) return [];
  return scopedActions(statement).filter(({ action, scope }) => {
    if (scope.arns.length > 0) return !resources.some(({ value }) => isInScope(scope, value));
    return !resources.some(({ value }) => isEveryResource(value) || namesNothing(value, serviceOf(action)));
  });
}

/** The resources of a statement that none of its actions is about, while some action is about some other of them. */
export function unmatchedResources(statement: Statement): readonly Token[] {
  const resources = soundResources(statement);
  const actions = scopedActions(statement);
  if (resources === undefined || actions.length < (statement.action?.values.length ?? 0)) return [];
  const left = resources.filter(
    ({ value }) =>
      !actions.some(({ action, scope }) => isInScope(scope, value) || namesNothing(value, serviceOf(action))),
  );
  return left.length < resources.length ? left : [];
}

function scopedActions({ action }: Statement): readonly ScopedAction[] {
  if (action?.negated !== false) return [];
  return action.values.flatMap((token) => {
    const scope = isEveryAction(token.value) ? undefined : actionScope(token.value);
    return scope ? [{ action: token, scope }] : [];
  });
}

/** The resources of a statement, if each of them can be one. */
function soundResources({ resource }: Statement): readonly Token[] | undefined {
  if (resource?.negated !== false || resource.values.length === 0) return undefined;
  return resource.values.every(({ value }) => isSound(value)) ? resource.values : undefined;
}

function isSound(value: string): boolean {
  if (isEveryResource(value)) return true;
  const service = resourceArn(value)?.service;
  return service !== undefined && isArnService(service) && arnDefect(value) === undefined;
}

/** Whether an ARN fixes no more than its service, or a type of resources in it: `arn:aws:s3:::*`. */
function namesNothing(value: string, service: string): boolean {
  const arn = parseArn(value);
  return arn?.service === service && /^(?:[a-z-]+[:/])?\*$/.test(arn.resource);
}

function serviceOf({ value }: Token): string {
  return value.slice(0, Math.max(value.indexOf(':'), 0)).toLowerCase();
}
