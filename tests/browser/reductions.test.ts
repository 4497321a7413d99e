import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mulberry32, normals } from '../../src/math/random.ts';
import { closeBackend, liveTensors, openBackend, takeGpuError } from '../../src/tensor/backend.ts';
import { currentDevice } from '../../src/tensor/device.ts';
import { gramSums, gramSumsTwin } from '../../src/tensor/kernels/gram-sums.ts';
import { averagesTwin, rowAverages } from '../../src/tensor/kernels/row-averages.ts';
import { reduceRows } from '../../src/tensor/kernels/row-reduction.ts';
import type { Ground } from '../../src/tensor/kernels/softmin-problem.ts';

beforeAll(async () => {
  const request = { gpu: navigator.gpu, wasmPaths: '', onLost: () => {}, timeoutMs: 30_000 };
  expect((await openBackend({ ...request, asked: 'webgpu', strict: true })).name).toBe('webgpu');
});

afterAll(closeBackend);

/** Runs `work` with validation errors caught on the device and nothing left behind. */
async function validated<T>(work: () => Promise<T>): Promise<T> {
  const { device } = currentDevice();
  const before = liveTensors();
  device.pushErrorScope('validation');
  const result = await work();
  expect(await device.popErrorScope()).toBeNull();
  expect(takeGpuError()).toBeNull();
  expect(liveTensors()).toBe(before);
  return result;
}

const difference = (p: Float64Array, q: Float64Array) =>
  p.reduce((most, value, k) => Math.max(most, Math.abs(value - q[k]!)), 0);
const largest = (p: Float64Array) => p.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Two clouds away from the origin, and values around 5. */
function clouds(n: number, m: number, d: number, width: number, factor: number, ground: Ground = 'squaredEuclidean') {
  const random = mulberry32(1000 * n + m + d);
  const x = normals(random, n * d).map((value) => 3 + 0.3 * value);
  const y = normals(random, m * d).map((value) => 3.5 + 0.3 * value);
  const h = normals(random, m);
  const values = normals(random, m * width).map((value) => 5 + value);
  return { n, m, d, x, y, ground, factor, h, values, width, v: values };
}
type Clouds = ReturnType<typeof clouds>;

/** Columns that come nearer to the rows from first to last while their potentials rise; a lane's maximum mostly rises too. */
function approaching(n: number, m: number, reach: number): Clouds {
  const problem = clouds(n, m, 2, 2, 4);
  const y = problem.y.map((value, at) => 3 + 0.2 * (value - 3.5) + reach * (1 - Math.floor(at / 2) / m));
  return { ...problem, y, h: problem.h.map((value, j) => 0.1 * value + j / m) };
}

// A lane takes every 64th quad: more than 256 columns give it a second one, 600 to 1100 the third to fifth.
const long: [number, number, number][] = [
  [3, 600, 0.5],
  [4, 1024, 0.5],
  [5, 1100, 0.5],
  [5, 1001, 5],
];

const sizes: [number, number][] = [
  [1, 1],
  [3, 1],
  [1, 63],
  [65, 3],
  [63, 65],
  [200, 173],
];
const forms: [string, Clouds][] = [
  ['without values, on a line', clouds(63, 65, 1, 0, 4)],
  ['more values than one pass carries', clouds(33, 65, 2, 6, 4)],
  ['17 dimensions', clouds(65, 31, 17, 2, 0.5)],
  ['the Euclidean distance', clouds(33, 65, 2, 2, 3, 'euclidean')],
  ['the city-block distance', clouds(33, 65, 2, 2, 3, 'cityblock')],
];

describe('row averages on the device agree with their float64 twin', () => {
  async function compare(problem: Clouds) {
    const expected = averagesTwin(problem);
    const actual = await validated(() => rowAverages(problem));
    // A score is off by 6e-8 of the largest distance a few times; the softmax by as much, relative.
    const scores = 1 + largest(expected.logSum) + largest(expected.cost);
    expect(difference(actual.logSum, expected.logSum)).toBeLessThan(5e-7 * scores);
    expect(difference(actual.cost, expected.cost)).toBeLessThan(2e-6 * scores);
    // Values lie within 5 of each other.
    expect(difference(actual.average, expected.average)).toBeLessThan(2e-6 * scores);
  }

  test.each(sizes)('on %i × %i points', (n, m) => compare(clouds(n, m, 2, 2, 4)));
  test.each(long)('on %i rows and %i columns that come nearer from %f away', (n, m, reach) =>
    compare(approaching(n, m, reach)),
  );
  test.each([1e-3, 100, 1e5])('at a factor of %f', (factor) => compare(clouds(65, 63, 2, 2, factor)));
  test.each(forms)('with %s', (_, problem) => compare(problem));
});

describe('sums over a Gram matrix on the device agree with their float64 twin', () => {
  async function compare(problem: Clouds) {
    const expected = gramSumsTwin(problem);
    const actual = await validated(() => gramSums(problem));
    // Kernels are at most 1 and off by 6e-8 of their exponent, which counts while they do: under 20; values are under 10.
    expect(difference(actual.rows, expected.rows)).toBeLessThan(1e-6 * problem.m);
    expect(difference(actual.squares, expected.squares)).toBeLessThan(1e-6 * problem.m);
    expect(difference(actual.products, expected.products)).toBeLessThan(1e-5 * problem.m);
  }

  test.each(sizes)('on %i × %i points', (n, m) => compare(clouds(n, m, 2, 2, 4)));
  test.each(long)('on %i rows and %i columns that come nearer from %f away', (n, m, reach) =>
    compare(approaching(n, m, reach)),
  );
  test.each([1e-3, 100, 1e5])('at a factor of %f', (factor) => compare(clouds(65, 63, 2, 2, factor)));
  test.each(forms)('with %s', (_, problem) => compare(problem));
});

test('a kernel the device does not understand ends with an error, not with old numbers', async () => {
  const inputs = [new Float32Array(4)];
  const reduction = { key: 'nonsense', code: 'fn main() { nothing }', rows: 1, columns: 1, d: 1, inputs, width: 1 };
  await expect(reduceRows(reduction)).rejects.toThrow();
  takeGpuError();
});
