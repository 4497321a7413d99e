import { finish } from '../../src/math/breaths.ts';
import { choleskyFactor } from '../../src/math/cholesky-factor.ts';
import { beside } from '../../src/math/entropy-nearest.ts';
import { kernelEntropies, kernelInformationByPoint } from '../../src/math/kernel-entropy.ts';
import { neighbourDistances } from '../../src/math/nearest-neighbours.ts';
import { symmetricEigenvalues } from '../../src/math/symmetric-eigenvalues.ts';
import { correlatedPairs, definiteMatrix } from './information-problems.ts';
import { measureLimits } from './limits.ts';
import { cpuMs, type Measurement, type NotMeasured, paired, shareOfLimit, type Work } from './paired.ts';

interface Row {
  readonly what: string;
  readonly size: string;
  readonly run: () => ArrayLike<number>;
  /** Bytes the problem holds. */
  readonly held: number;
  /** Absent where what is looked at depends on the points. */
  readonly work?: Required<Work>;
}

function rowsOf(quick: boolean): Row[] {
  const n = quick ? 300 : 4096;
  const pairs = (n * (n - 1)) / 2;
  const rows: Row[] = [];
  for (const d of quick ? [1] : [1, 5]) {
    const { x, y } = correlatedPairs(n, d);
    const z = beside(x, d, y, d, n);
    rows.push({
      what: 'nearest neighbours',
      size: `5 of ${n} points, max-norm, ${2 * d} coordinates`,
      run: () => finish(neighbourDistances(z, n, 2 * d, 5, 'max')),
      held: 16 * d * n,
    });
  }
  for (const d of quick ? [2] : [2, 10]) {
    const { x, y } = correlatedPairs(n, d);
    rows.push({
      what: 'kernel sums of two widths',
      size: `${n} points of ${d} coordinates`,
      run: () => finish(kernelEntropies(x, n, d, 0.1, null, 0)).upper.byPoint,
      held: 8 * (d + 4) * n,
      work: { flops: pairs * (3 * d + 10), exponentials: pairs, bytes: 64 * pairs },
    });
    if (d === 2)
      rows.push({
        what: 'kernel sums of x, y and both',
        size: `${n} pairs of ${d} coordinates each`,
        run: () => finish(kernelInformationByPoint(x, d, y, d, n, 'upper')),
        held: 8 * (2 * d + 3) * n,
        work: { flops: pairs * (6 * d + 11), exponentials: 2 * pairs, bytes: 96 * pairs },
      });
  }
  for (const size of quick ? [60] : [64, 256]) {
    const A = definiteMatrix(size);
    const held = 8 * size * size;
    rows.push({
      what: 'Cholesky factor',
      size: `${size} × ${size}`,
      run: () => {
        const L = A.slice();
        choleskyFactor(L, size);
        return L;
      },
      held,
      work: { flops: size ** 3 / 3, exponentials: 0, bytes: (5 / 6) * size ** 3 },
    });
    rows.push({
      what: 'eigenvalues',
      size: `${size} × ${size}, symmetric`,
      run: () => finish(symmetricEigenvalues(A, size)),
      held,
      work: { flops: (4 / 3) * size ** 3, exponentials: 0, bytes: 4 * size ** 3 },
    });
  }
  return rows;
}

/** On the twins, where asked for. */
function on(twins: boolean, work: () => void): void {
  const before = process.env.PAPERSCOPE_TWINS;
  if (twins) process.env.PAPERSCOPE_TWINS = '1';
  else delete process.env.PAPERSCOPE_TWINS;
  work();
  if (before === undefined) delete process.env.PAPERSCOPE_TWINS;
  else process.env.PAPERSCOPE_TWINS = before;
}

/** Searches, kernel sums and matrices of the information lab, natively and by their twins, with what copies they take. */
export async function measureInformation(options: {
  readonly quick: boolean;
  readonly pairs: number;
  readonly sampleMs: number;
}): Promise<(Measurement | NotMeasured)[]> {
  const { quick, pairs, sampleMs } = options;
  const results: (Measurement | NotMeasured)[] = [];
  for (const { what, size, run, held, work } of rowsOf(quick)) {
    const [native, twin] = [false, true].map((twins) => {
      let answer: ArrayLike<number> = [];
      on(twins, () => {
        answer = run();
      });
      return Array.from(answer);
    });
    if (!native!.every((value, k) => Object.is(value, twin![k]))) {
      results.push({ id: 'information', notMeasured: `${what}, ${size}: kernels and twins differ` });
      continue;
    }
    const repeat = (twins: boolean) => (count: number) =>
      on(twins, () => {
        for (let k = 0; k < count; k++) run();
      });
    const times = await paired({ pairs, sampleMs, clock: cpuMs, ours: repeat(false), anchor: repeat(true) });
    results.push({
      id: 'information',
      ours: `${what}, WebAssembly`,
      anchor: `${what}, TypeScript`,
      size,
      backend: 'cpu-float64',
      clock: 'CPU',
      ...times,
      oursWork: work ?? {},
      anchorWork: work ?? {},
      check: 'both agree to the bit',
      ...(work ? { limit: shareOfLimit(work, times.oursMs.median, measureLimits(held)) } : {}),
    });
  }
  return results;
}
