import type { Rule } from '../src/linter/index.js';
import boundaryNoBoundaryWithoutLimit from './boundary/no-boundary-without-limit.js';
import boundaryNoEditableBoundary from './boundary/no-editable-boundary.js';
import boundaryNoGrantsOutsideBoundary from './boundary/no-grants-outside-boundary.js';
import boundaryNoRemovableBoundary from './boundary/no-removable-boundary.js';
import boundaryRequireBoundaryForNewIdentities from './boundary/require-boundary-for-new-identities.js';
import boundaryRequireIdentityPolicy from './boundary/require-identity-policy.js';
import bucketNoAccessControlList from './bucket/no-access-control-list.js';
import bucketNoCutOffAccount from './bucket/no-cut-off-account.js';
import bucketNoExternalAcl from './bucket/no-external-acl.js';
import bucketNoHalfGrant from './bucket/no-half-grant.js';
import bucketNoPointlessAclCondition from './bucket/no-pointless-acl-condition.js';
import bucketNoPublicAcl from './bucket/no-public-acl.js';
import bucketNoPublicPolicy from './bucket/no-public-policy.js';
import bucketRequireAccountPublicAccessBlock from './bucket/require-account-public-access-block.js';
import bucketRequireBucketAndObjects from './bucket/require-bucket-and-objects.js';
import bucketRequireOwnerControl from './bucket/require-owner-control.js';
import bucketRequirePublicAccessBlock from './bucket/require-public-access-block.js';
import bucketRequireSecureTransport from './bucket/require-secure-transport.js';
import conditionNoActionWithoutConditionKey from './condition/no-action-without-condition-key.js';
import conditionNoAllowByUnsupportedTag from './condition/no-allow-by-unsupported-tag.js';
import conditionNoAllowWithoutMfa from './condition/no-allow-without-mfa.js';
import conditionNoContradictoryConditions from './condition/no-contradictory-conditions.js';
import conditionNoDenyByUnsupportedTag from './condition/no-deny-by-unsupported-tag.js';
import conditionNoEpochDate from './condition/no-epoch-date.js';
import conditionNoExclusiveKeys from './condition/no-exclusive-keys.js';
import conditionNoExpiredDate from './condition/no-expired-date.js';
import conditionNoFixedKeyInBucketPolicy from './condition/no-fixed-key-in-bucket-policy.js';
import conditionNoHostBitsInBlock from './condition/no-host-bits-in-block.js';
import conditionNoIfExistsOnPresentKey from './condition/no-if-exists-on-present-key.js';
import conditionNoIfExistsOnSecurityKey from './condition/no-if-exists-on-security-key.js';
import conditionNoImpossiblePrincipalArn from './condition/no-impossible-principal-arn.js';
import conditionNoKeyNeverSent from './condition/no-key-never-sent.js';
import conditionNoKeyOfOneResourceType from './condition/no-key-of-one-resource-type.js';
import conditionNoLiteralWildcard from './condition/no-literal-wildcard.js';
import conditionNoMfaOfFederatedRole from './condition/no-mfa-of-federated-role.js';
import conditionNoNeedlessPrivateAddress from './condition/no-needless-private-address.js';
import conditionNoNegatedOperatorInAllow from './condition/no-negated-operator-in-allow.js';
import conditionNoNegatedPrefix from './condition/no-negated-prefix.js';
import conditionNoNullWithSetOperator from './condition/no-null-with-set-operator.js';
import conditionNoOtherCaseOfTag from './condition/no-other-case-of-tag.js';
import conditionNoPatternInSensitiveKey from './condition/no-pattern-in-sensitive-key.js';
import conditionNoPrivateSourceAddress from './condition/no-private-source-address.js';
import conditionNoRedundantBound from './condition/no-redundant-bound.js';
import conditionNoRootPrincipalArn from './condition/no-root-principal-arn.js';
import conditionNoSetOperatorOnSingleValue from './condition/no-set-operator-on-single-value.js';
import conditionNoStringPatternOnArn from './condition/no-string-pattern-on-arn.js';
import conditionNoTagThatPrincipalLacks from './condition/no-tag-that-principal-lacks.js';
import conditionNoUntrustworthyKey from './condition/no-untrustworthy-key.js';
import conditionNoUserNameOfRole from './condition/no-user-name-of-role.js';
import conditionNoWholeInternet from './condition/no-whole-internet.js';
import conditionNoWildcardOnlyValue from './condition/no-wildcard-only-value.js';
import conditionRequireDynamodbSelect from './condition/require-dynamodb-select.js';
import conditionRequireNullCheck from './condition/require-null-check.js';
import conditionRequireSetOperator from './condition/require-set-operator.js';
import conditionRequireVariableDefault from './condition/require-variable-default.js';
import conditionRequireVpcWithVpcSourceIp from './condition/require-vpc-with-vpc-source-ip.js';
import denyNoDeniedNetwork from './deny/no-denied-network.js';
import denyNoEmptiedAccess from './deny/no-emptied-access.js';
import denyNoFutureRevocation from './deny/no-future-revocation.js';
import denyNoHiddenGroupDeny from './deny/no-hidden-group-deny.js';
import denyNoIncompleteNotPrincipal from './deny/no-incomplete-not-principal.js';
import denyNoIneffectiveDeny from './deny/no-ineffective-deny.js';
import denyNoLeftoverQuarantine from './deny/no-leftover-quarantine.js';
import denyNoNarrowedFullAccess from './deny/no-narrowed-full-access.js';
import denyNoNetworkDenyOfServices from './deny/no-network-deny-of-services.js';
import denyNoOtherCase from './deny/no-other-case.js';
import denyNoOwnerLockOut from './deny/no-owner-lock-out.js';
import denyNoStrayDeny from './deny/no-stray-deny.js';
import denyNoUnknownAction from './deny/no-unknown-action.js';
import denyRequireMfaEnrolment from './deny/require-mfa-enrolment.js';
import denyRequireMfaOfAccessKeys from './deny/require-mfa-of-access-keys.js';
import denyRequireMfaWithAge from './deny/require-mfa-with-age.js';
import dependencyNoDeniedDependentAction from './dependency/no-denied-dependent-action.js';
import dependencyNoMissingPassRole from './dependency/no-missing-pass-role.js';
import dependencyNoMissingServiceLinkedRole from './dependency/no-missing-service-linked-role.js';
import dependencyNoRoleForOtherService from './dependency/no-role-for-other-service.js';
import dependencyNoUselessPassRole from './dependency/no-useless-pass-role.js';
import dependencyNoWrongRolePath from './dependency/no-wrong-role-path.js';
import dependencyRequireTaggingOnCreate from './dependency/require-tagging-on-create.js';
import escalationNoBroaderPolicyVersions from './escalation/no-broader-policy-versions.js';
import escalationNoCredentialsOfAdministrators from './escalation/no-credentials-of-administrators.js';
import escalationNoGrantsToAssumableRoles from './escalation/no-grants-to-assumable-roles.js';
import escalationNoIdentityProviderChanges from './escalation/no-identity-provider-changes.js';
import escalationNoJoiningAdministrators from './escalation/no-joining-administrators.js';
import escalationNoMfaRemoval from './escalation/no-mfa-removal.js';
import escalationNoNewAdministrators from './escalation/no-new-administrators.js';
import escalationNoOwnBoundaryRemoval from './escalation/no-own-boundary-removal.js';
import escalationNoOwnDenyRemoval from './escalation/no-own-deny-removal.js';
import escalationNoOwnPolicyVersions from './escalation/no-own-policy-versions.js';
import escalationNoOwnPrincipalTags from './escalation/no-own-principal-tags.js';
import escalationNoPassingAdministratorRoles from './escalation/no-passing-administrator-roles.js';
import escalationNoPermissionSetChanges from './escalation/no-permission-set-changes.js';
import escalationNoSelfGrantedPolicies from './escalation/no-self-granted-policies.js';
import escalationNoTakeoverOfAdministratorWorkloads from './escalation/no-takeover-of-administrator-workloads.js';
import escalationNoTrustPolicyChanges from './escalation/no-trust-policy-changes.js';
import grantsNoAllowNotAction from './grants/no-allow-not-action.js';
import grantsNoAllowNotResource from './grants/no-allow-not-resource.js';
import grantsNoAssumeEveryRole from './grants/no-assume-every-role.js';
import grantsNoConditionalAdministrator from './grants/no-conditional-administrator.js';
import grantsNoDeprecatedPolicy from './grants/no-deprecated-policy.js';
import grantsNoEffectiveAdministrator from './grants/no-effective-administrator.js';
import grantsNoFullAccessPolicy from './grants/no-full-access-policy.js';
import grantsNoFullAdministrator from './grants/no-full-administrator.js';
import grantsNoIamAdministrator from './grants/no-iam-administrator.js';
import grantsNoOrganizationControl from './grants/no-organization-control.js';
import grantsNoPartialWildcard from './grants/no-partial-wildcard.js';
import grantsNoPassRoleOnEveryRole from './grants/no-pass-role-on-every-role.js';
import grantsNoSensitiveAction from './grants/no-sensitive-action.js';
import grantsNoServiceLinkedRoleCreation from './grants/no-service-linked-role-creation.js';
import grantsNoServiceNameWildcard from './grants/no-service-name-wildcard.js';
import grantsNoServiceWildcard from './grants/no-service-wildcard.js';
import grantsNoUnscopedCredentials from './grants/no-unscoped-credentials.js';
import grantsNoUnscopedDataAccess from './grants/no-unscoped-data-access.js';
import grantsNoUnscopedDecryption from './grants/no-unscoped-decryption.js';
import grantsNoUnscopedPermissions from './grants/no-unscoped-permissions.js';
import grantsNoUnscopedResource from './grants/no-unscoped-resource.js';
import grantsNoUnscopedSharing from './grants/no-unscoped-sharing.js';
import hygieneNoAdministratorWithoutMfa from './hygiene/no-administrator-without-mfa.js';
import hygieneNoCopiedInlinePolicy from './hygiene/no-copied-inline-policy.js';
import hygieneNoCopyOfAwsManagedPolicy from './hygiene/no-copy-of-aws-managed-policy.js';
import hygieneNoEmptyGroup from './hygiene/no-empty-group.js';
import hygieneNoInitialAccessKey from './hygiene/no-initial-access-key.js';
import hygieneNoInlinePolicyOfGroup from './hygiene/no-inline-policy-of-group.js';
import hygieneNoOldAccessKey from './hygiene/no-old-access-key.js';
import hygieneNoPolicyAttachedTwice from './hygiene/no-policy-attached-twice.js';
import hygieneNoPolicyOnUser from './hygiene/no-policy-on-user.js';
import hygieneNoReadOnlyAccessForExternalAccount from './hygiene/no-read-only-access-for-external-account.js';
import hygieneNoRootAccessKey from './hygiene/no-root-access-key.js';
import hygieneNoRootSigningCertificate from './hygiene/no-root-signing-certificate.js';
import hygieneNoRootUse from './hygiene/no-root-use.js';
import hygieneNoSecondAccessKey from './hygiene/no-second-access-key.js';
import hygieneNoUnattachedPolicy from './hygiene/no-unattached-policy.js';
import hygieneNoUnusedAccessKey from './hygiene/no-unused-access-key.js';
import hygieneNoUnusedPassword from './hygiene/no-unused-password.js';
import hygieneNoUnusedRole from './hygiene/no-unused-role.js';
import hygieneNoUserBesideFederation from './hygiene/no-user-beside-federation.js';
import hygieneNoUserOutsideGroup from './hygiene/no-user-outside-group.js';
import hygieneRequireMfa from './hygiene/require-mfa.js';
import hygieneRequirePasswordCharacterTypes from './hygiene/require-password-character-types.js';
import hygieneRequirePasswordLength from './hygiene/require-password-length.js';
import hygieneRequirePasswordPolicy from './hygiene/require-password-policy.js';
import hygieneRequirePasswordReusePrevention from './hygiene/require-password-reuse-prevention.js';
import hygieneRequireRootMfa from './hygiene/require-root-mfa.js';
import hygieneRequireSupportRole from './hygiene/require-support-role.js';
import organizationNoCreatableExemptRole from './organization/no-creatable-exempt-role.js';
import organizationNoDisabledPolicyType from './organization/no-disabled-policy-type.js';
import organizationNoEssentialActionDeny from './organization/no-essential-action-deny.js';
import organizationNoExemptEverybody from './organization/no-exempt-everybody.js';
import organizationNoExemptPrincipal from './organization/no-exempt-principal.js';
import organizationNoKeylessPerimeter from './organization/no-keyless-perimeter.js';
import organizationNoNeutralisedAllowList from './organization/no-neutralised-allow-list.js';
import organizationNoPolicyOnManagementAccount from './organization/no-policy-on-management-account.js';
import organizationNoUnattachedPolicy from './organization/no-unattached-policy.js';
import organizationRequireAllow from './organization/require-allow.js';
import organizationRequireGlobalServices from './organization/require-global-services.js';
import organizationRequireRootSessionExemption from './organization/require-root-session-exemption.js';
import organizationRequireServiceExemption from './organization/require-service-exemption.js';
import organizationRequireSourceExemption from './organization/require-source-exemption.js';
import redundancyNoCoveredPolicy from './redundancy/no-covered-policy.js';
import redundancyNoCoveredStatement from './redundancy/no-covered-statement.js';
import redundancyNoUnreachableAllow from './redundancy/no-unreachable-allow.js';
import resourceNoAccountInGatewayPolicy from './resource/no-account-in-gateway-policy.js';
import resourceNoAllowNotPrincipal from './resource/no-allow-not-principal.js';
import resourceNoDeletedPrincipal from './resource/no-deleted-principal.js';
import resourceNoDeniedService from './resource/no-denied-service.js';
import resourceNoExternalPrincipal from './resource/no-external-principal.js';
import resourceNoOpenEndpoint from './resource/no-open-endpoint.js';
import resourceNoPublicPrincipal from './resource/no-public-principal.js';
import resourceNoWildcardAction from './resource/no-wildcard-action.js';
import resourceRequireAccountInKeyPolicy from './resource/require-account-in-key-policy.js';
import resourceRequireSourceAccount from './resource/require-source-account.js';
import resourceRequireSourceCondition from './resource/require-source-condition.js';
import rolesNoDriftedRole from './roles/no-drifted-role.js';
import rolesNoLongPrivilegedSession from './roles/no-long-privileged-session.js';
import rolesNoUnusableInstanceProfile from './roles/no-unusable-instance-profile.js';
import rolesNoUnusableSessionDuration from './roles/no-unusable-session-duration.js';
import trustNoAccountRoot from './trust/no-account-root.js';
import trustNoCallerChosenTag from './trust/no-caller-chosen-tag.js';
import trustNoCircularTrust from './trust/no-circular-trust.js';
import trustNoDeletedPrincipal from './trust/no-deleted-principal.js';
import trustNoExternalAccountRoot from './trust/no-external-account-root.js';
import trustNoExternalCaller from './trust/no-external-caller.js';
import trustNoGuessableExternalId from './trust/no-guessable-external-id.js';
import trustNoLooserStatement from './trust/no-looser-statement.js';
import trustNoMissingPrincipal from './trust/no-missing-principal.js';
import trustNoMissingProvider from './trust/no-missing-provider.js';
import trustNoOptionalMfa from './trust/no-optional-mfa.js';
import trustNoPublicPrincipal from './trust/no-public-principal.js';
import trustNoRedundantSession from './trust/no-redundant-session.js';
import trustNoSelfTrust from './trust/no-self-trust.js';
import trustNoTenantWideSubject from './trust/no-tenant-wide-subject.js';
import trustNoUnauthenticatedIdentity from './trust/no-unauthenticated-identity.js';
import trustNoUnlistedAudience from './trust/no-unlisted-audience.js';
import trustNoWildcardAction from './trust/no-wildcard-action.js';
import trustNoWildcardPrincipal from './trust/no-wildcard-principal.js';
import trustRequireCallerPermission from './trust/require-caller-permission.js';
import trustRequireExternalId from './trust/require-external-id.js';
import trustRequireGithubBranch from './trust/require-github-branch.js';
import trustRequireGithubSubject from './trust/require-github-subject.js';
import trustRequireOidcCondition from './trust/require-oidc-condition.js';
import trustRequireRoleTrust from './trust/require-role-trust.js';
import trustRequireRolesAnywhereCondition from './trust/require-roles-anywhere-condition.js';
import trustRequireSamlAudience from './trust/require-saml-audience.js';
import trustRequireServiceAccount from './trust/require-service-account.js';
import trustRequireSessionActions from './trust/require-session-actions.js';
import trustRequireSourceCondition from './trust/require-source-condition.js';
import trustRequireTenancyClaim from './trust/require-tenancy-claim.js';
import trustRequireUserMfa from './trust/require-user-mfa.js';
import validityNoAllowInResourceControl from './validity/no-allow-in-resource-control.js';
import validityNoAllowNotPrincipal from './validity/no-allow-not-principal.js';
import validityNoAttachmentsNearQuota from './validity/no-attachments-near-quota.js';
import validityNoBareWildcardInTrust from './validity/no-bare-wildcard-in-trust.js';
import validityNoConditionKeyWithoutTag from './validity/no-condition-key-without-tag.js';
import validityNoDuplicateConditionKey from './validity/no-duplicate-condition-key.js';
import validityNoDuplicateSid from './validity/no-duplicate-sid.js';
import validityNoDuplicateStatement from './validity/no-duplicate-statement.js';
import validityNoDuplicateValue from './validity/no-duplicate-value.js';
import validityNoEmptyElement from './validity/no-empty-element.js';
import validityNoEmptyValueList from './validity/no-empty-value-list.js';
import validityNoFederatedPrincipal from './validity/no-federated-principal.js';
import validityNoForeignAction from './validity/no-foreign-action.js';
import validityNoForeignPartition from './validity/no-foreign-partition.js';
import validityNoForeignResource from './validity/no-foreign-resource.js';
import validityNoGroupPrincipal from './validity/no-group-principal.js';
import validityNoImpossibleConditionValue from './validity/no-impossible-condition-value.js';
import validityNoIncompleteArn from './validity/no-incomplete-arn.js';
import validityNoInlinePoliciesNearQuota from './validity/no-inline-policies-near-quota.js';
import validityNoInvalidExternalId from './validity/no-invalid-external-id.js';
import validityNoInvalidIdentityProvider from './validity/no-invalid-identity-provider.js';
import validityNoInvalidPolicy from './validity/no-invalid-policy.js';
import validityNoInvalidPrincipal from './validity/no-invalid-principal.js';
import validityNoInvalidServicePrincipal from './validity/no-invalid-service-principal.js';
import validityNoInvalidSid from './validity/no-invalid-sid.js';
import validityNoMalformedAction from './validity/no-malformed-action.js';
import validityNoMalformedArn from './validity/no-malformed-arn.js';
import validityNoMalformedConditionKey from './validity/no-malformed-condition-key.js';
import validityNoMalformedVariableInValue from './validity/no-malformed-variable-in-value.js';
import validityNoMismatchedOperator from './validity/no-mismatched-operator.js';
import validityNoMismatchedTrustAction from './validity/no-mismatched-trust-action.js';
import validityNoMisplacedVariable from './validity/no-misplaced-variable.js';
import validityNoMultipleBooleanValues from './validity/no-multiple-boolean-values.js';
import validityNoMultivaluedKeyInVariable from './validity/no-multivalued-key-in-variable.js';
import validityNoNamedPrincipalInGatewayEndpoint from './validity/no-named-principal-in-gateway-endpoint.js';
import validityNoNamedPrincipalInResourceControl from './validity/no-named-principal-in-resource-control.js';
import validityNoNotActionInResourceControl from './validity/no-not-action-in-resource-control.js';
import validityNoNotPrincipalInTrust from './validity/no-not-principal-in-trust.js';
import validityNoOldVersion from './validity/no-old-version.js';
import validityNoOversizedPolicy from './validity/no-oversized-policy.js';
import validityNoPartialWildcardInPrincipal from './validity/no-partial-wildcard-in-principal.js';
import validityNoPolicyVersionsAtQuota from './validity/no-policy-versions-at-quota.js';
import validityNoStringOperatorOnTypedKey from './validity/no-string-operator-on-typed-key.js';
import validityNoUnknownAction from './validity/no-unknown-action.js';
import validityNoUnknownConditionOperator from './validity/no-unknown-condition-operator.js';
import validityNoUnknownGlobalConditionKey from './validity/no-unknown-global-condition-key.js';
import validityNoUnknownKeyInVariable from './validity/no-unknown-key-in-variable.js';
import validityNoUnknownPartition from './validity/no-unknown-partition.js';
import validityNoUnknownResourceType from './validity/no-unknown-resource-type.js';
import validityNoUnknownService from './validity/no-unknown-service.js';
import validityNoUnknownServiceConditionKey from './validity/no-unknown-service-condition-key.js';
import validityNoUnknownServiceInArn from './validity/no-unknown-service-in-arn.js';
import validityNoUnmatchedAction from './validity/no-unmatched-action.js';
import validityNoUnmatchedResource from './validity/no-unmatched-resource.js';
import validityNoUnreadableConditionValue from './validity/no-unreadable-condition-value.js';
import validityNoUnsupportedCharacter from './validity/no-unsupported-character.js';
import validityNoUnsupportedConditionKey from './validity/no-unsupported-condition-key.js';
import validityNoUnsupportedServiceInResourceControl from './validity/no-unsupported-service-in-resource-control.js';
import validityNoVariableInOldVersion from './validity/no-variable-in-old-version.js';
import validityNoVariableWithOperator from './validity/no-variable-with-operator.js';
import validityNoWildcardInService from './validity/no-wildcard-in-service.js';
import validityNoWrongAccountInArn from './validity/no-wrong-account-in-arn.js';
import validityNoWrongRegionInArn from './validity/no-wrong-region-in-arn.js';
import validityRequireActionForSessionKey from './validity/require-action-for-session-key.js';
import validityRequireEveryResource from './validity/require-every-resource.js';
import validityRequireVersion from './validity/require-version.js';

