export { matchingActions } from './actions.js';
export { isFullAccessPolicy } from './full-access.js';
export * from './graph.js';
export { EVERYTHING, grantCovers, grantOf, type Grant, type PatternSet } from './pattern-set.js';
export { removals, type ActionGrant, type Removal, type RemovedGrant } from './removals.js';
export { standing, type Standing } from './standing.js';
export { isEveryAction, isEveryResource, reachingEveryResource, serviceOfWildcard } from './wildcards.js';
