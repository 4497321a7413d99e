import { type AnyBench, describe } from '../../src/engine/bench.ts';
import { openRun } from '../../src/engine/open-run.ts';
import { defaultSpec, type RunSpec } from '../../src/engine/run-spec.ts';
import bridges from '../../src/labs/transport/bridges/bench.ts';
import couplings from '../../src/labs/transport/couplings/bench.ts';
import { mulberry32, normals, philoxStream } from '../../src/math/random.ts';
import { slicedDistances } from '../../src/math/sliced-distances.ts';
import { cpuMs, type Measurement, type NotMeasured, paired } from './paired.ts';

interface Options {
  readonly quick: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
}

type Asked = Partial<Pick<RunSpec, 'instance' | 'instanceParams' | 'params' | 'until' | 'maxSteps'>>;

/** A run measured once to its end: how many steps it takes, what they cost, and what it reached. */
interface Whole {
  readonly steps: number;
  readonly work: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** The same steps again, without anybody looking. */
  readonly again: (repetitions: number) => void;
}

async function whole(bench: AnyBench, method: string, asked: Asked): Promise<Whole> {
  const bare = defaultSpec(describe(bench), method, asked.instance);
  const spec: RunSpec = {
    ...bare,
    ...asked,
    instanceParams: { ...bare.instanceParams, ...asked.instanceParams },
    params: { ...bare.params, ...asked.params },
  };
  const run = openRun(bench, spec, { assets: {}, backend: 'cpu', now: () => performance.now(), every: 1 });
  const last: Record<string, number> = {};
  let work = 0;
  while (run.outcome === null) {
    const { rows } = await run.advance({ budgetMs: 200, maxSteps: 1e9, snapshots: [], measureLast: true });
    for (const [name, values] of Object.entries(rows.metrics)) last[name] = values.at(-1) ?? last[name] ?? Number.NaN;
    work = rows.work.at(-1) ?? work;
  }
  const { step: steps, problem } = run;
  await run.close();
  const again = (repetitions: number) => {
    for (let k = 0; k < repetitions; k++) {
      let taken = 0;
      const context = {
        random: philoxStream(1, 1),
        noise: philoxStream(1, 2),
        count: () => undefined,
        backend: 'cpu' as const,
      };
      const iterates = bench.methods[method]!.solve(problem, spec.params, context) as Iterable<unknown>;
      for (const iterate of iterates) if (iterate !== undefined && ++taken === steps) break;
    }
  };
  return { steps, work, metrics: last, again };
}

const short = (value: number): string => (value === 0 ? '0' : value.toExponential(1));

/** Sparsity-constrained and quadratic transport against Sinkhorn on an absorbed kernel, whole runs at equal n. */
async function measureSparse({ quick, pairs, sampleMs }: Options): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const n of quick ? [32] : [128, 512]) {
    const problem = { instance: 'clouds', instanceParams: { n, costScale: 'max' } };
    const until = { metric: 'marginalError', bound: 1e-6, direction: 'below' as const };
    const anchor = await whole(couplings, 'sinkhornKernel', {
      ...problem,
      params: { eps: 0.005 },
      until,
      maxSteps: 50_000,
    });
    for (const [method, k] of [
      ['quadratic', n],
      ['sparsityConstrained', 2],
    ] as const) {
      const params = method === 'quadratic' ? { gamma: 1 } : { gamma: 1, k };
      const ours = await whole(couplings, method, { ...problem, params, maxSteps: 500 });
      const words = ({ steps, metrics }: Whole) =>
        `${steps} steps, marginal error ${short(metrics.marginalError!)}, ${metrics.nonZeros} non-zeros${
          // The exact optimum of large problems is not computed.
          Number.isFinite(metrics.gapToExact) ? `, ${short(metrics.gapToExact!)} above the exact cost` : ''
        }`;
      results.push({
        id: 'transport',
        ours: method === 'quadratic' ? 'quadratic, L-BFGS on the semi-dual' : 'k = 2, L-BFGS on the semi-dual',
        anchor: 'sinkhornKernel, ε = 0.005, to 1e-6',
        size: `moons to eight bumps, n = ${n}, γ = 1, largest cost 1`,
        backend: 'cpu-float64',
        clock: 'CPU',
        ...(await paired({
          pairs: Math.min(pairs, 5),
          sampleMs,
          clock: cpuMs,
          ours: ours.again,
          anchor: anchor.again,
        })),
        oursWork: { flops: 2 * ours.work },
        anchorWork: { flops: 2 * anchor.work },
        check: `${words(ours)}; Sinkhorn ${words(anchor)}`,
      });
    }
  }
  return results;
}

