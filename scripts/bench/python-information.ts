import { finish } from '../../src/math/breaths.ts';
import { choleskyFactor } from '../../src/math/cholesky-factor.ts';
import { beside, ksgInformation } from '../../src/math/entropy-nearest.ts';
import { kernelEntropies } from '../../src/math/kernel-entropy.ts';
import { neighbourDistances } from '../../src/math/nearest-neighbours.ts';
import { symmetricEigenvalues } from '../../src/math/symmetric-eigenvalues.ts';
import type { PythonRow } from './against-python.ts';
import { correlatedPairs, definiteMatrix } from './information-problems.ts';

const K = 5;

/** Largest difference of two lists, over the largest number. */
const compare =
  (name: string, ours: ArrayLike<number>, bound: number): PythonRow['check'] =>
  (answer) => {
    const theirs = answer[name] as number[];
    let apart = 0;
    let size = 0;
    for (let k = 0; k < theirs.length; k++) {
      apart = Math.max(apart, Math.abs(theirs[k]! - ours[k]!));
      size = Math.max(size, Math.abs(theirs[k]!));
    }
    const holds = theirs.length === ours.length && apart <= bound * size;
    return {
      holds,
      said: `${name} differ by ${apart.toExponential(1)}${holds ? ' ≤' : ', over'} ${bound} of the largest`,
    };
  };

const repeat = (work: () => unknown) => (count: number) => {
  for (let k = 0; k < count; k++) work();
};

/** Max-norm distances to the nearest neighbours of x and y together, the tree built each time. */
function neighbours(n: number, d: number): PythonRow {
  const { x, y } = correlatedPairs(n, d);
  const z = beside(x, d, y, d, n);
  const run = () => finish(neighbourDistances(z, n, 2 * d, K, 'max'));
  return {
    ours: 'neighbourDistances',
    anchor: d > 6 ? "scikit-learn's NearestNeighbors, brute force" : "scikit-learn's KDTree",
    size: `${K} nearest of ${n} points, max-norm, ${2 * d} coordinates`,
    needs: ['numpy', 'sklearn'],
    task: 'sklearn_neighbours',
    arrays: { z: { data: z, shape: [n, 2 * d] } },
    numbers: { k: K, brute: d > 6 ? 1 : 0 },
    many: Math.max(1, Math.round(40 / d ** 2)),
    few: 0,
    run: repeat(run),
    checkAt: 1,
    check: compare('distances', run(), 1e-14),
    work: {},
    anchorWork: {},
    note: 'the tree is built in each repetition on both sides; distances are the same numbers',
  };
}

/** The whole of KSG's first estimator: neighbours, and counts in both marginals. */
function ksg(n: number, d: number): PythonRow {
  const { x, y } = correlatedPairs(n, d);
  const run = () => finish(ksgInformation(x, d, y, d, n, K));
  return {
    ours: 'ksgInformation',
    anchor: `scikit-learn's KDTree, counts by ${d === 1 ? "NumPy's searchsorted" : 'KDTree'}`,
    size: `KSG, n = ${n}, x and y of ${d} each, k = ${K}`,
    needs: ['numpy', 'sklearn'],
    task: 'sklearn_ksg',
    arrays: { x: { data: x, shape: [n, d] }, y: { data: y, shape: [n, d] } },
    numbers: { k: K },
    many: Math.max(1, Math.round(20 / d ** 2)),
    few: 0,
    run: repeat(run),
    checkAt: 1,
    check: compare('information', [run().information], 1e-12),
    work: {},
    anchorWork: {},
  };
}

/** Log of the kernel sums of all points; ours gives two widths. */
function kernels(n: number, d: number): PythonRow {
  const variance = 0.1;
  const { x } = correlatedPairs(n, d);
  const run = () => finish(kernelEntropies(x, n, d, variance, null, 0));
  const { upper, noise } = run();
  const pairs = (n * (n - 1)) / 2;
  return {
    ours: 'kernelEntropies, both bounds',
    anchor: 'NumPy, the upper triangle in blocks by a product, one width',
    size: `kernel sums of ${n} points of ${d} coordinates`,
    needs: ['numpy'],
    task: 'numpy_kernel_sums',
    arrays: { x: { data: x, shape: [n, d] } },
    numbers: { variance },
    many: 3,
    few: 0,
    run: repeat(run),
    checkAt: 1,
    check: compare(
      'logs',
      upper.byPoint.map((h) => noise - h),
      1e-12,
    ),
    work: { flops: pairs * (3 * d + 10), exponentials: pairs, bytes: 64 * pairs },
    anchorWork: { flops: pairs * (2 * d + 6), exponentials: pairs, bytes: 32 * pairs },
  };
}

function linear(of: 'cholesky' | 'eigvalsh', n: number): PythonRow {
  const A = definiteMatrix(n);
  const run =
    of === 'eigvalsh'
      ? () => finish(symmetricEigenvalues(A, n))
      : () => {
          const L = A.slice();
          choleskyFactor(L, n);
          return L;
        };
  const lower = (L: Float64Array) => L.map((value, at) => (at % n > Math.floor(at / n) ? 0 : value));
  return {
    ours: of === 'eigvalsh' ? 'symmetricEigenvalues' : 'choleskyFactor',
    anchor: of === 'eigvalsh' ? "NumPy's eigvalsh" : "LAPACK's dpotrf through SciPy",
    size: `${n} × ${n}, symmetric positive definite`,
    // SciPy comes with scikit-learn.
    needs: of === 'eigvalsh' ? ['numpy'] : ['numpy', 'sklearn'],
    task: of === 'eigvalsh' ? 'numpy_eigenvalues' : 'scipy_cholesky',
    arrays: { A: { data: A, shape: [n, n] } },
    numbers: {},
    many: Math.max(1, Math.round(8e6 / n ** 2.5)),
    few: 0,
    run: repeat(run),
    checkAt: 1,
    check: compare(of === 'eigvalsh' ? 'values' : 'factor', of === 'eigvalsh' ? run() : lower(run()), 1e-12),
    work:
      of === 'eigvalsh'
        ? { flops: (4 / 3) * n ** 3, bytes: 4 * n ** 3 }
        : { flops: n ** 3 / 3, bytes: (5 / 6) * n ** 3 },
    anchorWork: { flops: of === 'eigvalsh' ? (4 / 3) * n ** 3 : n ** 3 / 3 },
  };
}

export const informationRows = (quick: boolean): (() => PythonRow)[] =>
  quick
    ? [
        () => neighbours(300, 1),
        () => ksg(300, 1),
        () => kernels(300, 2),
        () => linear('cholesky', 60),
        () => linear('eigvalsh', 60),
      ]
    : [
        ...[1, 2, 5, 10].map((d) => () => neighbours(4096, d)),
        ...[1, 5].map((d) => () => ksg(4096, d)),
        ...[2, 10].map((d) => () => kernels(4096, d)),
        ...[64, 256].flatMap((n) => [() => linear('cholesky', n), () => linear('eigvalsh', n)]),
      ];
