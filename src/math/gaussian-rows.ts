import { byCoordinate, kernelSums, openGram, roomOf, strideOf } from './native/kernel-sums.ts';
import { nativeWanted } from './native/open-kernels.ts';

/** Entries from which a kernel, with its copies, is faster than its twin. */
const LEAST = 4096;
/** Numbers of all arrays above which the twin runs: the memory stays as long as the program. */
const MOST = 2 ** 23;

/**
 * exp(factor · |a_i − b_j|²), n × m, for points a (n × d) and b (m × d), row-major; `factor` is negative. Entries under 1e-304 are 0.
 * By a kernel where there are many, with the same result.
 */
export function gaussianRows(
  a: ArrayLike<number>,
  n: number,
  b: ArrayLike<number>,
  m: number,
  d: number,
  factor: number,
): Float64Array {
  const stride = strideOf(m);
  const on = kernelsFor(n, m, d);
  const columns = on?.floats.b ?? new Float64Array(roomOf(m, d));
  byCoordinate(b, m, d, columns);
  if (on === null) {
    const gram = new Float64Array(n * m);
    kernelSums.gramRows(Float64Array.from(a), columns, gram, stride, m, d, factor, 0, n);
    return gram;
  }
  const { run, floats } = on;
  for (let at = 0; at < n * d; at++) floats.a[at] = a[at]!;
  run.gramRows(floats.a, floats.b, floats.gram, stride, m, d, factor, 0, n);
  return floats.gram.slice(0, n * m);
}

let opened: ReturnType<typeof openGram> | null = null;
let rooms = { a: 0, b: 0, gram: 0 };

/** Kernels with room for this matrix, or null where the twin should run. */
function kernelsFor(n: number, m: number, d: number) {
  const wanted = { a: n * d, b: roomOf(m, d), gram: n * m + 3 };
  if (n * m < LEAST || wanted.a + wanted.b + wanted.gram > MOST || !nativeWanted()) return null;
  if (opened === null || wanted.a > rooms.a || wanted.b > rooms.b || wanted.gram > rooms.gram) {
    const grown = (from: number, to: number) => 2 ** Math.ceil(Math.log2(Math.max(from, to)));
    rooms = { a: grown(rooms.a, wanted.a), b: grown(rooms.b, wanted.b), gram: grown(rooms.gram, wanted.gram) };
    opened = openGram(rooms);
  }
  return opened.native ? opened : null;
}
