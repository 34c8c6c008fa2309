import type { Location } from './location.js';
import type { PolicyType } from './policy.js';

/** From the most severe. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure the rule is, apart from how bad the thing would be. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A place that bears out a finding, with the text that stands there. */
export interface Evidence {
  readonly location: Location;
  /**
   * The source's lines that the span touches, six at most, each cut after some hundred characters. A first line that
   * starts with `…` and is shorter than the span's column begins at the span.
   */
  readonly excerpt: readonly string[];
  /** What the place says, where that is not clear from the finding's message. */
  readonly label?: string;
}

/** One policy that led to the finding, and how it reaches the subject. */
export interface FindingStep {
  readonly policyType: PolicyType;
  /** The name of the policy. */
  readonly policy: string;
  /** The ARN of what holds it. */
  readonly owner: string;
  /** From the subject to the policy: ARNs and names, the subject first. */
  readonly via: readonly string[];
  readonly text: string;
}

/** SARIF's words for whether an earlier audit found the same. */
export type BaselineState = 'new' | 'unchanged';

export interface Finding {
  /** `family/rule`. */
  readonly ruleId: string;
  readonly messageId: string;
  /** Whole sentences; the first one stands alone as a title. */
  readonly message: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly account: string;
  /** The ARN of the principal or resource that the finding is about, or the file that holds a policy without an owner. */
  readonly subject: string;
  /** The first is the primary one; never empty. */
  readonly locations: readonly [Evidence, ...Evidence[]];
  readonly trace: readonly FindingStep[];
  /**
   * What one mend would cure together: findings with the same rule and cause share a group in reports for people.
   */
  readonly cause: string;
  /** What the subject is, where it is a role that AWS or one of its tools made, and the finding comes from how it was made. */
  readonly knownRole?: string;
  /** 32 hexadecimal digits that outlive reformatting and unrelated edits. */
  readonly fingerprint: string;
  /** Absent where there is no baseline. */
  readonly baselineState?: BaselineState;
}
