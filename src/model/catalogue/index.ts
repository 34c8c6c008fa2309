export {
  actionsOf,
  catalogueDate,
  findAction,
  findService,
  resourceType,
  resourceTypesOf,
  services,
} from './actions.js';
export type { Action, ResourceType, Service } from './actions.js';
export { conditionKeyType, findConditionKey } from './condition-keys.js';
export type { ConditionKey } from './condition-keys.js';
export {
  nearest,
  nearestAction,
  nearestConditionKey,
  nearestService,
  nearestServiceConditionKey,
} from './nearest.js';
export type { AccessLevel, ConditionKeyType } from './packed.js';
