import { readFileSync } from 'node:fs';
import { describe } from '../../src/engine/bench.ts';
import { openRun } from '../../src/engine/open-run.ts';
import { defaultSpec, type RunSpec } from '../../src/engine/run-spec.ts';
import bench from '../../src/labs/bnn/posterior/bench.ts';
import type { Posterior } from '../../src/labs/bnn/posterior/posterior.ts';
import { philoxStream } from '../../src/math/random.ts';
import { defaults } from '../../src/params/descriptor.ts';
import { openBackend } from '../../src/tensor/backend.ts';
import { cpuMs, type Measurement, paired } from './paired.ts';

/** A whole run on the plane, pictures included, as the worker takes it on one core. */
export interface PosteriorMeasurement {
  readonly id: 'bnn';
  readonly method: string;
  /** Wall time from the first step to the final picture of 64 networks. */
  readonly seconds: number;
  /** Uncertainty maps of 16 networks a second meanwhile. */
  readonly redrawsPerSecond: number;
  readonly accuracy: number;
  /** Multiply-adds of training, counted. */
  readonly multiplyAdds: number;
  /** Of dense variational inference, counted, and by the paper's formula. */
  readonly ratio: number;
  readonly formula: number | null;
}

interface Options {
  readonly quick: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
  readonly wasmPaths: string;
}

const SLICE_MS = 12;
/** Of the time between two pictures, the share that making one may take on this bench; and the least pause, as on the page. */
const PICTURES = 0.5;
const PAUSE_MS = 110;
const LONG = 1_000_000;

const digitsWith = (width: number) => {
  const assets = { 'digits8.bin': new Uint8Array(readFileSync('public/data/digits8.bin')) };
  return bench.instances.digits.make({ ...defaults(bench.instances.digits.params), width } as never, {
    seed: 1,
    assets,
    data: null,
  });
};

/** Takes steps of a method without an end, on the digits. */
function stepper(width: number, method: 'sparseSubspaceVi' | 'meanFieldVi', density: number) {
  const problem = digitsWith(width);
  const { solve, params } = bench.methods[method] as (typeof bench.methods)['sparseSubspaceVi'];
  let counted = 0;
  const run = {
    random: philoxStream(1, 1),
    noise: philoxStream(1, 2),
    count: (_: string, amount: number) => {
      counted += amount;
    },
    backend: 'wasm' as const,
  };
  const values = { ...defaults(params), updates: LONG, density, priorSd: 0.2, beta: 0.02, alpha: 0.1 };
  const iterates = solve(problem, values as never, run) as Iterable<Posterior> | AsyncIterable<Posterior>;
  const iterator = Symbol.asyncIterator in iterates ? iterates[Symbol.asyncIterator]() : iterates[Symbol.iterator]();
  let last: Posterior | null = null;
  let steps = 0;
  return {
    take: async (repetitions: number) => {
      for (let k = 0; k < repetitions; k++) last = (await iterator.next()).value as Posterior;
      steps += repetitions;
      // As in a run: a look every so many steps.
      await last?.settle?.();
    },
    flops: () => (2 * counted) / Math.max(1, steps),
    close: () => iterator.return?.(undefined as never),
  };
}

/** A step of SSVI over its lists against a step of dense variational inference, both in kernels, at equal width. */
async function measureSteps({ quick, pairs, sampleMs }: Options): Promise<Measurement[]> {
  const results: Measurement[] = [];
  const cases = quick
    ? ([[128, 0.05]] as const)
    : ([
        [128, 0.5],
        [128, 0.3],
        [128, 0.2],
        [128, 0.1],
        [128, 0.05],
        [128, 0.01],
        [256, 0.2],
        [256, 0.05],
      ] as const);
  for (const [width, density] of cases) {
    const [ours, anchor] = [stepper(width, 'sparseSubspaceVi', density), stepper(width, 'meanFieldVi', 1)];
    const timed = await paired({ pairs, sampleMs, clock: cpuMs, ours: ours.take, anchor: anchor.take });
    results.push({
      id: 'bnn',
      ours: `sparse subspace, density ${density}`,
      anchor: 'dense variational inference',
      size: `digits, 64-${width}-${width}-10, batch 128`,
      backend: 'float64 kernels over lists against float32 kernels',
      clock: 'CPU',
      ...timed,
      oursWork: { flops: ours.flops() },
      anchorWork: { flops: anchor.flops() },
      check: 'claims of sparse-subspace-vi',
    });
    await ours.close();
    await anchor.close();
  }
  return results;
}

/** The default run on the plane, and dense inference beside it. */
async function measureRun(method: string, quick: boolean): Promise<PosteriorMeasurement> {
  const now = () => performance.now();
  const bare = defaultSpec(describe(bench), method);
  const spec: RunSpec = quick ? { ...bare, maxSteps: 60 } : bare;
  const run = openRun(bench, spec, { assets: {}, backend: 'wasm', now });
  const started = now();
  let [drawn, nextPicture, accuracy, multiplyAdds] = [0, started, Number.NaN, 0];
  while (run.outcome === null) {
    const before = now();
    const wanted = before >= nextPicture;
    const slice = { budgetMs: SLICE_MS, maxSteps: Number.MAX_SAFE_INTEGER, snapshots: [], measureLast: false };
    const { rows } = await run.advance(slice);
    accuracy = rows.metrics.accuracy?.at(-1) ?? accuracy;
    multiplyAdds = rows.work.at(-1) ?? multiplyAdds;
    if (!wanted) continue;
    const began = now();
    const { snapshots } = await run.advance({ ...slice, maxSteps: 0, snapshots: ['plane'] });
    if (snapshots?.plane !== undefined) drawn++;
    nextPicture = now() + Math.max(PAUSE_MS, (now() - began) / PICTURES);
  }
  const trained = (now() - started) / 1000;
  const result = (await run.result()) as { flopsRatio?: number; paperRatio?: number | null };
  await run.ask('predictive', { samples: 64 });
  const seconds = (now() - started) / 1000;
  await run.close();
  return {
    id: 'bnn',
    method,
    seconds,
    redrawsPerSecond: drawn / trained,
    accuracy,
    multiplyAdds,
    ratio: result.flopsRatio ?? Number.NaN,
    formula: result.paperRatio ?? null,
  };
}

export async function measureBnn(options: Options): Promise<(Measurement | PosteriorMeasurement)[]> {
  await openBackend({
    asked: 'wasm',
    gpu: undefined,
    wasmPaths: options.wasmPaths,
    onLost: () => {},
    timeoutMs: 30_000,
    strict: true,
  });
  const runs = [await measureRun('sparseSubspaceVi', options.quick), await measureRun('meanFieldVi', options.quick)];
  return [...runs, ...(await measureSteps(options))];
}
