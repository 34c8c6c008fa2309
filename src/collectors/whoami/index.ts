export type { CallerIdentity } from './caller.js';
export { describeChain, type ChainReport } from './chain.js';
export { SOURCES, type ChainFacts, type Environment, type SourceName } from './facts.js';
export type { Source } from './walk.js';
export type { Warning, WarningCode } from './warnings.js';
export { whoami, type Whoami, type WhoamiOptions } from './whoami.js';
