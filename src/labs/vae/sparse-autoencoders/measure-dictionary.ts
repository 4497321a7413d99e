import type { Dictionary, SparseInputs, Superposition } from './problem.ts';

/** What is measured of a dictionary on the test inputs, with the codes at their means. */
export interface Measures {
  /** 1 − SSE/SST. */
  readonly explained: number;
  /** Mean of |x − x̂|². */
  readonly error: number;
  /** Share of the test inputs in which each feature fires. */
  readonly usage: Float64Array;
  readonly active: number;
  readonly perInput: number;
  /** Mean divergence of each feature, in nats; empty where the method has none. */
  readonly divergence: Float64Array;
  /** Cosines of every true feature with every row of the dictionary: count × m. */
  readonly cosines: Float64Array;
  /** Largest cosine of each true feature with a row that fires; 0 where none does. */
  readonly found: Float64Array;
  /** Mean |cos| between rows that fire; NaN for fewer than two. */
  readonly coherence: number;
}

const measured = new WeakMap<Dictionary, Measures>();

/** Every step yields an iterate of its own, so what was measured is kept with it. */
export function measuresOf(problem: Superposition, dictionary: Dictionary): Measures {
  const known = measured.get(dictionary);
  if (known) return known;
  const { explained, error, usage, perInput, divergence } = throughTest(problem, dictionary);
  const { d, m, Wd } = dictionary.weights;
  const fires = Array.from(usage.keys()).filter((j) => usage[j]! > 0);
  const cosines = cosinesOf(problem.truth, problem.count, Wd, m, d);
  const found = Float64Array.from({ length: problem.count }, (_, t) =>
    fires.reduce((best, j) => Math.max(best, cosines[t * m + j]!), 0),
  );
  const between = cosinesOf(Wd, m, Wd, m, d);
  let sum = 0;
  for (const [a, i] of fires.entries()) for (const j of fires.slice(a + 1)) sum += Math.abs(between[i * m + j]!);
  const pairs = (fires.length * (fires.length - 1)) / 2;
  const coherence = pairs > 0 ? sum / pairs : Number.NaN;
  const all = { explained, error, usage, active: fires.length, perInput, divergence, cosines, found, coherence };
  measured.set(dictionary, all);
  return all;
}

/** A (rows × d) Bᵀ (d × columns), divided by the lengths of the rows. */
function cosinesOf(A: Float64Array, rows: number, B: Float64Array, columns: number, d: number): Float64Array {
  const out = new Float64Array(rows * columns);
  const lengths = (X: Float64Array, count: number) =>
    Float64Array.from({ length: count }, (_, r) => Math.hypot(...X.subarray(r * d, (r + 1) * d)));
  const [a, b] = [lengths(A, rows), lengths(B, columns)];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      let sum = 0;
      for (let i = 0; i < d; i++) sum += A[r * d + i]! * B[c * d + i]!;
      out[r * columns + c] = sum / (a[r]! * b[c]!);
    }
  return out;
}

/** The directions seen through a map: truth (count × d) W (d × m). An input is a sum of few of these rows. */
function mapped({ truth, count, d }: Superposition, W: Float64Array, m: number): Float64Array {
  const out = new Float64Array(count * m);
  for (let t = 0; t < count; t++)
    for (let i = 0; i < d; i++)
      for (let j = 0; j < m; j++) out[t * m + j] = out[t * m + j]! + truth[t * d + i]! * W[i * m + j]!;
  return out;
}

/** The test inputs themselves, rows × d, and their sum of squares about their mean: the same for every dictionary. */
const inputs = new WeakMap<Superposition, { x: Float64Array; squares: number }>();

