export { auditOfProofs } from './audit-of-proofs.js';
export type { ClaimedAccess } from './claimed-access.js';
export { comparePolicies } from './compare-policies.js';
export { comparePrincipals } from './compare-principals.js';
export type { ComparedSide } from './compared-side.js';
export { prove, type Claims } from './prove.js';
