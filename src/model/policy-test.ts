import type { ApplicablePolicies, Decision, Evaluation, Request } from './evaluation.js';
import type { Path } from './location.js';
import type { PolicyDocument, PolicyError, Token } from './policy.js';

/** A case of a test file: a request, what it meets, and the decision that is expected. */
export interface PolicyTestCase {
  readonly name: string;
  /** The case as a whole. */
  readonly token: Token;
  /** Who makes the request, as written. */
  readonly principal: Token;
  readonly action: Token;
  /** An ARN or `*`. */
  readonly resource: Token;
  /** Complete: a key that is not here, follows from nothing and is not in `unknownKeys` is absent. */
  readonly context: Request['context'];
  readonly unknownKeys: readonly string[];
  /** The account that owns the resource, where its ARN does not say. */
  readonly resourceAccount?: string;
  /** The management account of the organization. */
  readonly managementAccount?: string;
  /** Absent where a snapshot has to supply them. */
  readonly policies?: ApplicablePolicies;
  /**
   * Where each of the policies stands in this case. Cases whose policies say the same share one document, with the
   * positions of the first of them.
   */
  readonly places: ReadonlyMap<PolicyDocument, Path>;
  /** Any of these passes. */
  readonly expect: readonly [Decision, ...Decision[]];
}

export interface PolicyTestFile {
  /** The file as it was named on the command line. */
  readonly uri: string;
  /** In the file's order. Those with an error are not among them. */
  readonly cases: readonly PolicyTestCase[];
  readonly errors: readonly PolicyError[];
}

export interface PolicyTestResult {
  readonly test: PolicyTestCase;
  readonly evaluation: Evaluation;
  readonly passed: boolean;
  /** Why the decision is not the expected one, in one sentence; absent where the case passed. */
  readonly reason?: string;
  /** What is odd about the request itself: an action that AWS does not have. */
  readonly remarks: readonly string[];
}

/** What became of one file. */
export interface PolicyTestRun {
  readonly uri: string;
  /** In the file's order. */
  readonly results: readonly PolicyTestResult[];
  /** Those of the file, and cases that could not be run. */
  readonly errors: readonly PolicyError[];
}
