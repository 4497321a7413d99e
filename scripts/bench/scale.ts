import { powerLaw } from '../../src/charts/statistics.ts';
import { describe } from '../../src/engine/bench.ts';
import { defaultSpec, type RunSpec } from '../../src/engine/run-spec.ts';
import { timeSteps } from '../../src/engine/time-steps.ts';
import bench from '../../src/labs/transport/couplings/bench.ts';
import { openInNode } from './kernel-anywhere.ts';
import { cpuMs, type NotMeasured, type Quartiles, quartiles } from './paired.ts';

/** The cost of a step against the number of points: what the page's figure of speed shows, and measures again. */
export interface ScaleMeasurement {
  readonly id: 'scale';
  readonly label: string;
  /** The run, but for n. */
  readonly bench: string;
  readonly instance: string;
  readonly method: string;
  readonly params: Readonly<Record<string, number | string>>;
  readonly backend: string;
  readonly clock: string;
  readonly sizes: readonly number[];
  /** Milliseconds a step, by size. */
  readonly ms: readonly Quartiles[];
  /** Of y = c nᵖ over the sizes from `from` on. */
  readonly exponent: number;
  readonly from: number;
}

const SERIES = [
  { method: 'sinkhornKernel', label: 'Sinkhorn, absorbed kernel', most: 2048 },
  { method: 'sinkhorn', label: 'Sinkhorn, log domain', most: 16_384 },
  { method: 'sinkhornGpu', label: 'Sinkhorn, GPU kernel', most: 16_384 },
] as const;

const PARAMS = { costScale: 'max', eps: 0.01 };
const ROUNDS = 3;
/** Smaller problems live in other caches. */
const FROM = 512;

function specOf(method: string, n: number): RunSpec {
  const spec = defaultSpec(describe(bench as never), method, 'clouds');
  const { eps, costScale } = PARAMS;
  return { ...spec, instanceParams: { ...spec.instanceParams, n, costScale }, params: { ...spec.params, eps } };
}

interface Options {
  readonly quick: boolean;
  readonly wasmPaths: string;
}

/** Sizes from 256 on, each twice the last; every size once, then every size again. The GPU's where Node has one. */
export async function measureScale({ quick, wasmPaths }: Options): Promise<(ScaleMeasurement | NotMeasured)[]> {
  const results: (ScaleMeasurement | NotMeasured)[] = [];
  const from = quick ? 256 : FROM;
  const device = await openInNode({ wasmPaths });
  for (const { method, label, most } of SERIES) {
    const onGpu = bench.methods[method].precision === 'float32';
    if (onGpu && typeof device === 'string') {
      results.push({ id: 'scale', notMeasured: `${label}: ${device}` });
      continue;
    }
    const hardware = onGpu && typeof device !== 'string' && !device.software;
    const place = onGpu
      ? { backend: 'webgpu' as const, now: hardware ? () => performance.now() : cpuMs }
      : { backend: 'cpu' as const, now: cpuMs };
    const sizes: number[] = [];
    for (let n = 256; n <= (quick ? 512 : most); n *= 2) sizes.push(n);
    const times = sizes.map((): number[] => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [k, n] of sizes.entries()) {
        const options = { assets: {}, seconds: quick ? 0.02 : 0.25, ...place };
        const { secondsPerStep } = await timeSteps(bench as never, specOf(method, n), options);
        times[k]!.push(1000 * secondsPerStep);
      }
    }
    const ms = times.map((of) => quartiles(of));
    const points = sizes.map((x, k) => ({ x, y: ms[k]!.median })).filter(({ x }) => x >= from);
    results.push({
      ...{ id: 'scale', label, bench: bench.id, instance: 'clouds', method, params: PARAMS },
      backend: typeof device !== 'string' && onGpu ? `webgpu: ${device.adapter}` : 'cpu-float64',
      ...{ clock: hardware ? 'wall' : 'CPU', sizes, ms, exponent: powerLaw(points).p, from },
    });
  }
  return results;
}
