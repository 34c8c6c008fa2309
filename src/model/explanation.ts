import type {
  Assumption,
  ConditionTrace,
  Decision,
  LayerReason,
  LayerTrace,
  StatementReason,
  Truth,
} from './evaluation.js';
import type { Evidence } from './finding.js';
import type { PolicyType } from './policy.js';
import type { JsonValue } from './snapshot.js';

export const EXPLANATION_SCHEMA_VERSION = 1;

/** One request, decided and explained. Every `text` is one or more whole sentences. */
export interface Explanation {
  readonly kind: 'request';
  readonly schemaVersion: typeof EXPLANATION_SCHEMA_VERSION;
  readonly request: ExplainedRequest;
  /** The most restrictive of `possible`. */
  readonly decision: Decision;
  /** Every decision that some value of what is not known leads to. One entry: the answer is certain. */
  readonly possible: readonly Decision[];
  /** The decision and what decides it. */
  readonly answer: string;
  /** What is odd about the question itself: an action that AWS does not have. */
  readonly remarks: readonly string[];
  /** What AWS's own message said of the denial, and whether it agrees; absent where no denial was given. */
  readonly denial?: DenialReading;
  /** In the order in which AWS evaluates them; SCPs and RCPs level by level. */
  readonly layers: readonly LayerExplanation[];
  /** What stops the request, one mended after the other. The first is the one that `answer` names. */
  readonly blockers: readonly Blocker[];
  readonly dependencies: readonly Dependency[];
  /** Other requests of the same operation. */
  readonly related: readonly RelatedRequest[];
  readonly notes: readonly Note[];
  /** One step for each blocker that can be mended, in the same order. */
  readonly mends: readonly MendStep[];
}

export interface ExplainedRequest {
  /** An ARN, a service's host name, or `anonymous`. */
  readonly principal: string;
  readonly principalAccount?: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  /** Context keys that were given. An empty list: the key is not in the request. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** Context keys that the snapshot tells. */
  readonly knownContext: Readonly<Record<string, readonly string[]>>;
}

export interface LayerExplanation {
  readonly policyType: PolicyType;
  /** Where the policies of this level are attached; absent for types without levels. */
  readonly level?: { readonly id: string; readonly name: string };
  readonly outcome: LayerTrace['outcome'];
  readonly reason: LayerReason;
  readonly text: string;
  /** The statements that decided; where none allows it, those that come closest. */
  readonly statements: readonly StatementExplanation[];
}

export interface StatementExplanation {
  readonly policyType: PolicyType;
  /** The name of the policy. */
  readonly policy: string;
  /** The ARN of what holds it. */
  readonly owner: string;
  /** The policy and how it reaches the principal, in words. */
  readonly origin: string;
  /** The same as ARNs and ids, the principal first. Empty for the resource's own policy. */
  readonly via: readonly string[];
  /** From 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly applies: Truth;
  readonly reason: StatementReason;
  readonly conditions: readonly ConditionExplanation[];
  /** The elements that made it apply or not, the most telling first. */
  readonly locations: readonly [Evidence, ...Evidence[]];
}

export interface ConditionExplanation extends Pick<ConditionTrace, 'result'> {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** What the request holds under the key; absent where it holds nothing or that is not known. */
  readonly given?: readonly string[];
}

/** Something that stops the request. */
export interface Blocker {
  readonly policyType: PolicyType;
  readonly decision: Exclude<Decision, 'allowed'>;
  /** False where it stops the request only under some values of what is not known. */
  readonly certain: boolean;
  readonly text: string;
  /** The statement that denies; absent where the lack of an Allow stops the request. */
  readonly statement?: StatementExplanation;
}

/** Something that is not known and on which the decision depends, or that was taken for granted. */
export interface Dependency {
  readonly kind: Assumption['kind'] | 'presumed' | 'objectOwner';
  /** The context key, or the policy type. */
  readonly key: string;
  readonly text: string;
  /** What the decision would be; of a context key that is not known. */
  readonly outcomes: readonly KeyOutcome[];
}

export interface KeyOutcome {
  /** Absent where the key has any other value than those of the other outcomes, or is not in the request. */
  readonly value?: string;
  readonly when: 'value' | 'otherValue' | 'absent';
  readonly possible: readonly Decision[];
}

/** Another request that the same operation makes, or is authorized for besides. */
export interface RelatedRequest {
  readonly action: string;
  readonly resource: string;
  /** `dependent` after AWS's reference, `console` for what only the console calls, `resource` for the same action on another type of resource. */
  readonly relation: 'dependent' | 'console' | 'resource' | 'operation';
  readonly decision: Decision;
  readonly possible: readonly Decision[];
  /** When the operation needs it, without a full stop. */
  readonly need: string;
  /** What stops it, or what it depends on; absent where it is allowed. */
  readonly reason?: string;
}

/** Something worth knowing that is no policy, or that policies are often taken for. */
export interface Note {
  readonly topic:
    | 'trust'
    | 'ownership'
    | 'acl'
    | 'public-access-block'
    | 'list-bucket'
    | 'pass-role'
    | 'console'
    | 'misspelt-deny';
  readonly text: string;
}

/** The ways to mend one blocker: each is enough, the least privileged comes first. */
export interface MendStep {
  readonly blocker: string;
  readonly alternatives: readonly [Mend, ...Mend[]];
}

export const MEND_KINDS = [
  /** No policy changes: the same as another role, which the principal may assume. */
  'useRole',
  /** No policy changes: the request is made otherwise. */
  'meetCondition',
  'addAllow',
  /** The deny goes on for everybody and everything else. */
  'narrowDeny',
  'leaveGroup',
  'detachPolicy',
] as const;
export type MendKind = (typeof MEND_KINDS)[number];

/** A change that has been tried: `effect` is what evaluating the request again gave. */
export interface Mend {
  readonly kind: MendKind;
  /** What to do, and where. */
  readonly text: string;
  /** The account in which the change is made; absent where no policy changes. */
  readonly account?: string;
  /** The statement that `statements` replace; absent where they are added. */
  readonly replaces?: Evidence;
  /** Statements to paste. */
  readonly statements: readonly JsonValue[];
  /** What else the change opens or takes away; absent where that is nothing. */
  readonly caution?: string;
  readonly effect: { readonly possible: readonly Decision[]; readonly text: string };
}

/** What AWS's message, event or decoded message says of a denial. */
export interface DenialReading {
  readonly form: 'message' | 'cloudtrail' | 'decoded';
  readonly decision: Exclude<Decision, 'allowed'> | 'unknown';
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  /** The API operation that was called, which may not be the action that failed. */
  readonly operation?: string;
  readonly policyType?: PolicyType;
  readonly policyArn?: string;
  /** What the denial alone tells, and where to look. */
  readonly whereToLook: readonly string[];
  /** How the snapshot's answer compares; absent where there is no snapshot. */
  readonly comparison?: string;
}

/** A denial that was read without any policy at hand. */
export interface DenialExplanation {
  readonly kind: 'denial';
  readonly schemaVersion: typeof EXPLANATION_SCHEMA_VERSION;
  readonly denial: DenialReading;
}
