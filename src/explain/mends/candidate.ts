import type { Evidence, MendKind } from '../../model/index.js';
import type { Situation } from '../answer/situation.js';
import type { StatementJson } from '../change/statement-json.js';

/** The requests that are to be allowed together. They share the principal and the graph. */
export type Needs = readonly Situation[];

/** A change that may mend something, before anybody has tried it. */
export interface Candidate {
  readonly kind: MendKind;
  readonly text: string;
  readonly account?: string | undefined;
  readonly replaces?: Evidence;
  readonly statements: readonly StatementJson[];
  readonly caution?: string | undefined;
  /** How the needs stand after the change. */
  readonly apply: (needs: Needs) => Needs;
}
