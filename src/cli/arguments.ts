import type { PolicyType, Preset, Severity } from '../model/index.js';
import type { PublicMeaning } from '../prover/index.js';
import type { FailOn, FailOnAccess } from './fail-on.js';

export interface CredentialArguments {
  readonly profile?: string;
  readonly region?: string;
  readonly roleArn: readonly string[];
  readonly externalId?: string;
  readonly roleSessionName: string;
  readonly organization: boolean;
}

export interface OutputArguments {
  readonly format?: string;
  readonly output: readonly string[];
}

export interface RuleArguments {
  readonly preset?: Preset;
  readonly config?: string;
}

export interface ReportArguments extends OutputArguments, RuleArguments {
  readonly failOn?: FailOn;
  readonly baseline?: string;
}

export interface InputArguments {
  readonly snapshot?: string;
  readonly authorizationDetails?: string;
}

export interface AuditArguments extends InputArguments, CredentialArguments, ReportArguments {
  readonly allowIncomplete?: boolean;
}

export interface CollectArguments extends CredentialArguments {
  readonly output: string;
  readonly allowIncomplete?: boolean;
}

export interface LintArguments extends ReportArguments {
  readonly type?: PolicyType;
}

export interface BaselineArguments extends InputArguments, CredentialArguments, RuleArguments {
  readonly type?: PolicyType;
  readonly allowIncomplete?: boolean;
}

export interface RulesArguments {
  readonly family?: string;
  readonly severity?: Severity;
  readonly preset?: Preset;
  readonly compliance?: string;
  readonly format: 'text' | 'json';
}

export type DemoArguments = OutputArguments;

export type TestArguments = InputArguments & OutputArguments;

export interface ExplainArguments extends InputArguments, CredentialArguments, OutputArguments {
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** A message, or `-` for standard input. */
  readonly error?: string;
}

export interface CompareArguments extends OutputArguments {
  readonly type?: PolicyType;
  readonly principal?: string;
  readonly failOn?: FailOnAccess;
}

export interface ProveArguments extends OutputArguments {
  readonly type?: PolicyType;
  /** Values as in an Action element. */
  readonly notGranted?: readonly string[];
  /** Values as in a Resource element. */
  readonly on?: readonly string[];
  readonly notPublic?: boolean;
  readonly meaning: PublicMeaning;
}

export interface WhoCanArguments extends InputArguments, CredentialArguments, OutputArguments {
  readonly on?: string;
  readonly resourceAccount?: string;
}

export type WhatCanArguments = InputArguments & CredentialArguments & OutputArguments;

export interface WhoamiArguments extends Pick<CredentialArguments, 'profile' | 'region'> {
  readonly format: 'text' | 'json';
  readonly offline?: boolean;
  readonly expectAccount?: string;
}
