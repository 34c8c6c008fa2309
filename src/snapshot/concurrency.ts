/**
 * Calls `work` for each item, `limit` at a time. After a failure no further item is begun; it rejects with the
 * failure once everything that was under way has ended.
 */
export async function forEachConcurrently<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  let failed = false;
  const drain = async () => {
    for (const item of queue) {
      if (failed) return;
      let done = false;
      try {
        await work(item);
        done = true;
      } finally {
        failed ||= !done;
      }
    }
  };
  const workers = Array.from({ length: limit }, drain);
  await Promise.allSettled(workers);
  await Promise.all(workers);
}
