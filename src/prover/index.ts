export {
  CALLER_KEYS,
  isFixed,
  namesAccount,
  namesEntities,
  SOURCE_KEYS,
  USER_ID,
  type AcceptsValue,
} from './caller-keys.js';
export { actionCovers, actionIntersects, arnCovers, arnIntersects, covers, intersects } from './patterns.js';
export {
  accessNotGranted,
  equivalent,
  noEffect,
  noLostAccess,
  noNewAccess,
  reachable,
  type Access,
  type PrincipalAccess,
  type Scope,
} from './claims.js';
export { notPublic, type PublicMeaning } from './public-access.js';
export { unaskable, type Unaskable } from './scope.js';
