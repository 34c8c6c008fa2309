import { setTimeout } from 'node:timers/promises';

/** Time, as the collectors see it: a test passes one that does not take any. */
export interface Clock {
  /** Milliseconds from a fixed point. */
  now(): number;
  /** Rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};
