import type { Clock } from './clock.js';

export interface Rate {
  readonly perSecond: number;
  /** Calls that may go out at once before they are spaced. */
  readonly burst: number;
}

/** However often AWS throttles, calls go on at this part of the rate. */
const SLOWEST = 0.1;

/**
 * Spaces the calls of one operation. AWS counts calls for each operation, account and Region, and the SDK's own
 * retries begin only after it has complained: staying below the limit costs less than running into it.
 */
export class Pacer {
  private perSecond: number;
  private tokens: number;
  private refilledAt: number;

  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
  ) {
    this.perSecond = rate.perSecond;
    this.tokens = rate.burst;
    this.refilledAt = clock.now();
  }

  /** Resolves when the next call may go out. */
  async turn(signal?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    this.tokens = Math.min(this.rate.burst, this.tokens + ((now - this.refilledAt) / 1000) * this.perSecond);
    this.refilledAt = now;
    this.tokens -= 1;
    if (this.tokens < 0) await this.clock.sleep((-this.tokens / this.perSecond) * 1000, signal);
  }

  throttled(): void {
    this.perSecond = Math.max(this.perSecond * 0.7, this.rate.perSecond * SLOWEST);
    this.tokens = Math.min(this.tokens, 0);
  }

  succeeded(): void {
    this.perSecond = Math.min(this.perSecond + this.rate.perSecond * 0.1, this.rate.perSecond);
  }
}
