import type { PolicyDocument, Statement } from './policy.js';
import type { Request } from './evaluation.js';

/** `proved`: it holds for every request. `refuted`: there is a request for which it does not. */
export type Verdict = 'proved' | 'refuted' | 'undecided';

/** Why a claim could not be decided. */
export type UndecidedReason =
  /** The search would have taken more steps than it is given. */
  | 'budget'
  /** A policy variable ties two elements together in a way that is not followed. */
  | 'policyVariable'
  /** One context key is compared as values of different types. */
  | 'mixedOperators'
  /** Text that could not be read as a statement could say anything. */
  | 'unreadStatement'
  /** A policy that bears on the request could not be read. */
  | 'unreadPolicy'
  /** The request depends on something that nothing settles. */
  | 'unknown'
  /** A part of what the claim is about can be in no request, by AWS's reference. */
  | 'noSuchRequest';

/** A statement together with the policy that holds it. */
export interface StatementIn {
  readonly document: PolicyDocument;
  readonly statement: Statement;
}

/** A request that shows that a claim does not hold. It has been put to the evaluator. */
export interface Witness {
  readonly request: Request;
  /** All known actions for which the same request shows the same, that of the request first. */
  readonly actions: readonly string[];
  /** The statements that allow the request. */
  readonly grants: readonly StatementIn[];
  /** The statements that deny it on the side that does not allow it. Empty: nothing allows it there. */
  readonly denials: readonly StatementIn[];
}

/** The answer to a claim about all requests. */
export interface Claim {
  readonly verdict: Verdict;
  /** Requests that show it: what refutes a claim about all requests, or proves that there is one. */
  readonly witnesses: readonly Witness[];
  /** Empty unless it is undecided. */
  readonly reasons: readonly UndecidedReason[];
}
