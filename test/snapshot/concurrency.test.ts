import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { forEachConcurrently } from '../../src/snapshot/concurrency.js';

describe('work on many items', () => {
  it('is done for each, never for more than the limit at a time', async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await forEachConcurrently([...Array(20).keys()], 3, async (item) => {
      most = Math.max(most, ++running);
      await delay(1);
      running--;
      done.push(item);
    });
    expect(done.toSorted((first, second) => first - second)).toEqual([...Array(20).keys()]);
    expect(most).toBe(3);
  });

  it('begins nothing more after a failure, and waits for what is under way', async () => {
    const ended: number[] = [];
    const work = forEachConcurrently([0, 1, 2, 3, 4, 5], 2, async (item) => {
      if (item === 0) throw new Error('the disk is full');
      await delay(10);
      ended.push(item);
    });
    await expect(work).rejects.toThrow('the disk is full');
    expect(ended).toEqual([1]);
  });
});
