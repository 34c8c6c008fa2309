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
import trustNoAccountRoot from './trust/no-account-root.js';
import trustNoDeletedPrincipal from './trust/no-deleted-principal.js';
import trustNoExternalAccountRoot from './trust/no-external-account-root.js';
import trustNoPublicPrincipal from './trust/no-public-principal.js';
import trustRequireExternalId from './trust/require-external-id.js';
import trustRequireGithubSubject from './trust/require-github-subject.js';
import trustRequireSourceCondition from './trust/require-source-condition.js';
import validityNoConditionKeyWithoutTag from './validity/no-condition-key-without-tag.js';
import validityNoDuplicateConditionKey from './validity/no-duplicate-condition-key.js';
import validityNoEmptyValueList from './validity/no-empty-value-list.js';
import validityNoImpossibleConditionValue from './validity/no-impossible-condition-value.js';
import validityNoInvalidPolicy from './validity/no-invalid-policy.js';
import validityNoMalformedConditionKey from './validity/no-malformed-condition-key.js';
import validityNoMalformedVariableInValue from './validity/no-malformed-variable-in-value.js';
import validityNoMismatchedOperator from './validity/no-mismatched-operator.js';
import validityNoMultipleBooleanValues from './validity/no-multiple-boolean-values.js';
import validityNoMultivaluedKeyInVariable from './validity/no-multivalued-key-in-variable.js';
import validityNoStringOperatorOnTypedKey from './validity/no-string-operator-on-typed-key.js';
import validityNoUnknownConditionOperator from './validity/no-unknown-condition-operator.js';
import validityNoUnknownGlobalConditionKey from './validity/no-unknown-global-condition-key.js';
import validityNoUnknownKeyInVariable from './validity/no-unknown-key-in-variable.js';
import validityNoUnknownServiceConditionKey from './validity/no-unknown-service-condition-key.js';
import validityNoUnreadableConditionValue from './validity/no-unreadable-condition-value.js';
import validityNoUnsupportedConditionKey from './validity/no-unsupported-condition-key.js';
import validityNoVariableWithOperator from './validity/no-variable-with-operator.js';

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
  trustNoAccountRoot,
  trustNoDeletedPrincipal,
  trustNoExternalAccountRoot,
  trustNoPublicPrincipal,
  trustRequireExternalId,
  trustRequireGithubSubject,
  trustRequireSourceCondition,
  validityNoConditionKeyWithoutTag,
  validityNoDuplicateConditionKey,
  validityNoEmptyValueList,
  validityNoImpossibleConditionValue,
  validityNoInvalidPolicy,
  validityNoMalformedConditionKey,
  validityNoMalformedVariableInValue,
  validityNoMismatchedOperator,
  validityNoMultipleBooleanValues,
  validityNoMultivaluedKeyInVariable,
  validityNoStringOperatorOnTypedKey,
  validityNoUnknownConditionOperator,
  validityNoUnknownGlobalConditionKey,
  validityNoUnknownKeyInVariable,
  validityNoUnknownServiceConditionKey,
  validityNoUnreadableConditionValue,
  validityNoUnsupportedConditionKey,
  validityNoVariableWithOperator,
];
