import type { Snapshot } from '../model/index.js';

/**
 * What the endpoint serves, in the form in which a snapshot records it. What is absent, and so was not read when
 * it was recorded, the endpoint denies; what is `null` does not exist.
 */
export type World = Pick<Snapshot, 'accounts' | 'organization'>;
