export type { CallerIdentity } from './caller.js';
export { describeChain, type ChainReport } from './chain.js';
export type { Environment } from './environment.js';
export type { ChainFacts, SourceName } from './facts.js';
export type { Source } from './walk.js';
export type { Warning, WarningCode } from './warnings.js';
export { whoami, type Whoami, type WhoamiOptions } from './whoami.js';
