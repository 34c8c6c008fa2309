import { beforeEach, describe, expect, it } from 'vitest';
import { Pacer } from '../../src/collectors/pacer.js';
import { fakeClock } from '../support/aws-mock.js';

let clock: ReturnType<typeof fakeClock>;
let pacer: Pacer;

beforeEach(() => {
  clock = fakeClock();
  pacer = new Pacer({ perSecond: 2, burst: 3 }, clock);
});

async function turns(count: number): Promise<number> {
  const start = clock.now();
  for (let turn = 0; turn < count; turn++) await pacer.turn();
  return clock.now() - start;
}

describe('a pacer', () => {
  it('lets the first calls through at once and spaces the others', async () => {
    expect(await turns(3)).toBe(0);
    expect(await turns(4)).toBe(2_000);
  });

  it('slows down when AWS throttles, down to a tenth, and recovers', async () => {
    await turns(4);
    pacer.throttled();
    await turns(1);
    expect(await turns(1)).toBeCloseTo(500 / 0.7);
    for (let i = 0; i < 50; i++) pacer.throttled();
    await turns(1);
    expect(await turns(1)).toBeCloseTo(5_000);
    for (let i = 0; i < 10; i++) pacer.succeeded();
    await turns(1);
    expect(await turns(1)).toBeCloseTo(500);
  });

  it('forgoes the burst when AWS throttles', async () => {
    pacer.throttled();
    expect(await turns(2)).toBeCloseTo(500 / 0.7);
  });

  it('gives each of several callers at the same time a turn of its own', async () => {
    const waits: number[] = [];
    const together = new Pacer(
      { perSecond: 2, burst: 1 },
      {
        now: () => 0,
        sleep: (milliseconds) => {
          waits.push(milliseconds);
          return Promise.resolve();
        },
      },
    );
    await Promise.all([together.turn(), together.turn(), together.turn()]);
    expect(waits).toEqual([500, 1_000]);
  });
});
