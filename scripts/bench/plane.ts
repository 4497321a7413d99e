import { describe } from '../../src/engine/bench.ts';
import { openRun } from '../../src/engine/open-run.ts';
import { defaultSpec } from '../../src/engine/run-spec.ts';
import bench from '../../src/labs/information/plane/bench.ts';

/** A whole run of the information plane in slices of 12 ms, as the worker takes it. */
export interface PlaneMeasurement {
  readonly id: 'plane';
  readonly observer: string;
  readonly epochs: number;
  /** Wall time of training, observer and metrics together. */
  readonly seconds: number;
  /** Rows of metrics a second: how often losses stream. */
  readonly rowsPerSecond: number;
  /** Longest time without an answer: what stop and slider wait at most. */
  readonly longestSliceMs: number;
  readonly snapshots: number;
}

const SLICE_MS = 12;

export async function measurePlane(quick: boolean): Promise<PlaneMeasurement[]> {
  const results: PlaneMeasurement[] = [];
  const description = describe(bench);
  for (const [observer, epochs] of quick
    ? ([['binning', 100]] as const)
    : ([
        ['binning', 1000],
        ['adaptiveBinning', 1000],
        ['kdeUpper', 300],
        ['lossyCompression', 300],
        ['diffusionSpectral', 300],
      ] as const)) {
    const spec = defaultSpec(description, observer);
    const now = () => performance.now();
    const run = openRun(bench, { ...spec, params: { ...spec.params, epochs } }, { assets: {}, backend: 'cpu', now });
    const started = now();
    let rows = 0;
    let longest = 0;
    while (run.outcome === null) {
      const before = now();
      const slice = { budgetMs: SLICE_MS, maxSteps: Number.MAX_SAFE_INTEGER, snapshots: ['plane'], measureLast: false };
      rows += (await run.advance(slice)).rows.step.length;
      longest = Math.max(longest, now() - before);
    }
    const seconds = (now() - started) / 1000;
    const result = (await run.result()) as { plane: readonly { readonly epoch: number }[] };
    results.push({
      id: 'plane',
      observer,
      epochs,
      seconds,
      rowsPerSecond: rows / seconds,
      longestSliceMs: longest,
      snapshots: new Set(result.plane.map(({ epoch }) => epoch)).size,
    });
    await run.close();
  }
  return results;
}
