import type { CoverageGap } from './coverage.js';
import type { Confidence, Evidence, Finding, Severity } from './finding.js';

export const REPORT_SCHEMA_VERSION = 1;

/** The choices of rules: those that are practically never wrong, and all. */
export const PRESETS = ['recommended', 'strict'] as const;
export type Preset = (typeof PRESETS)[number];

/**
 * Somebody's decision to live with findings until a date: those with the fingerprint, or those of the rule about
 * subjects that the pattern matches.
 */
export interface Exception {
  readonly rule?: string;
  /** A pattern of `*` and `?`. */
  readonly subject?: string;
  readonly fingerprint?: string;
  readonly reason: string;
  /** The last day on which it hides anything: `2026-12-31`, in UTC. */
  readonly expires: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** Where the configuration says so. */
  readonly declaration: Evidence;
}

/** A finding that an exception keeps out of the findings. */
export interface HiddenFinding extends Finding {
  readonly exception: Exception;
}

/** What a report says of a rule, whether or not it found anything. */
export interface ReportedRule {
  readonly id: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly remediation: string;
  readonly references: readonly string[];
}

/** What was looked at in one account: the reader's proof that the audit had something to judge. */
export interface AuditedAccount {
  readonly id: string;
  readonly partition: string;
  /** From the organization, where it is known. */
  readonly name?: string;
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
  /** Customer managed policies, and those of AWS that are in use. */
  readonly managedPolicies: number;
  readonly buckets: number;
  /** Documents that were parsed, of every type. */
  readonly policyDocuments: number;
}

/** The outcome of an audit, complete and in a fixed order: the same snapshot gives the same report. */
export interface AuditReport {
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  readonly tool: { readonly name: 'iamlint'; readonly version: string; readonly catalogueDate: string };
  readonly accounts: readonly AuditedAccount[];
  /** Policies that were judged on their own and belong to no account. */
  readonly policyFiles: number;
  /** What the choice of rules started from; absent where the rules were given one by one. */
  readonly preset?: Preset;
  /** Every rule that ran, by id. */
  readonly rules: readonly ReportedRule[];
  /** By severity, rule, subject and fingerprint. */
  readonly findings: readonly Finding[];
  /** In the same order. */
  readonly hiddenFindings: readonly HiddenFinding[];
  readonly coverageGaps: readonly CoverageGap[];
}
