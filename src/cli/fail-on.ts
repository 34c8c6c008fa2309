import { SEVERITIES, type Severity } from '../model/index.js';

/** The severity from which findings make a run fail; with `never` they do not. */
export type FailOn = Severity | 'never';

export const FAIL_ON: readonly FailOn[] = [...SEVERITIES, 'never'];
