import { SEVERITIES, type Severity } from '../model/index.js';

/** The severity from which findings make a run fail; with `never` they do not. */
export type FailOn = Severity | 'never';

export const FAIL_ON: readonly FailOn[] = [...SEVERITIES, 'never'];

/** The access that makes a comparison fail. */
export const FAIL_ON_ACCESS = ['new-access', 'lost-access', 'any'] as const;
export type FailOnAccess = (typeof FAIL_ON_ACCESS)[number];