/** Every rule, by id. `npm run generate` writes this list. */
export const rules: readonly Rule[] = [
  boundaryNoBoundaryWithoutLimit,
  boundaryNoEditableBoundary,
  boundaryNoGrantsOutsideBoundary,
  boundaryNoRemovableBoundary,
  boundaryRequireBoundaryForNewIdentities,
  boundaryRequireIdentityPolicy,
  bucketNoAccessControlList,
  bucketNoCutOffAccount,
  bucketNoExternalAcl,
  bucketNoHalfGrant,
  bucketNoPointlessAclCondition,
  bucketNoPublicAcl,
  bucketNoPublicPolicy,
  bucketRequireAccountPublicAccessBlock,
  bucketRequireBucketAndObjects,
  bucketRequireOwnerControl,
  bucketRequirePublicAccessBlock,
  bucketRequireSecureTransport,
  conditionNoActionWithoutConditionKey,
  conditionNoAllowByUnsupportedTag,
  conditionNoAllowWithoutMfa,
  conditionNoContradictoryConditions,
  conditionNoDenyByUnsupportedTag,
  conditionNoEpochDate,
  conditionNoExclusiveKeys,
  conditionNoExpiredDate,
  conditionNoFixedKeyInBucketPolicy,
  conditionNoHostBitsInBlock,
  conditionNoIfExistsOnPresentKey,
  conditionNoIfExistsOnSecurityKey,
  conditionNoImpossiblePrincipalArn,
  conditionNoKeyNeverSent,
  conditionNoKeyOfOneResourceType,
  conditionNoLiteralWildcard,
  conditionNoMfaOfFederatedRole,
  conditionNoNeedlessPrivateAddress,
  conditionNoNegatedOperatorInAllow,
  conditionNoNegatedPrefix,
  conditionNoNullWithSetOperator,
  conditionNoOtherCaseOfTag,
  conditionNoPatternInSensitiveKey,
  conditionNoPrivateSourceAddress,
  conditionNoRedundantBound,
  conditionNoRootPrincipalArn,
  conditionNoSetOperatorOnSingleValue,
  conditionNoStringPatternOnArn,
  conditionNoTagThatPrincipalLacks,
  conditionNoUntrustworthyKey,
  conditionNoUserNameOfRole,
  conditionNoWholeInternet,
  conditionNoWildcardOnlyValue,
  conditionRequireDynamodbSelect,
  conditionRequireNullCheck,
  conditionRequireSetOperator,
  conditionRequireVariableDefault,
  conditionRequireVpcWithVpcSourceIp,
  denyNoDeniedNetwork,
  denyNoEmptiedAccess,
  denyNoFutureRevocation,
  denyNoHiddenGroupDeny,
  denyNoIncompleteNotPrincipal,
  denyNoIneffectiveDeny,
  denyNoLeftoverQuarantine,
  denyNoNarrowedFullAccess,
  denyNoNetworkDenyOfServices,
  denyNoOtherCase,
  denyNoOwnerLockOut,
  denyNoStrayDeny,
  denyNoUnknownAction,
  denyRequireMfaEnrolment,
  denyRequireMfaOfAccessKeys,
  denyRequireMfaWithAge,
  dependencyNoDeniedDependentAction,
  dependencyNoMissingPassRole,
  dependencyNoMissingServiceLinkedRole,
  dependencyNoRoleForOtherService,
  dependencyNoUselessPassRole,
  dependencyNoWrongRolePath,
  dependencyRequireTaggingOnCreate,
  escalationNoBroaderPolicyVersions,
  escalationNoCredentialsOfAdministrators,
  escalationNoGrantsToAssumableRoles,
  escalationNoIdentityProviderChanges,
  escalationNoJoiningAdministrators,
  escalationNoMfaRemoval,
  escalationNoNewAdministrators,
  escalationNoOwnBoundaryRemoval,
  escalationNoOwnDenyRemoval,
  escalationNoOwnPolicyVersions,
  escalationNoOwnPrincipalTags,
  escalationNoPassingAdministratorRoles,
  escalationNoPermissionSetChanges,
  escalationNoSelfGrantedPolicies,
  escalationNoTakeoverOfAdministratorWorkloads,
  escalationNoTrustPolicyChanges,
  grantsNoAllowNotAction,
  grantsNoAllowNotResource,
  grantsNoAssumeEveryRole,
  grantsNoConditionalAdministrator,
  grantsNoDeprecatedPolicy,
  grantsNoEffectiveAdministrator,
  grantsNoFullAccessPolicy,
  grantsNoFullAdministrator,
  grantsNoIamAdministrator,
  grantsNoOrganizationControl,
  grantsNoPartialWildcard,
  grantsNoPassRoleOnEveryRole,
  grantsNoSensitiveAction,
  grantsNoServiceLinkedRoleCreation,
  grantsNoServiceNameWildcard,
  grantsNoServiceWildcard,
  grantsNoUnscopedCredentials,
  grantsNoUnscopedDataAccess,
  grantsNoUnscopedDecryption,
  grantsNoUnscopedPermissions,
  grantsNoUnscopedResource,
  grantsNoUnscopedSharing,
  hygieneNoAdministratorWithoutMfa,
  hygieneNoCopiedInlinePolicy,
  hygieneNoCopyOfAwsManagedPolicy,
  hygieneNoEmptyGroup,
  hygieneNoInitialAccessKey,
  hygieneNoInlinePolicyOfGroup,
  hygieneNoOldAccessKey,
  hygieneNoPolicyAttachedTwice,
  hygieneNoPolicyOnUser,
  hygieneNoReadOnlyAccessForExternalAccount,
  hygieneNoRootAccessKey,
  hygieneNoRootSigningCertificate,
  hygieneNoRootUse,
  hygieneNoSecondAccessKey,
  hygieneNoUnattachedPolicy,
  hygieneNoUnusedAccessKey,
  hygieneNoUnusedPassword,
  hygieneNoUnusedRole,
  hygieneNoUserBesideFederation,
  hygieneNoUserOutsideGroup,
  hygieneRequireMfa,
  hygieneRequirePasswordCharacterTypes,
  hygieneRequirePasswordLength,
  hygieneRequirePasswordPolicy,
  hygieneRequirePasswordReusePrevention,
  hygieneRequireRootMfa,
  hygieneRequireSupportRole,
  organizationNoCreatableExemptRole,
  organizationNoDisabledPolicyType,
  organizationNoEssentialActionDeny,
  organizationNoExemptEverybody,
  organizationNoExemptPrincipal,
  organizationNoKeylessPerimeter,
  organizationNoNeutralisedAllowList,
  organizationNoPolicyOnManagementAccount,
  organizationNoUnattachedPolicy,
  organizationRequireAllow,
  organizationRequireGlobalServices,
  organizationRequireRootSessionExemption,
  organizationRequireServiceExemption,
  organizationRequireSourceExemption,
  redundancyNoCoveredPolicy,
  redundancyNoCoveredStatement,
  redundancyNoUnreachableAllow,
  resourceNoAccountInGatewayPolicy,
  resourceNoAllowNotPrincipal,
  resourceNoDeletedPrincipal,
  resourceNoDeniedService,
  resourceNoExternalPrincipal,
  resourceNoOpenEndpoint,
  resourceNoPublicPrincipal,
  resourceNoWildcardAction,
  resourceRequireAccountInKeyPolicy,
  resourceRequireSourceAccount,
  resourceRequireSourceCondition,
  rolesNoDriftedRole,
  rolesNoLongPrivilegedSession,
  rolesNoUnusableInstanceProfile,
  rolesNoUnusableSessionDuration,
  trustNoAccountRoot,
  trustNoCallerChosenTag,
  trustNoCircularTrust,
  trustNoDeletedPrincipal,
  trustNoExternalAccountRoot,
  trustNoExternalCaller,
  trustNoGuessableExternalId,
  trustNoLooserStatement,
  trustNoMissingPrincipal,
  trustNoMissingProvider,
  trustNoOptionalMfa,
  trustNoPublicPrincipal,
  trustNoRedundantSession,
  trustNoSelfTrust,
  trustNoTenantWideSubject,
  trustNoUnauthenticatedIdentity,
  trustNoUnlistedAudience,
  trustNoWildcardAction,
  trustNoWildcardPrincipal,
  trustRequireCallerPermission,
  trustRequireExternalId,
  trustRequireGithubBranch,
  trustRequireGithubSubject,
  trustRequireOidcCondition,
  trustRequireRoleTrust,
  trustRequireRolesAnywhereCondition,
  trustRequireSamlAudience,
  trustRequireServiceAccount,
  trustRequireSessionActions,
  trustRequireSourceCondition,
  trustRequireTenancyClaim,
  trustRequireUserMfa,
  validityNoAllowInResourceControl,
  validityNoAllowNotPrincipal,
  validityNoAttachmentsNearQuota,
  validityNoBareWildcardInTrust,
  validityNoConditionKeyWithoutTag,
  validityNoDuplicateConditionKey,
  validityNoDuplicateSid,
  validityNoDuplicateStatement,
  validityNoDuplicateValue,
  validityNoEmptyElement,
  validityNoEmptyValueList,
  validityNoFederatedPrincipal,
  validityNoForeignAction,
  validityNoForeignPartition,
  validityNoForeignResource,
  validityNoGroupPrincipal,
  validityNoImpossibleConditionValue,
  validityNoIncompleteArn,
  validityNoInlinePoliciesNearQuota,
  validityNoInvalidExternalId,
  validityNoInvalidIdentityProvider,
  validityNoInvalidPolicy,
  validityNoInvalidPrincipal,
  validityNoInvalidServicePrincipal,
  validityNoInvalidSid,
  validityNoMalformedAction,
  validityNoMalformedArn,
  validityNoMalformedConditionKey,
  validityNoMalformedVariableInValue,
  validityNoMismatchedOperator,
  validityNoMismatchedTrustAction,
  validityNoMisplacedVariable,
  validityNoMultipleBooleanValues,
  validityNoMultivaluedKeyInVariable,
  validityNoNamedPrincipalInGatewayEndpoint,
  validityNoNamedPrincipalInResourceControl,
  validityNoNotActionInResourceControl,
  validityNoNotPrincipalInTrust,
  validityNoOldVersion,
  validityNoOversizedPolicy,
  validityNoPartialWildcardInPrincipal,
  validityNoPolicyVersionsAtQuota,
  validityNoStringOperatorOnTypedKey,
  validityNoUnknownAction,
  validityNoUnknownConditionOperator,
  validityNoUnknownGlobalConditionKey,
  validityNoUnknownKeyInVariable,
  validityNoUnknownPartition,
  validityNoUnknownResourceType,
  validityNoUnknownService,
  validityNoUnknownServiceConditionKey,
  validityNoUnknownServiceInArn,
  validityNoUnmatchedAction,
  validityNoUnmatchedResource,
  validityNoUnreadableConditionValue,
  validityNoUnsupportedCharacter,
  validityNoUnsupportedConditionKey,
  validityNoUnsupportedServiceInResourceControl,
  validityNoVariableInOldVersion,
  validityNoVariableWithOperator,
  validityNoWildcardInService,
  validityNoWrongAccountInArn,
  validityNoWrongRegionInArn,
  validityRequireActionForSessionKey,
  validityRequireEveryResource,
  validityRequireVersion,
];