/** LightSB until its conditional plans are within the card's 2 %, against Sinkhorn's discrete plan between 500 points a side. */
async function measureBridge({ quick, pairs, sampleMs }: Options): Promise<(Measurement | NotMeasured)[]> {
  const problem = { instance: 'planted', instanceParams: { eps: 0.1 } };
  const until = { metric: 'cbwUvp', bound: 2, direction: 'below' as const };
  const ours = await whole(bridges, 'lightBridge', { ...problem, params: { components: 20 }, until, maxSteps: 2000 });
  if (!(ours.metrics.cbwUvp! < 2)) {
    return [{ id: 'transport', notMeasured: `LightSB ended at a cBW-UVP of ${ours.metrics.cbwUvp} %` }];
  }
  const anchor = await whole(bridges, 'sinkhorn', {
    ...problem,
    until: { metric: 'marginalError', bound: 1e-3, direction: 'below' },
    maxSteps: quick ? 5 : 2000,
  });
  return [
    {
      id: 'transport',
      ours: 'LightSB, K = 20, batch 128, to a cBW-UVP below 2 %',
      anchor: 'Sinkhorn between 500 points a side, to a marginal error of 1e-3',
      size: 'planted bridge, ε = 0.1',
      backend: 'cpu-float64',
      clock: 'CPU',
      ...(await paired({ pairs: Math.min(pairs, 5), sampleMs, clock: cpuMs, ours: ours.again, anchor: anchor.again })),
      oursWork: { exponentials: ours.work },
      anchorWork: { exponentials: anchor.work },
      check: `${ours.steps} steps to ${ours.metrics.cbwUvp!.toFixed(2)} %; Sinkhorn ${anchor.steps} steps, ${anchor.metrics.cbwUvp!.toFixed(2)} %`,
    },
  ];
}

/** 10,000 projections of two clouds of 4,096 points, sorted in buckets, against the typed array's own sort. */
async function measureSliced({ quick, sampleMs }: Options): Promise<(Measurement | NotMeasured)[]> {
  const [n, d, count] = quick ? [256, 3, 200] : [4096, 3, 10_000];
  const random = mulberry32(1);
  const [X, Y] = [normals(random, n * d), normals(random, n * d).map((value) => 1.5 * value + 1)];
  const theta = normals(random, count * d);
  for (let l = 0; l < count; l++) {
    const norm = Math.hypot(theta[l * d]!, theta[l * d + 1]!, theta[l * d + 2]!);
    for (let k = 0; k < d; k++) theta[l * d + k] = theta[l * d + k]! / norm;
  }
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  const project = (points: Float64Array, l: number, out: Float64Array) => {
    const [a, b, c] = [theta[l * d]!, theta[l * d + 1]!, theta[l * d + 2]!];
    for (let i = 0, k = 0; i < n; i++, k += d) out[i] = a * points[k]! + b * points[k + 1]! + c * points[k + 2]!;
    out.sort();
  };
  const native = () => {
    const distances = new Float64Array(count);
    for (let l = 0; l < count; l++) {
      project(X, l, x);
      project(Y, l, y);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (x[i]! - y[i]!) ** 2;
      distances[l] = sum / n;
    }
    return distances;
  };
  const ours = slicedDistances(X, Y, d, theta, count);
  const apart = native().reduce((most, value, l) => Math.max(most, Math.abs(value - ours.distances[l]!)), 0);
  if (!(apart < 1e-9)) return [{ id: 'transport', notMeasured: `sliced distances differ by ${apart}` }];
  const times = (side: () => unknown) => (repetitions: number) => {
    for (let k = 0; k < repetitions; k++) side();
  };
  return [
    {
      id: 'transport',
      ours: `${count.toLocaleString('en-GB')} projections, sorted in buckets`,
      anchor: 'the same with the sort of Float64Array',
      size: `two clouds of ${n.toLocaleString('en-GB')} points in 3-D`,
      backend: 'cpu-float64',
      clock: 'CPU',
      ...(await paired({
        pairs: 3,
        sampleMs,
        clock: cpuMs,
        ours: times(() => slicedDistances(X, Y, d, theta, count)),
        anchor: times(native),
      })),
      oursWork: { flops: ours.operations },
      anchorWork: { flops: ours.operations },
      check: `all distances within ${short(apart)}`,
    },
  ];
}

/** The transport lab's own rows. */
export async function measureTransport(options: Options): Promise<(Measurement | NotMeasured)[]> {
  return [...(await measureSparse(options)), ...(await measureSliced(options)), ...(await measureBridge(options))];
}
