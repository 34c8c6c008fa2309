import type { Location, Path, SourceText } from './location.js';

/** The roles that a document can play. One managed policy can be identity-based here and a permissions boundary there. */
export const POLICY_TYPES = [
  'identity-based',
  'resource-based',
  'role-trust',
  'permissions-boundary',
  'service-control',
  'resource-control',
  'session',
  'vpc-endpoint',
] as const;

export type PolicyType = (typeof POLICY_TYPES)[number];

/** A policy type as a sentence names it. */
export const POLICY_TYPE_NAMES: Readonly<Record<PolicyType, string>> = {
  'identity-based': 'identity-based policy',
  'resource-based': 'resource-based policy',
  'role-trust': 'role trust policy',
  'permissions-boundary': 'permissions boundary',
  'service-control': 'service control policy',
  'resource-control': 'resource control policy',
  session: 'session policy',
  'vpc-endpoint': 'VPC endpoint policy',
};

/** The types whose statements say to whom they apply; the others are attached to whom they apply to. */
export const TYPES_WITH_PRINCIPAL: ReadonlySet<PolicyType> = new Set([
  'resource-based',
  'role-trust',
  'resource-control',
  'vpc-endpoint',
]);

/** One scalar of a policy, as written, with its place. */
export class Token {
  /** @param step what leads on from `parent`; without one `parent` is the path. An account has 100,000 tokens. */
  constructor(
    readonly value: string,
    private readonly parent: Path,
    readonly source: SourceText,
    private readonly part: 'key' | 'value' = 'value',
    private readonly step?: Path[number],
  ) {}

  get path(): Path {
    return this.step === undefined ? this.parent : [...this.parent, this.step];
  }

  get location(): Location {
    return this.source.locate(this.path, this.part);
  }
}

/**
 * `Action` or `NotAction`, `Resource` or `NotResource`: one element with two names, so that nobody forgets the
 * second.
 */
export interface Element {
  /** The element's name as written. */
  readonly key: Token;
  /** True for the Not- form: the element means everything but its values. */
  readonly negated: boolean;
  readonly values: readonly Token[];
}

/** `*` alone is written without a kind; the others are the keys of the Principal element. */
export type PrincipalKind = '*' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

export interface PrincipalValue {
  readonly kind: PrincipalKind;
  readonly token: Token;
}

/** `Principal` or `NotPrincipal`. */
export interface PrincipalElement {
  readonly key: Token;
  readonly negated: boolean;
  readonly values: readonly PrincipalValue[];
}

/** One condition key under one condition operator, with the values it is compared to. */
export interface Condition {
  /** As written, for example `ForAnyValue:StringLikeIfExists`. */
  readonly operator: Token;
  /** As written; names of condition keys are not case-sensitive. */
  readonly key: Token;
  readonly values: readonly Token[];
}

export interface Statement {
  /** From 0, in the order of the document. */
  readonly index: number;
  readonly sid: Token | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** The statement as a whole. */
  readonly token: Token;
  readonly action: Element | undefined;
  readonly resource: Element | undefined;
  readonly principal: PrincipalElement | undefined;
  readonly conditions: readonly Condition[];
}

/** What makes a document not a policy, at the place where it does. */
export interface PolicyError {
  readonly message: string;
  readonly location: Location;
}

export interface PolicyDocument {
  readonly type: PolicyType;
  /** The ARN of what holds the text: an identity for an inline policy, the managed policy itself, a bucket, a role for its trust policy. */
  readonly owner: string;
  /** The policy's name; where it has none (a trust or bucket policy), what it is called in this project. */
  readonly name: string;
  readonly source: SourceText;
  /** The document as a whole. */
  readonly token: Token;
  /** Characters of the text, white space not counted, as IAM counts them against its quotas. */
  readonly size: () => number;
  readonly version: Token | undefined;
  readonly statements: readonly Statement[];
  /**
   * Empty for a valid policy. Statements with an error are not among `statements`, so what is there can be judged
   * even if the rest cannot.
   */
  readonly errors: readonly PolicyError[];
}

/**
 * Whether `${…}` in a document stands for a context key: in one of an older version, or without one, it is plain text.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export function knowsVariables({ version }: Pick<PolicyDocument, 'version'>): boolean {
  return version?.value === '2012-10-17';
}

/** Which policy of its owner a document is, in a form that outlives edits: part of every fingerprint. */
export function policySlot(document: PolicyDocument): string {
  return `${document.type}:${document.owner}:${document.name}`;
}
