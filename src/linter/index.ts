export { includesAction } from './actions.js';
export {
  asksForPrincipalTag,
  callerLimit,
  deniesOn,
  keepsStrangersOut,
  limitedTo,
  limitsSource,
  namesEverybody,
  singlesOutEntities,
} from './callers.js';
export { closedLayers, whyNotAssumed } from './assuming.js';
export { isComplete } from './completeness.js';
export { trustEachOther } from './trust-cycles.js';
export { gitHubProvider, gitHubReach } from './github-claims.js';
export { clusterOf, trustedProviders, type TrustedProvider } from './identity-providers.js';
export {
  sharedIssuer,
  subjectReach,
  tenancyConditions,
  tenancyKeys,
  type SharedIssuer,
} from './shared-issuers.js';
export { isFixed, requires } from './requirements.js';
export { confusedDeputyPage } from './source-services.js';
export { strangersIn } from './strangers.js';
export { isScopedByCondition } from './conditions.js';
export { holdersWith, type Holder } from './holders.js';
export { knownRole, type Drift, type KnownRole } from './known-roles.js';
export { compareFindings, lint, severityRank, type LintOptions } from './linter.js';
export { listing } from '../model/index.js';
export {
  grantsText,
  lostText,
  onResources,
  policyText,
  removalEvidence,
  type RemovalEvidence,
} from './removal.js';
export {
  defineRule,
  type Compliance,
  type Draft,
  type Place,
  type RelatedToken,
  type Rule,
  type RuleContext,
  type RuleDefinition,
  type RuleFinding,
  type RuleMeta,
  type RuleOption,
} from './rule.js';
export { isIn, ruleOptions, selectRules, type RuleOptionValue, type RuleSetting } from './select-rules.js';
export { exceptionRules } from './exception-rules.js';
export { applyExceptions, type AuditScope, type Excepted } from './exceptions.js';
export {
  baselineOf,
  compareToBaseline,
  pruneBaseline,
  type Baseline,
  type BaselineEntry,
} from './baseline.js';
export { answersOf, CATALOGUES, type Catalogue } from './catalogues.js';
