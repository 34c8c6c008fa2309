import type { FailOn } from './fail-on.js';

/** What `iamlint.config.yaml` says. */
export interface Config {
  readonly failOn?: FailOn;
  readonly trustedAccounts: readonly string[];
  /** Ids of rules that are off. */
  readonly rulesOff: ReadonlySet<string>;
}

export const NO_CONFIG: Config = { trustedAccounts: [], rulesOff: new Set() };
