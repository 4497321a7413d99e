import { type AnyBench, type Assets, type BackendName, ProblemError, type RunBackend } from './bench.ts';
import { openRun } from './open-run.ts';
import type { RunSpec } from './run-spec.ts';

export interface StepTime {
  /** By the clock that was given, without metrics and pictures. */
  readonly secondsPerStep: number;
  /** How many steps it is the mean of. */
  readonly steps: number;
  readonly backend: RunBackend;
}

interface Options {
  readonly assets: Assets;
  readonly backend: BackendName;
  /** Milliseconds: of the wall, or of the processor where one can be read. */
  readonly now: () => number;
  /** How long is measured at least. */
  readonly seconds: number;
}

/** Steps before the first that counts: caches are cold, and a device compiles. */
const WARM = 2;
const FOREVER = Number.POSITIVE_INFINITY;

/** How long a step of a method takes: after two that do not count, twice as many steps each time until they take long enough. */
export async function timeSteps(bench: AnyBench, spec: RunSpec, options: Options): Promise<StepTime> {
  const { assets, backend, now, seconds } = options;
  const { prepare: _, ...unprepared } = bench;
  const bare: AnyBench = { ...unprepared, metricStride: () => 2 ** 40 };
  const run = openRun(bare, { ...spec, maxSteps: Number.MAX_SAFE_INTEGER, until: null }, { assets, backend, now });
  const take = async (steps: number) => {
    const slice = { budgetMs: FOREVER, maxSteps: steps, snapshots: [], measureLast: false };
    return (await run.advance(slice)).elapsed;
  };
  try {
    let before = await take(WARM);
    for (let wanted = 1; run.outcome === null; wanted *= 2) {
      const first = run.step;
      const after = await take(wanted);
      const steps = run.step - first;
      if (steps === wanted && after - before >= seconds)
        return { secondsPerStep: (after - before) / steps, steps, backend: run.backend };
      before = after;
    }
    throw new ProblemError(`The run ended after ${run.step} steps, too few to be timed.`);
  } finally {
    await run.close();
  }
}
