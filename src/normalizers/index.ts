export { normalize } from './inventory.js';
export { parsePolicy, readPolicy, repeatedKeys, type PolicyOrigin } from './policy.js';
