export { actionCovers, actionIntersects, arnCovers, arnIntersects, covers, intersects } from './patterns.js';
export {
  accessNotGranted,
  equivalent,
  noEffect,
  noLostAccess,
  noNewAccess,
  reachable,
  type Access,
  type Scope,
} from './claims.js';
