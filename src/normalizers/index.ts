export { normalize } from './inventory.js';
export { guessPolicyType, parsePolicy, readPolicy, type PolicyOrigin } from './policy.js';
