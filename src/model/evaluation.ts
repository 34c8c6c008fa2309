import type { PolicyDocument, PolicyType, Statement } from './policy.js';

/**
 * Who makes a request. The ARN is the one that `aws:PrincipalArn` or an error message shows: of a user, a role
 * session (`arn:aws:sts::…:assumed-role/R/S`), a federated user, an account's root user.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Requester =
  | { readonly kind: 'user'; readonly arn: string }
  /** A session of a role. `session` is undefined where any session is meant. */
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
  /** The account that owns the resource, where its ARN does not say. */
  readonly resourceAccount?: string;
}

/** The policies that bear on one request, by type. An absent type has no policy; see `unknownTypes` for the rest. */
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
  | 'conditionUnknown'
  | 'conditionNotMet'
  | 'actionNotMatched'
  | 'resourceNotMatched'
  | 'principalNotMatched';

export interface StatementTrace {
  readonly document: PolicyDocument;
  readonly statement: Statement;
  /** Whether the statement applies to the request. */
  readonly applies: Truth;
  readonly reason: StatementReason;
  /** Context keys that were not given and would decide. */
  readonly unknownKeys: readonly string[];
}

/** Why a policy type let the request pass or stopped it. */
export type LayerReason =
  | 'allowedByStatement'
  | 'deniedByStatement'
  | 'noStatementAllows'
  | 'noPolicies'
  | 'notApplicable'
  | 'exemptManagementAccount'
  | 'exemptServiceLinkedRole'
  | 'exemptServicePrincipal'
  | 'bypassedByResourcePolicy'
  | 'rootUser'
  | 'accountNotEnabled'
  | 'crossPartition'
  | 'notRead';

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
