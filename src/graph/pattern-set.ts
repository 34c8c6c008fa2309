import { actionCovers, actionIntersects, arnCovers, arnIntersects } from '../prover/index.js';
import type { Element, Statement } from '../model/index.js';
import { isEveryAction } from './wildcards.js';

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

/** The first two are undefined where finding out would take too long. */
interface Algebra {
  readonly covers: (a: string, b: string) => boolean | undefined;
  readonly intersects: (a: string, b: string) => boolean | undefined;
  /** The values of a set without those that neither cover nor meet a value. */
  readonly near: (set: PatternSet, value: string) => readonly string[];
}

const ACTIONS: Algebra = { covers: actionCovers, intersects: actionIntersects, near: nearAction };
const RESOURCES: Algebra = { covers: arnCovers, intersects: arnIntersects, near: ({ values }) => values };

const ALL: PatternSet = { negated: false, values: ['*'] };

/** Every action on every resource. */
export const EVERYTHING: Grant = { action: ALL, resource: ALL };

const setsOfElements = new WeakMap<Element, PatternSet>();

/** What an element means; without one everything. */
export function patternSet(element: Element | undefined): PatternSet {
  if (element === undefined) return ALL;
  const known = setsOfElements.get(element);
  if (known) return known;
  const set = { negated: element.negated, values: element.values.map(({ value }) => value) };
  setsOfElements.set(element, set);
  return set;
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

function setCovers({ covers, intersects, near }: Algebra, outer: PatternSet, inner: PatternSet): boolean {
  if (inner.negated) {
    return outer.negated
      ? outer.values.every((value) => near(inner, value).some((exempt) => covers(exempt, value) === true))
      : outer.values.some((value) => covers(value, '*') === true);
  }
  return inner.values.every((value) =>
    outer.negated
      ? near(outer, value).every((exempt) => intersects(exempt, value) === false)
      : near(outer, value).some((one) => covers(one, value) === true),
  );
}

function setsIntersect(algebra: Algebra, a: PatternSet, b: PatternSet): boolean {
  if (a.negated && b.negated) return true;
  if (b.negated) return setsIntersect(algebra, b, a);
  const { covers, intersects, near } = algebra;
  return b.values.some((value) =>
    a.negated
      ? near(a, value).every((exempt) => covers(exempt, value) === false)
      : near(a, value).some((one) => intersects(one, value) === true),
  );
}

function setsAreApart(algebra: Algebra, a: PatternSet, b: PatternSet): boolean {
  if (a.negated && b.negated) return false;
  if (b.negated) return setsAreApart(algebra, b, a);
  const { covers, intersects, near } = algebra;
  return b.values.every((value) =>
    a.negated
      ? near(a, value).some((exempt) => covers(exempt, value) === true)
      : near(a, value).every((one) => intersects(one, value) === false),
  );
}

/** With fewer values in a set it takes longer to sort them than to compare them all. */
const MANY_VALUES = 16;

const byService = new WeakMap<PatternSet, ReadonlyMap<string, readonly string[]>>();

/** A policy of AWS lists a thousand actions, or exempts five hundred from a Deny. */
function nearAction(set: PatternSet, action: string): readonly string[] {
  const service = set.values.length < MANY_VALUES ? undefined : serviceOf(action);
  if (service === undefined) return set.values;
  const known = byService.get(set) ?? sortByService(set);
  byService.set(set, known);
  return known.get(service) ?? known.get(EVERY_SERVICE) ?? [];
}

const EVERY_SERVICE = '*';

/** The values about each service, those about every service among them. */
function sortByService({ values }: PatternSet): ReadonlyMap<string, readonly string[]> {
  const wide = values.filter(isEveryAction);
  const sorted = new Map<string, string[]>([[EVERY_SERVICE, wide]]);
  for (const value of values) {
    const service = serviceOf(value);
    if (service === undefined) continue;
    const others = sorted.get(service);
    if (others) others.push(value);
    else sorted.set(service, [...wide, value]);
  }
  return sorted;
}

/** Undefined for what is about every service, or matches no action at all. */
function serviceOf(action: string): string | undefined {
  const service = action.slice(0, Math.max(action.indexOf(':'), 0)).toLowerCase();
  return service === '' || /[*?]/.test(service) ? undefined : service;
}
