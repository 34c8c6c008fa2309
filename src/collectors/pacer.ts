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
  /** When the next call may go out. Time that has passed unused is worth a burst at most. */
  private nextAt = -Infinity;

  constructor(
    private readonly rate: Rate,
    private readonly clock: Clock,
  ) {
    this.perSecond = rate.perSecond;
  }

  /** Resolves when it is the caller's turn. */
  async turn(signal?: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const interval = 1_000 / this.perSecond;
    const turn = Math.max(this.nextAt, now - (this.rate.burst - 1) * interval);
    this.nextAt = turn + interval;
    if (turn > now) await this.clock.sleep(turn - now, signal);
  }

  throttled(): void {
    this.perSecond = Math.max(this.perSecond * 0.7, this.rate.perSecond * SLOWEST);
    this.nextAt = Math.max(this.nextAt, this.clock.now());
  }

  succeeded(): void {
    this.perSecond = Math.min(this.perSecond + this.rate.perSecond * 0.1, this.rate.perSecond);
  }
}
