import type { Location } from './location.js';
import type { PolicyType } from './policy.js';

export const ACCESS_SCHEMA_VERSION = 1;

/**
 * How sure an answer is: `certain`; `conditional` where a context key decides that a request may or may not bring;
 * `undecided` where something decides that was not read.
 */
export const CERTAINTIES = ['certain', 'conditional', 'undecided'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Answers of each certainty, never mixed. */
export type ByCertainty<Answer> = Readonly<Record<Certainty, readonly Answer[]>>;

/** Who is allowed to do what on one resource: `iamlint who-can`. */
export interface WhoCan {
  readonly schemaVersion: typeof ACCESS_SCHEMA_VERSION;
  /** An ARN or `*`. */
  readonly resource: string;
  /** One for each action that was asked about, in that order. */
  readonly answers: readonly ActionAnswer[];
}

/** Who is allowed one action. */
export interface ActionAnswer {
  readonly action: string;
  /** The account of the resource; absent where that is not known or each principal asks in its own. */
  readonly resourceAccount?: string;
  /** What is odd about the question itself: an action that AWS does not have. */
  readonly remarks: readonly string[];
  /** Of the accounts that were read, in the order of their ARNs. */
  readonly principals: ByCertainty<PrincipalAccess>;
  /**
   * Others whom the resource's own policy or a role trust policy lets in. How sure an answer is says nothing of the
   * policies in their own accounts, which have to allow it too.
   */
  readonly outsiders: ByCertainty<PrincipalAccess>;
  /** What was not read and may let in or keep out others than those above. */
  readonly unread: readonly UnreadPolicy[];
}

export type GranteeKind =
  | 'user'
  | 'role'
  | 'root'
  | 'federated-user'
  /** All principals of an account whose own policies allow it. */
  | 'account'
  | 'service'
  | 'identity-provider'
  | 'canonical-user'
  /** Whoever has credentials of some AWS account. */
  | 'any-principal'
  /** Everybody, without credentials too. */
  | 'anonymous';

export interface PrincipalAccess {
  /** An ARN, an account id, a host name, a canonical user id, `*` or `anonymous`. */
  readonly principal: string;
  readonly kind: GranteeKind;
  readonly account?: string;
  /** The surest and shortest first; never empty. */
  readonly ways: readonly AccessWay[];
  /** How many more roles lead there as well. */
  readonly otherRoles: number;
}

/** One way to the access. */
export interface AccessWay {
  readonly how: AccessMeans;
  readonly certainty: Certainty;
  /** The statements that allow it; of a `role`, that it is assumed. */
  readonly statements: readonly AccessStatement[];
  /** The roles that are assumed one after the other; the last one has the access itself. */
  readonly roles: readonly string[];
  /** What a request has to bring, or must not. */
  readonly conditions: readonly AccessCondition[];
  /** Types of policy that bear on the principal and were not read in full. */
  readonly unread: readonly PolicyType[];
}

export type AccessMeans =
  /** The principal's own policies: identity-based ones. */
  | 'identity'
  /** The resource's own policy, or the role trust policy, by itself. */
  | 'resource'
  /** Both of them, which it takes. */
  | 'identityAndResource'
  | 'rootUser'
  /** By assuming a role. */
  | 'role';

export interface AccessStatement {
  readonly policyType: PolicyType;
  /** The name of the policy. */
  readonly policy: string;
  /** The ARN of what holds it. */
  readonly owner: string;
  /** The ARN of the group, or the id of the place in the organization; absent for a policy that is the principal's or the resource's own. */
  readonly attachedTo?: string;
  /** From 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** Worked out when it is asked for. */
  readonly location: Location;
}

/** A condition that a request may or may not fulfil: one of an Allow has to hold, one of a Deny must not. */
export interface AccessCondition {
  readonly statement: AccessStatement;
  /** Absent where a policy variable in the resource, or the name of a session, decides. */
  readonly operator?: string;
  readonly key: string;
  /** Empty where there is no operator. */
  readonly values: readonly string[];
}

/** Something that was not read. */
export interface UnreadPolicy {
  /**
   * `resource-account`: it is not known which account the resource belongs to. `access-control-list`: the bucket and
   * its objects may have some, which are not judged.
   */
  readonly policyType: PolicyType | 'resource-account' | 'access-control-list';
  /** The ARN of the principal, role or resource, or the id of the account. */
  readonly of: string;
}

/** What a principal is allowed to do: `iamlint what-can`. */
export interface WhatCan {
  readonly schemaVersion: typeof ACCESS_SCHEMA_VERSION;
  /** An ARN, a host name or `anonymous`. */
  readonly principal: string;
  readonly account?: string;
  /** What its identity-based policies, or its being the root user, give it after all limits and denies. */
  readonly permissions: readonly Permission[];
  /** What they grant and something takes away altogether. */
  readonly lost: readonly LostPermission[];
  /** What the policies of buckets let it do besides. */
  readonly resourcePolicies: readonly ResourceGrant[];
  /** The roles that it can assume. */
  readonly roles: ByCertainty<RoleAccess>;
  /** What was not read and may give more or take some of this away. */
  readonly unread: readonly UnreadPolicy[];
}

/** A set of actions as a person would write it. */
export interface ActionList {
  /** Actions and patterns, as they are granted where that is possible; `*` is every action. */
  readonly patterns: readonly string[];
  /** What the patterns match and the set does not have. */
  readonly except: readonly string[];
  /** Those of AWS's reference, and others that a policy names in full. */
  readonly names: readonly string[];
}

/** Actions about which the policies say the same. */
export interface Permission {
  readonly actions: ActionList;
  /** Actions of the patterns that are granted on none of the resources that they act on. */
  readonly withoutEffect: readonly string[];
  /** Each is enough. Empty for a root user. */
  readonly grants: readonly PermissionGrant[];
  /** Each has to allow it too: a permissions boundary or a level of service control policies that does so in part only. */
  readonly limits: readonly PermissionLimit[];
  /** What takes away a part, or all of it under a condition. */
  readonly denies: readonly PermissionGrant[];
}

/** Resources and conditions of one statement. */
export interface PermissionGrant {
  readonly statement: AccessStatement;
  /** Values of Resource or NotResource; empty where the statement has neither. */
  readonly resources: readonly string[];
  /** Whether it is about all resources but these. */
  readonly exceptResources: boolean;
  /** Those of the statement that are not known to hold. */
  readonly conditions: readonly Omit<AccessCondition, 'statement'>[];
}

export interface PermissionLimit {
  readonly policyType: PolicyType;
  /** Where in the organization the policies are attached; absent for a permissions boundary. */
  readonly level?: string;
  /** One of these has to allow it. */
  readonly grants: readonly PermissionGrant[];
}

export interface LostPermission {
  readonly actions: ActionList;
  /** `deniedByStatement`, or `noStatementAllows` in the permissions boundary or a level of service control policies. */
  readonly reason: 'deniedByStatement' | 'noStatementAllows';
  readonly policyType: PolicyType;
  /** Where in the organization the policies are attached; absent for the other types. */
  readonly level?: string;
  /** The Deny. */
  readonly statement?: AccessStatement;
}

/** An Allow of a resource's own policy that names the principal. */
export interface ResourceGrant extends PermissionGrant {
  /** As the statement has them. */
  readonly actions: readonly string[];
  /** Whether it is about all actions but these. */
  readonly exceptActions: boolean;
  /** The account of the resource. */
  readonly account: string;
  /** Whether the principal's own policies have to allow it too. */
  readonly needsIdentity: boolean;
}

export interface RoleAccess {
  readonly role: string;
  readonly account: string;
  readonly way: AccessWay;
}
