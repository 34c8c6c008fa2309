import type { STSClient } from '@aws-sdk/client-sts';
import type { CoverageGap } from '../model/index.js';
import type { Clock } from './clock.js';

/** What every client of the SDK is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: STSClient['config']['credentials'];
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly requestHandler: { readonly connectionTimeout: number };
}

/** One run of the collectors over one account. */
export interface Context {
  readonly account: string;
  readonly partition: string;
  readonly clientSettings: ClientSettings;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly progress: (text: string) => void;
  /** Records a gap of this account. */
  readonly gap: (gap: Omit<CoverageGap, 'account'>) => void;
}
