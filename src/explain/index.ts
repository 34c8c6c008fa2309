export type { Denial, DenialCause, DenialSpecial, DeniedPrincipal } from './denial/denial.js';
export { parseDenial } from './denial/parse-denial.js';
export { describeWhereToLook } from './denial/where-to-look.js';
export { runPolicyTests } from './policy-test.js';
export { explain } from './explain.js';
export { describeDenial, explainDenial } from './explain-denial.js';
export { QuestionError, type Question } from './question/index.js';
export {
  auditOfProofs,
  comparePolicies,
  comparePrincipals,
  prove,
  type ClaimedAccess,
  type Claims,
  type ComparedSide,
} from './claims/index.js';
export { whatCan } from './what-can.js';
export { whoCan, type WhoCanQuestion } from './who-can.js';
