export {
  abilityAnywhere,
  abilityOn,
  abilitySomewhere,
  abilityTo,
  resourcesFor,
  type Ability,
} from './abilities.js';
export {
  administratorRoles,
  ALL_OF_IAM,
  isOnAllOfIAM,
  administratorsOf,
  couldAdminister,
  grantsAdministration,
  isChangeable,
  isAdministrator,
  makesAdministrators,
} from './administrators.js';
export { escalatingGrants } from './allowing.js';
export { defineEscalation } from './define-escalation.js';
export { wayTo, type Way } from './escalation.js';
export {
  PASSING_MECHANISMS,
  TAKEOVER_MECHANISMS,
  type IdentityAction,
  type Mechanism,
} from './mechanisms.js';
export { grantsTo, groupsOf, heldPolicies, newIdentityContext } from './granting.js';
export { allowsLifting, liftingsFrom } from './lifting.js';
export { abilityToAssume, rolesTrusting } from './assuming.js';
export { isWithinReach, servicesActingWith } from './passing.js';
export { aroundOf } from './surroundings.js';
export { newAdministrators } from './making.js';
