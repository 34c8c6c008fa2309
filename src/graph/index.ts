export { accessOf } from './access/access-of.js';
export { accessTo } from './access/access-to.js';
export type { AccessQuestion } from './access/question.js';
export { actionGrants, isWide, type ActionGrant } from './action-grants.js';
export { matchingActions } from './actions.js';
export { accountAssumers, policiesForAssuming, type Assumers } from './assume.js';
export {
  inlinePolicyId,
  type Edge,
  type EdgeKind,
  type Identity,
  type Node,
  type NodeKind,
} from './connections.js';
export { isFullAccessPolicy } from './full-access.js';
export * from './graph.js';
export {
  actionsCover,
  actionsIntersect,
  areApart,
  EVERYTHING,
  grantCovers,
  grantOf,
  grantsIntersect,
  patternSet,
  resourcesCover,
  type Grant,
  type PatternSet,
} from './pattern-set.js';
export { cutOffByPublicAccessBlock } from './public-access-block.js';
export { accountOf, bucketOf, isTrustAction, policiesFor, type RequestPolicies } from './request-policies.js';
export { removals, type Removal, type RemovedGrant } from './removals.js';
export { hostBelongs, serviceHosts } from './service-hosts.js';
export { standing, type Standing } from './standing.js';
export { USUAL_CONTEXT } from './usual-context.js';
export { isEveryAction, isEveryResource, reachingEveryResource, serviceOfWildcard } from './wildcards.js';
