export { deniesOfAction, mayBeAllowed, type ActionDeny } from './action-access.js';
export { holdsEveryAddress, isPrivateRange, networkOf } from './address-ranges.js';
export { administersWithoutMfa } from './administrators.js';
export { dayOf, daysBeforeReport, daysSince } from './age.js';
export { actionsText, includesAction } from './actions.js';
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
export { closedLayers, isUntrusted, whyNotAssumed } from './assuming.js';
export { agreesWithCount, listsWereRead } from './completeness.js';
export { trustEachOther } from './trust-cycles.js';
export {
  credentialsOf,
  idleCredential,
  isOff,
  isOn,
  rootUserOf,
  type Credential,
  type Credentials,
  type IdleCredential,
  type RootUser,
} from './credentials.js';
export { gitHubProvider, gitHubReach } from './github-claims.js';
export { clusterOf, trustedProviders, type TrustedProvider } from './identity-providers.js';
export { sharedIssuer, sharedProviders, type SharedIssuer, type SharedProvider } from './shared-issuers.js';
export { misnamedRoles, type MisnamedRole } from './role-arns.js';
export { ROLE_PASSING_OPERATIONS, servicesPassedTo } from './role-passing.js';
export {
  isKnownKey,
  isKnownPrefix,
  isWellFormedKey,
  nearestPrefix,
  prefixOf,
  tagKeyMissingFrom,
} from './condition-keys.js';
export {
  findOperator,
  holdsWithoutKey,
  nearestOperator,
  type ConditionOperator,
  type OperatorFamily,
} from './condition-operator.js';
export { expectedInsteadOf } from './condition-values.js';
export {
  asksForKey,
  consequence,
  ownComparisons,
  ownConditions,
  type KeyCondition,
} from './key-conditions.js';
export { keyCarriers, unsupportedTags, type UnsupportedTag } from './key-carriers.js';
export { contradictEachOther } from './contradictions.js';
export { neverSent, sendersOf, sendersText, type Sender } from './senders.js';
export { mayMeet, mustMeet, requestClasses, type RequestClass } from './request-classes.js';
export {
  hasVariable,
  literalVariables,
  variablesIn,
  variableValues,
  type WrittenVariable,
} from './policy-variables.js';
export { formMissedBy } from './value-forms.js';
export { servicesOfRolePolicy } from './service-role-policies.js';
export { hasServiceLinkedRole } from './service-linked-roles.js';
export { trustedServices, trustsOnlyServices } from './trusted-services.js';
export { isAboutBucket, isPublic, isPublicToS3 } from './public-access.js';
export { isBlocked, isBlockedForAccount, PUBLIC_ACCESS_SETTINGS } from './public-access-block.js';
export { aclGrants, type AclGrant } from './bucket-acl.js';
export { foreignPrincipals, type ForeignPrincipal } from './foreign-principals.js';
export { isAwsAccount } from './aws-accounts.js';
export { identitiesAllow } from './own-grants.js';
export { resourceOwner } from './resource-owner.js';
export { confusedDeputyPage, saysSource } from './source-services.js';
export { uniqueIdPrincipals, type UniqueIdPrincipal } from './unique-ids.js';
export { strangersIn } from './strangers.js';
export { coveringStatements, statementsWith } from './covering.js';
export { limitTrace, unreachableBy, type Limit } from './unreachable.js';
export { isScopedByCondition } from './conditions.js';
export { dependentOperations, type DependentOperation } from './operations.js';
export { passwordPolicyPlace } from './password-policy.js';
export { policyMeaning } from './policy-text.js';
export { isAboutKey, isFlag, passesWithoutKey, requires, spares } from './requirements.js';
export { conditionOnServices, conditionOnSource, type SourceDeny } from './perimeters.js';
export { controlTarget, isAboutEverything, ownControlPolicies, type ControlTarget } from './organization.js';
export { settingAt } from './places.js';
export { roleMakers } from './role-makers.js';
export { entitiesWith, hasUsers, holdersWith, type Holder } from './holders.js';
export { knownRole, type Drift, type KnownRole } from './known-roles.js';
export { compareFindings, lint, severityRank, type LintOptions } from './linter.js';
export { listing } from '../model/index.js';
export {
  federatedForm,
  isHostName,
  principalForm,
  principalsOf,
  type PrincipalForm,
} from './principal-forms.js';
export {
  actionScope,
  arnDefect,
  isArnService,
  isInScope,
  resourceArn,
  resourceArns,
  resourceValues,
  type ActionScope,
  type ArnDefect,
} from './resource-arns.js';
export { unmatchedActions, unmatchedResources, type ScopedAction } from './unmatched.js';
export { accountQuotas, sizeQuota } from './quotas.js';
export { assumingAction, assumingActions, hasTrustAction, trustAllows } from './trust-actions.js';
export { isOwnText, standsForOwnText } from './own-text.js';
export {
  grantsText,
  lostText,
  onResources,
  policyText,
  policyStep,
  removalEvidence,
  setText,
  strayRemovals,
  type RemovalEvidence,
} from './removal.js';
export {
  emptiedAccess,
  emptiedServices,
  isLock,
  type EmptiedAccess,
  type ReachingStatement,
} from './emptied-access.js';
export { tagsOfCallers, tagsOfTargets, type LiveTag } from './live-tags.js';
export { mayBringTags } from './session-tags.js';
export { isQuarantine } from './quarantine.js';
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
export * from './escalation/index.js';
export { successorOf } from './deprecated-policies.js';
export { reachingEveryRole } from './roles.js';
export { sensitivityOf, type Sensitivity } from './sensitive-actions.js';
export { unscopedGrants, unscopedSensitiveGrants, type UnscopedGrant } from './unscoped.js';
export { everythingIn, everythingTogether, type Part } from './everything.js';
