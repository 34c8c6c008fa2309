import type { CoverageGap } from './coverage.js';
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
  readonly kind: 'who-can';
  readonly schemaVersion: typeof ACCESS_SCHEMA_VERSION;
  /** An ARN, a pattern of ARNs, of which something is meant, or `*`. */
  readonly resource: string;
  /** One for each action that was asked about, in that order. */
  readonly answers: readonly ActionAnswer[];
  /** What could not be read of the accounts, in which there may be others who can. */
  readonly coverageGaps: readonly CoverageGap[];
}

/** Who is allowed one action. Whoever is denied is not here. */
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
  /** The surest first; never empty. Of the ways by roles the shortest of the surest is here. */
  readonly ways: readonly [AccessWay, ...AccessWay[]];
}

/** One way to the access. */
export interface AccessWay {
  readonly how: AccessMeans;
  readonly certainty: Certainty;
  /** What of the resource that was asked about can be reached; absent where that is all of it. */
  readonly resource?: string;
  /** The statements that allow it; of a `role`, that the first of the roles is assumed. */
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
  /** AWS answers whatever the policies say. */
  | 'noPermissionNeeded'
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
  readonly kind: 'what-can';
  readonly schemaVersion: typeof ACCESS_SCHEMA_VERSION;
  /** An ARN, a host name, or `anonymous`. */
  readonly principal: string;
  readonly account?: string;
  /** What is left of all that its own policies and those of buckets grant, after every limit and Deny. */
  readonly permissions: readonly Permission[];
  /** What its own policies grant and a limit or a Deny takes away altogether. */
  readonly lost: readonly LostPermission[];
  /** The roles that it can assume itself. */
  readonly roles: ByCertainty<RoleAccess>;
  /** What was not read and may give more or take some of this away. */
  readonly unread: readonly UnreadPolicy[];
  readonly coverageGaps: readonly CoverageGap[];
}

/** A set of actions as a person would write it. */
export interface ActionList {
  /** Actions and patterns as the policies have them, each of which is in the set as a whole. */
  readonly patterns: readonly string[];
  /** What the patterns match and the set does not have. */
  readonly except: readonly string[];
}

/** Actions that can be performed on the same resources for the same reasons. */
export interface Permission {
  readonly actions: ActionList;
  readonly grants: readonly [PermissionGrant, ...PermissionGrant[]];
}

export interface PermissionGrant {
  /** A value of a Resource element, its policy variables filled in; `*` also for a NotResource. */
  readonly resource: string;
  /** The account of the resource where it is another one than the principal's. */
  readonly resourceAccount?: string;
  readonly way: AccessWay;
  /** What takes a part of it away. */
  readonly exceptions: readonly AccessException[];
}

/** Something on which a permission does not hold. */
export interface AccessException {
  /** An ARN or a pattern of ARNs. */
  readonly resource: string;
  /** A Deny, or the Allow that leaves the resource out. */
  readonly statement: AccessStatement;
  /** Under which the Deny applies, as far as they are not known; empty where it does for certain. */
  readonly conditions: readonly AccessCondition[];
}

export interface LostPermission {
  readonly actions: ActionList;
  /** The type of policy that takes them away, and for the organization's the place where it is attached. */
  readonly policyType: PolicyType;
  readonly level?: string;
  /** The Deny; absent where the lack of an Allow takes them away. */
  readonly statement?: AccessStatement;
}

export interface RoleAccess {
  readonly role: string;
  readonly account: string;
  readonly ways: readonly [AccessWay, ...AccessWay[]];
}
