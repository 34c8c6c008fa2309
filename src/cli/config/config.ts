import type { RuleSetting } from '../../linter/index.js';
import type { Exception, Preset } from '../../model/index.js';
import type { FailOn } from '../fail-on.js';

/** What `iamlint.config.yaml` says. */
export interface Config {
  readonly failOn?: FailOn;
  readonly preset?: Preset;
  readonly trustedAccounts: readonly string[];
  /** By the ids of the rules that it names. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly exceptions: readonly Exception[];
}

export const NO_CONFIG: Config = { trustedAccounts: [], rules: new Map(), exceptions: [] };
