import { openSinkhorn } from '../../src/math/native/sinkhorn.ts';
import { measureLimits } from './limits.ts';
import { cpuMs, type Measurement, type NotMeasured, paired, shareOfLimit, type Work } from './paired.ts';
import { cloudsProblem } from './solvers.ts';

interface Options {
  readonly quick: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
}

const EPS = 0.01;

/** What is timed, with operations beside exponentials and numbers read an entry. */
const SWEEPS = {
  kernelSweep: { what: 'two products on the kernel', operations: 4, numbers: 1 },
  logSweep: { what: 'two log-sum-exps', operations: 12, numbers: 3 },
  sharedSweep: { what: 'log-sum-exps that share exponentials', operations: 7, numbers: 1 },
} as const;

/** The kernels of a problem, natively or by their twins, some sweeps into its solution. */
function underWay(n: number, twins: boolean) {
  const before = process.env.PAPERSCOPE_TWINS;
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  const vectors = { a: n, b: n, f: n, g: n, u: n, v: n, nextU: n, nextV: n, scores: n, max: n, sum: n, columns: n };
  const { run, floats, native } = openSinkhorn({ C: n * n, K: n * n, ...vectors });
  if (before === undefined) delete process.env.PAPERSCOPE_TWINS;
  else process.env.PAPERSCOPE_TWINS = before;
  const { C, K, a, b, f, g, u, v, nextU, nextV, scores, max, sum, columns } = floats;
  const problem = cloudsProblem(n);
  C.set(problem.C);
  a.set(problem.a);
  b.set(problem.b);
  const exponentials = { kernelSweep: 0, logSweep: 0, sharedSweep: 0 };
  const sharedSweep = () => {
    columns.fill(0);
    exponentials.sharedSweep = run.rowsAndColumns(C, g, a, scores, max, sum, columns, n, 1 / EPS, 0, n);
    for (let i = 0; i < n; i++) f[i] = EPS * (Math.log(a[i]!) - Math.log(sum[i]!)) - max[i]!;
    for (let j = 0; j < n; j++) g[j] = g[j]! + EPS * Math.log(b[j]! / columns[j]!);
  };
  const logSweep = () => {
    exponentials.logSweep = run.rowSums(C, g, scores, max, sum, n, 1 / EPS, 0, n);
    for (let i = 0; i < n; i++) f[i] = EPS * (Math.log(a[i]!) - Math.log(sum[i]!)) - max[i]!;
    exponentials.logSweep += run.columnSums(C, f, max, sum, n, n, 1 / EPS, 0, n);
    for (let j = 0; j < n; j++) g[j] = EPS * (Math.log(b[j]!) - Math.log(sum[j]!)) - max[j]!;
  };
  for (let k = 0; k < 20; k++) logSweep();
  run.gibbsSums(C, f, g, K, nextU, nextV, n, 1 / EPS, 0, n);
  u.fill(1);
  v.fill(1);
  return {
    native,
    kernelSweep: () => void run.scalings(K, a, b, u, v, nextU, nextV, n, n, 0, Infinity, 1),
    logSweep,
    sharedSweep,
    /** Operations and numbers read from the matrix, an entry. */
    work: (of: keyof typeof SWEEPS): Required<Work> => {
      const { operations, numbers } = SWEEPS[of];
      return { flops: operations * n * n, exponentials: exponentials[of], bytes: 8 * numbers * n * n };
    },
    state: () => [u, v, f, g].map((array) => array.slice()),
  };
}

/** Each kernel of Sinkhorn against its twin in TypeScript, with the share of the machine's limit that it reaches. */
export async function measureNative({ quick, pairs, sampleMs }: Options): Promise<(Measurement | NotMeasured)[]> {
  const results: (Measurement | NotMeasured)[] = [];
  for (const n of quick ? [64] : [256, 512, 1024]) {
    const [native, twin] = [underWay(n, false), underWay(n, true)];
    for (const side of [native, twin])
      for (let k = 0; k < 3; k++) {
        side.kernelSweep();
        side.sharedSweep();
      }
    const same =
      JSON.stringify(native.state().map((one) => [...one])) === JSON.stringify(twin.state().map((one) => [...one]));
    if (!native.native || !same) {
      const why = native.native ? 'kernels and twins differ' : 'no SIMD here';
      results.push({ id: 'iteration', notMeasured: `n = ${n}: ${why}` });
      continue;
    }
    for (const of of ['kernelSweep', 'logSweep', 'sharedSweep'] as const) {
      for (const side of [native, twin]) side[of]();
      const work = native.work(of);
      const limits = measureLimits(8 * n * n);
      const repeat = (side: typeof native) => (count: number) => {
        for (let k = 0; k < count; k++) side[of]();
      };
      const times = await paired({ pairs, sampleMs, clock: cpuMs, ours: repeat(native), anchor: repeat(twin) });
      const { what } = SWEEPS[of];
      results.push({
        id: 'iteration',
        ours: `${what}, WebAssembly`,
        anchor: `${what}, TypeScript`,
        size: `${n} × ${n}, ε = ${EPS} of the largest cost`,
        backend: 'cpu-float64',
        clock: 'CPU',
        ...times,
        oursWork: work,
        anchorWork: work,
        check: 'both agree to the bit',
        limit: shareOfLimit(work, times.oursMs.median, limits),
      });
    }
  }
  return results;
}
