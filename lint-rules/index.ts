import type { Rule } from '../src/linter/index.js';
import bucketNoPublicPolicy from './bucket/no-public-policy.js';
import denyNoHiddenGroupDeny from './deny/no-hidden-group-deny.js';
import denyNoNarrowedFullAccess from './deny/no-narrowed-full-access.js';
import denyNoStrayDeny from './deny/no-stray-deny.js';
import denyNoUnknownAction from './deny/no-unknown-action.js';
import grantsNoAllowNotAction from './grants/no-allow-not-action.js';
import grantsNoFullAccessPolicy from './grants/no-full-access-policy.js';
import grantsNoFullAdministrator from './grants/no-full-administrator.js';
import grantsNoPassRoleOnEveryRole from './grants/no-pass-role-on-every-role.js';
import grantsNoServiceWildcard from './grants/no-service-wildcard.js';
import grantsNoUnscopedResource from './grants/no-unscoped-resource.js';
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
import validityNoInvalidPolicy from './validity/no-invalid-policy.js';

/** Every rule, by id. `npm run generate` writes this list. */
export const rules: readonly Rule[] = [
  bucketNoPublicPolicy,
  denyNoHiddenGroupDeny,
  denyNoNarrowedFullAccess,
  denyNoStrayDeny,
  denyNoUnknownAction,
  grantsNoAllowNotAction,
  grantsNoFullAccessPolicy,
  grantsNoFullAdministrator,
  grantsNoPassRoleOnEveryRole,
  grantsNoServiceWildcard,
  grantsNoUnscopedResource,
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
  validityNoInvalidPolicy,
];
