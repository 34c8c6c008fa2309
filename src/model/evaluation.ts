import type { Condition, PolicyDocument, PolicyType, Statement } from './policy.js';

/**
 * Who makes a request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Requester =
  | { readonly kind: 'user'; readonly arn: string }
  /**
   * A session of a role. `arn` is the role's, or the session's own (`arn:aws:sts::…:assumed-role/R/S`) where the
   * role's path is not known; without a path the role is then taken to have none. `session` is undefined where any
   * session is meant.
   */
  | {
      readonly kind: 'role';
      readonly arn: string;
      readonly session?: string;
      readonly serviceLinked?: boolean;
    }
  /** GetFederationToken: `arn` is the federated user's, `user` that of the user whose keys were used. */
  | { readonly kind: 'federated-user'; readonly arn: string; readonly user?: string }
  /** The caller of AssumeRoleWithSAML or AssumeRoleWithWebIdentity: `provider` is a provider's ARN or host name. */
  | { readonly kind: 'saml' | 'web-identity'; readonly provider: string }
  | { readonly kind: 'root'; readonly account: string; readonly partition?: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' };

export interface Request {
  readonly principal: Requester;
  /** `service:Name`; case does not matter. */
  readonly action: string;
  /** An ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  /**
   * Context keys with their values; the case of a key does not matter. Keys that follow from the principal, the
   * action and the resource are derived where they are not given.
   */
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** Keys that are known to be absent. */
  readonly absentKeys?: readonly string[];
  /** Keys that are not known, even if they could be derived or every other key were known. */
  readonly unknownKeys?: readonly string[];
  /** The account that owns the resource, where its ARN does not say. */
  readonly resourceAccount?: string;
}

/**
 * The policies that bear on one request, by type. An absent type has no policy; see `unknownTypes` for the rest.
 * Across accounts `resource` and `resourceControl` are those of the resource's account, all others the requester's.
 */
export interface ApplicablePolicies {
  readonly identity: readonly PolicyDocument[];
  readonly permissionsBoundary?: PolicyDocument;
  readonly session?: readonly PolicyDocument[];
  /** One list for each level, from the root to the account. Absent where there is no organization. */
  readonly serviceControl?: readonly (readonly PolicyDocument[])[];
  readonly resourceControl?: readonly (readonly PolicyDocument[])[];
  /** The resource's own policy; the role trust policy where a role is assumed. */
  readonly resource?: PolicyDocument;
  readonly vpcEndpoint?: PolicyDocument;
  /** The organization's management account: SCPs do not bind its principals, RCPs not its resources. */
  readonly managementAccount?: string;
  /** Types of which some policy could not be read: an answer that depends on them is not certain. */
  readonly unknownTypes?: readonly PolicyType[];
}

/** IAM's `PolicyEvaluationDecisionType`. */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** Three-valued: unknown where a context key was not given and nothing says whether AWS sends it. */
export type Truth = 'true' | 'false' | 'unknown';

/** Why a statement did or did not take part. */
export type StatementReason =
  | 'matched'
  /** A context key that decides is not known: that of a condition or of a policy variable. */
  | 'conditionUnknown'
  | 'conditionNotMet'
  | 'actionNotMatched'
  | 'resourceNotMatched'
  | 'principalNotMatched';

/** One condition of a statement that is about the action, the resource and the principal. */
export interface ConditionTrace {
  readonly condition: Condition;
  readonly result: Truth;
  /** What the request holds under the key; undefined where it holds nothing or that is not known. */
  readonly values: readonly string[] | undefined;
}

export interface StatementTrace {
  readonly document: PolicyDocument;
  readonly statement: Statement;
  /** Whether the statement applies to the request. */
  readonly applies: Truth;
  readonly reason: StatementReason;
  /** Context keys that were not given and would decide. */
  readonly unknownKeys: readonly string[];
  /** Empty where the statement is not about the action, the resource or the principal. */
  readonly conditions: readonly ConditionTrace[];
}

/** Why a policy type let the request pass or stopped it. */
export type LayerReason =
  /** A statement allows it, and none denies it. */
  | 'allowedByStatement'
  | 'deniedByStatement'
  /** There are policies of the type, or there have to be, and none of them allows it. */
  | 'noStatementAllows'
  /** For RCPs, of which AWS always attaches one that allows everything. */
  | 'noStatementDenies'
  /** A context key that decides is not known. */
  | 'dependsOnContext'
  /** A policy of the type could not be read, or read in part only. */
  | 'notRead'
  /** There is no policy of the type, and there need not be one. */
  | 'noPolicies'
  /** The type has no say over such a principal or action. */
  | 'notApplicable'
  | 'exemptManagementAccount'
  | 'exemptServiceLinkedRole'
  /** Actions that no policy of the type can take away. */
  | 'exemptAction'
  /** It allows nothing, and does not have to: the resource-based policy grants the access directly. */
  | 'bypassedByResourcePolicy'
  /** The resource-based policy allows nothing, and does not have to: the identity-based policies do. */
  | 'allowedByIdentityPolicy'
  /** The account's root user has every permission without a policy. */
  | 'rootUser'
  /** STS lets no root user assume a role. */
  | 'rootUserAssumesNoRole'
  /** A session of GetFederationToken has no permissions without a session policy. */
  | 'noSessionPolicy'
  /** A key policy or role trust policy has to name the account before the account's own policies count. */
  | 'accountNotEnabled'
  /** No policy reaches from one partition into another. */
  | 'crossPartition'
  /** STS answers whatever the policies say. */
  | 'noPermissionNeeded';

/** What one policy type says. For SCPs and RCPs there is one of these for each level. */
export interface LayerTrace {
  readonly policyType: PolicyType;
  /** From 0 at the root; undefined for types without levels. */
  readonly level: number | undefined;
  readonly outcome: Decision | 'notApplicable' | 'unknown';
  readonly reason: LayerReason;
  /** One entry for each statement of each policy of this type, in order. */
  readonly statements: readonly StatementTrace[];
}

/** A condition on which the decision depends. */
export interface Assumption {
  /** The context key, or the policy type that could not be read. */
  readonly key: string;
  readonly kind: 'contextKey' | 'policyType';
}

export interface Evaluation {
  /** The most restrictive of `possible`: nothing is called allowed that an unknown could deny. */
  readonly decision: Decision;
  /** Every decision that some value of the unknowns leads to. One entry: the answer is certain. */
  readonly possible: readonly Decision[];
  readonly assumptions: readonly Assumption[];
  /** All types, also those after the first that denies. */
  readonly trace: readonly LayerTrace[];
}
