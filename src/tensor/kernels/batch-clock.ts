/** Time a submitted batch should take; two are under way at most, so the queue holds about 8 ms. */
const BATCH_MS = 4;
/** Pairs per second assumed before anything is measured, and for the longest single dispatch: a slow adapter of its kind. */
const SLOW = { hardware: 5e9, software: 5e6 } as const;
const MAX_DISPATCH = 65_535;

/** Workgroups of one dispatch at most, of so many pairs each: under 8 ms on a slow adapter of its kind. */
export function longestDispatch(software: boolean, pairsPerGroup: number): number {
  const pairs = ((software ? SLOW.software : SLOW.hardware) * 2 * BATCH_MS) / 1000;
  return Math.min(MAX_DISPATCH, Math.max(1, Math.floor(pairs / pairsPerGroup)));
}

/** Learns how fast the device is from its fences, and holds the caller back while two batches are under way. */
export function batchClock(software: boolean) {
  const { performance } = globalThis as unknown as { performance: { now(): number } };
  let rate = (software ? SLOW.software : SLOW.hardware) / 1000; // pairs per ms
  let lastDone = 0;
  const underWay: Promise<void>[] = [];
  return {
    batchPairs: () => rate * BATCH_MS,
    /** Undefined while there is room; else a promise for the oldest batch. */
    submitted(pairs: number, fence: Promise<unknown>): Promise<void> | undefined {
      const started = performance.now();
      const finished = fence.catch(() => {}); // a lost device is reported by its own promise
      const done = finished.then(() => {
        const now = performance.now();
        const took = Math.max(0.1, now - Math.max(started, lastDone));
        lastDone = now;
        rate = Math.min(2 * rate, Math.max(rate / 2, (rate + pairs / took) / 2));
        underWay.splice(underWay.indexOf(done), 1);
      });
      underWay.push(done);
      return underWay.length >= 2 ? underWay[0] : undefined;
    },
  };
}