function inputsOf(problem: Superposition): { x: Float64Array; squares: number } {
  const known = inputs.get(problem);
  if (known) return known;
  const { d, truth, test } = problem;
  const x = new Float64Array(test.rows * d);
  const mean = new Float64Array(d);
  for (let r = 0; r < test.rows; r++) {
    for (let s = test.starts[r]!; s < test.starts[r + 1]!; s++)
      for (let i = 0; i < d; i++) x[r * d + i] = x[r * d + i]! + test.amounts[s]! * truth[test.directions[s]! * d + i]!;
    for (let i = 0; i < d; i++) mean[i] = mean[i]! + x[r * d + i]! / test.rows;
  }
  let squares = 0;
  for (let at = 0; at < x.length; at++) squares += (x[at]! - mean[at % d]!) ** 2;
  inputs.set(problem, { x, squares });
  return { x, squares };
}

function throughTest(problem: Superposition, { weights, variance, k }: Dictionary) {
  const { d, test } = problem;
  const { m, We, be, Wd, bd, Wv, bv } = weights;
  const { rows } = test;
  const { x, squares } = inputsOf(problem);
  const encoded = mapped(problem, We, m);
  const spread = Wv ? mapped(problem, Wv, m) : null;
  const fires = new Float64Array(m);
  const divergence = new Float64Array(variance === 'none' ? 0 : m);
  const codes = new Float64Array(m);
  const logs = new Float64Array(m);
  const off = new Float64Array(d);
  let error = 0;
  for (let r = 0; r < rows; r++) {
    addUp(test, r, encoded, be, codes);
    for (let j = 0; j < m; j++) if (!(codes[j]! > 0)) codes[j] = 0;
    if (bv && spread) addUp(test, r, spread, bv, logs);
    if (divergence.length > 0) addDivergence(codes, logs, bv !== null, divergence);
    for (let i = 0; i < d; i++) off[i] = bd[i]! - x[r * d + i]!;
    let from = 0;
    for (let left = k ?? m; left > 0; left--) {
      const j = k === null ? nextPositive(codes, from) : largest(codes);
      if (j < 0) break;
      from = j + 1;
      fires[j] = fires[j]! + 1;
      for (let i = 0; i < d; i++) off[i] = off[i]! + codes[j]! * Wd[j * d + i]!;
      codes[j] = 0;
    }
    for (let i = 0; i < d; i++) error += off[i]! * off[i]!;
  }
  return {
    explained: 1 - error / squares,
    error: error / rows,
    usage: fires.map((count) => count / rows),
    perInput: fires.reduce((sum, count) => sum + count, 0) / rows,
    divergence: divergence.map((sum) => sum / rows),
  };
}

/** out = b + Σ amounts × rows of the mapped directions: a linear map of test input r. */
function addUp(test: SparseInputs, r: number, through: Float64Array, b: Float64Array, out: Float64Array): void {
  const m = b.length;
  for (let j = 0; j < m; j++) out[j] = b[j]!;
  for (let s = test.starts[r]!; s < test.starts[r + 1]!; s++) {
    const amount = test.amounts[s]!;
    const from = test.directions[s]! * m;
    for (let j = 0; j < m; j++) out[j] = out[j]! + amount * through[from + j]!;
  }
}

function addDivergence(codes: Float64Array, logs: Float64Array, learned: boolean, divergence: Float64Array): void {
  for (let j = 0; j < codes.length; j++) {
    const mu = Math.min(10, codes[j]!);
    const log = Math.max(-6, Math.min(2, logs[j]!));
    const noise = learned ? Math.exp(log) - 1 - log : 0;
    divergence[j] = divergence[j]! + (mu * mu + noise) / 2;
  }
}

/** Index of the largest entry, the first of equals; -1 where none is above 0. */
function largest(values: Float64Array): number {
  let best = -1;
  let most = 0;
  for (let j = 0; j < values.length; j++)
    if (values[j]! > most) {
      most = values[j]!;
      best = j;
    }
  return best;
}

function nextPositive(values: Float64Array, from: number): number {
  for (let j = from; j < values.length; j++) if (values[j]! > 0) return j;
  return -1;
}
