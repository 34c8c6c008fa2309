import { actionCovers, actionIntersects, arnCovers, arnIntersects } from '../prover/index.js';
import type { Element, Statement } from '../model/index.js';

/** What an element means: its values, or everything but them. */
export interface PatternSet {
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** Actions on resources: what a statement speaks of, or a part of it. */
export interface Grant {
  readonly action: PatternSet;
  readonly resource: PatternSet;
}

/** Both are undefined where finding out would take too long. */
interface Algebra {
  readonly covers: (a: string, b: string) => boolean | undefined;
  readonly intersects: (a: string, b: string) => boolean | undefined;
}

const ACTIONS: Algebra = { covers: actionCovers, intersects: actionIntersects };
const RESOURCES: Algebra = { covers: arnCovers, intersects: arnIntersects };

const ALL: PatternSet = { negated: false, values: ['*'] };

/** Every action on every resource. */
export const EVERYTHING: Grant = { action: ALL, resource: ALL };

function patternSet(element: Element | undefined): PatternSet {
  if (element === undefined) return ALL;
  return { negated: element.negated, values: element.values.map(({ value }) => value) };
}

/** A statement without Resource is about the resource that it is attached to. */
export function grantOf({ action, resource }: Statement): Grant {
  return { action: patternSet(action), resource: patternSet(resource) };
}

/**
 * Whether `outer` has all actions on all resources that `inner` has. True only where that is certain, and where no
 * value of `inner` takes several of `outer` together.
 */
export function grantCovers(outer: Grant, inner: Grant): boolean {
  return actionsCover(outer.action, inner.action) && resourcesCover(outer.resource, inner.resource);
}

/** The half of {@link grantCovers} that is about actions. */
export function actionsCover(outer: PatternSet, inner: PatternSet): boolean {
  return setCovers(ACTIONS, outer, inner);
}

/** The half of {@link grantCovers} that is about resources. */
export function resourcesCover(outer: PatternSet, inner: PatternSet): boolean {
  return setCovers(RESOURCES, outer, inner);
}

/** Whether there is an action that both have. True only where that is certain. */
export function actionsIntersect(a: PatternSet, b: PatternSet): boolean {
  return setsIntersect(ACTIONS, a, b);
}

/** Whether there is a resource that both have. True only where that is certain. */
export function resourcesIntersect(a: PatternSet, b: PatternSet): boolean {
  return setsIntersect(RESOURCES, a, b);
}

/** Whether there is an action on a resource that both have. True only where that is certain. */
export function grantsIntersect(a: Grant, b: Grant): boolean {
  return actionsIntersect(a.action, b.action) && resourcesIntersect(a.resource, b.resource);
}

/** Whether there is nothing that both grant. True only where that is certain. */
export function areApart(a: Grant, b: Grant): boolean {
  return setsAreApart(ACTIONS, a.action, b.action) || setsAreApart(RESOURCES, a.resource, b.resource);
}

function setCovers({ covers, intersects }: Algebra, outer: PatternSet, inner: PatternSet): boolean {
  if (inner.negated) {
    return outer.negated
      ? outer.values.every((value) => inner.values.some((exempt) => covers(exempt, value) === true))
      : outer.values.some((value) => covers(value, '*') === true);
  }
  return inner.values.every((value) =>
    outer.negated
      ? outer.values.every((exempt) => intersects(exempt, value) === false)
      : outer.values.some((one) => covers(one, value) === true),
  );
}

function setsIntersect({ covers, intersects }: Algebra, a: PatternSet, b: PatternSet): boolean {
  if (a.negated && b.negated) return true;
  if (b.negated) return setsIntersect({ covers, intersects }, b, a);
  return b.values.some((value) =>
    a.negated
      ? a.values.every((exempt) => covers(exempt, value) === false)
      : a.values.some((one) => intersects(one, value) === true),
  );
}

function setsAreApart({ covers, intersects }: Algebra, a: PatternSet, b: PatternSet): boolean {
  if (a.negated && b.negated) return false;
  if (b.negated) return setsAreApart({ covers, intersects }, b, a);
  return b.values.every((value) =>
    a.negated
      ? a.values.some((exempt) => covers(exempt, value) === true)
      : a.values.every((one) => intersects(one, value) === false),
  );
}
