import type { UndecidedReason, Verdict } from './claim.js';
import type { Request } from './evaluation.js';
import type { StatementExplanation } from './explanation.js';
import type { PolicyType } from './policy.js';

export const CLAIM_REPORT_SCHEMA_VERSION = 1;

/** The values of an element; where it is negated, it means everything but them. */
export interface ReportedElement {
  readonly negated: boolean;
  readonly values: readonly string[];
}

export interface ReportedCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement that decides about a witness: what it says, and where. */
export interface ReportedStatement extends Pick<
  StatementExplanation,
  'policyType' | 'policy' | 'owner' | 'origin' | 'index' | 'sid' | 'effect' | 'locations'
> {
  readonly principal?: ReportedElement;
  readonly action?: ReportedElement;
  readonly resource?: ReportedElement;
  readonly conditions: readonly ReportedCondition[];
}

/** A request that shows that a claim does not hold, as it can be put to `iamlint explain` or `iamlint test`. */
export interface ReportedWitness {
  readonly request: Pick<Request, 'action' | 'resource' | 'context' | 'resourceAccount'> & {
    /** An ARN, a service's host name, or `anonymous`. */
    readonly principal: string;
    /** Keys that the request does not have. */
    readonly absentKeys: readonly string[];
  };
  /** All known actions for which the same request shows the same, that of the request first. */
  readonly actions: readonly string[];
  readonly grants: readonly ReportedStatement[];
  /** What denies it on the side that does not allow it. Empty: nothing allows it there. */
  readonly denials: readonly ReportedStatement[];
}

/** Access that the same statements grant, and the same ones deny on the other side. */
export interface ReportedAccess {
  /** Its actions in short, as the granting statement writes them: `s3:PutObject and 39 actions of s3:Get*`. */
  readonly summary: string;
  /** Those that are known. Services that no statement names are all alike, and some stand for the others. */
  readonly actions: readonly string[];
  /** From 0: that of the witnesses which shows it. */
  readonly witness: number;
}

export interface ReportedClaim {
  readonly verdict: Verdict;
  /** Empty unless it is undecided. */
  readonly reasons: readonly UndecidedReason[];
  readonly access: readonly ReportedAccess[];
  readonly witnesses: readonly ReportedWitness[];
}

/** What a change of policies does to access. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly schemaVersion: typeof CLAIM_REPORT_SCHEMA_VERSION;
  /** As they were named on the command line. */
  readonly old: string;
  readonly new: string;
  /** The ARN of the user or role whose policies are compared; absent where two policies are. */
  readonly principal?: string;
  /** What the two policies are; absent where those of a principal are compared. */
  readonly policyType?: PolicyType;
  /** What the change does. */
  readonly answer: string;
  /** What was left out of account, and what is odd about either side. */
  readonly remarks: readonly string[];
  /** The claim that there is none. */
  readonly newAccess: ReportedClaim;
  /** The claim that there is none. */
  readonly lostAccess: ReportedClaim;
}

export const CLAIM_NAMES = ['not-granted', 'not-public'] as const;
export type ClaimName = (typeof CLAIM_NAMES)[number];

/** One claim about one policy. */
export interface Proof extends ReportedClaim {
  readonly claim: ClaimName;
  /** The file as it was named on the command line. */
  readonly file: string;
  readonly policyType: PolicyType;
  /** Whether the claim holds, in one sentence. */
  readonly answer: string;
}

export interface ProofReport {
  readonly kind: 'proofs';
  readonly schemaVersion: typeof CLAIM_REPORT_SCHEMA_VERSION;
  /** What is odd about the claims themselves: an action that AWS does not have. */
  readonly remarks: readonly string[];
  /** In the order of the files. */
  readonly proofs: readonly Proof[];
}
