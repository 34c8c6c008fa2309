export { normalize } from './inventory.js';
export { guessPolicyType, parsePolicy, readPolicy, repeatedKeys, type PolicyOrigin } from './policy.js';
