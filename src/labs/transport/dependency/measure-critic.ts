import { backward, createGradients, createTape, forward, type Mlp } from '../../../math/mlp.ts';
import { ridgeRegression } from '../../../math/ridge-regression.ts';
import type { Critic, FactoredPairs } from './problem.ts';

/** Ridge of the probes, as a share of the mean square of a centred feature. */
const RIDGE = 1e-5;

/** Rows of a pass: a tape for all of them would be tens of megabytes. */
const CHUNK = 250;

/** Outputs of an encoder, rows × features. */
function outputsOf(mlp: Mlp, input: Float64Array, rows: number): Float64Array {
  const [d, m] = [mlp.sizes[0]!, mlp.sizes.at(-1)!];
  const tape = createTape(mlp, Math.min(CHUNK, rows));
  const out = new Float64Array(rows * m);
  for (let from = 0; from < rows; from += CHUNK) {
    const count = Math.min(CHUNK, rows - from);
    const values = forward(mlp, input.subarray(from * d, (from + count) * d), count, tape);
    out.set(values.subarray(0, count * m), from * m);
  }
  return out;
}

/** Share of held-out x whose code is read off g(x) by a linear probe, factor by factor. */
export function probeAccuracies({ factors, alphabet, probe }: FactoredPairs, { g }: Critic): Float64Array {
  const m = g.sizes.at(-1)!;
  const { fit, held } = probe;
  const features = outputsOf(g, fit.x, fit.rows);
  const targets = new Float64Array(fit.rows * factors * alphabet);
  fit.labels.forEach((label, k) => {
    targets[k * alphabet + label] = 1;
  });
  const spread = varianceOf(features, fit.rows, m);
  if (!(spread > 0 && Number.isFinite(spread))) return new Float64Array(factors).fill(1 / alphabet);
  const { weights, intercepts } = ridgeRegression(
    features,
    targets,
    fit.rows,
    m,
    factors * alphabet,
    RIDGE * fit.rows * spread,
  );
  const tried = outputsOf(g, held.x, held.rows);
  const right = new Float64Array(factors);
  const columns = factors * alphabet;
  const scores = new Float64Array(columns);
  for (let r = 0; r < held.rows; r++) {
    scores.set(intercepts);
    for (let k = 0; k < m; k++) {
      const value = tried[r * m + k]!;
      for (let c = 0; c < columns; c++) scores[c] = scores[c]! + value * weights[k * columns + c]!;
    }
    for (let f = 0; f < factors; f++) {
      const own = scores.subarray(f * alphabet, (f + 1) * alphabet);
      const best = own.reduce((top, value, c) => (value > own[top]! ? c : top), 0);
      if (best === held.labels[r * factors + f]) right[f] = right[f]! + 1 / held.rows;
    }
  }
  return right;
}

/** Mean over the columns of their variance. */
function varianceOf(values: Float64Array, rows: number, m: number): number {
  let total = 0;
  for (let k = 0; k < m; k++) {
    let [sum, square] = [0, 0];
    for (let r = 0; r < rows; r++) sum += values[r * m + k]! / rows;
    for (let r = 0; r < rows; r++) square += (values[r * m + k]! - sum) ** 2 / rows;
    total += square / m;
  }
  return total;
}

/** InfoNCE over rows of scores f(x_i, y_j), the bound it gives, and the critic's value with all pairs as independent ones. */
export function contrastOf(scores: readonly ArrayLike<number>[]): { loss: number; bound: number; value: number } {
  const n = scores.length;
  let [loss, diagonal, all] = [0, 0, 0];
  scores.forEach((given, i) => {
    const row = Array.from(given);
    const most = Math.max(...row);
    loss += (most + Math.log(row.reduce((sum, score) => sum + Math.exp(score - most), 0)) - row[i]!) / n;
    diagonal += row[i]! / n;
    all += row.reduce((sum, score) => sum + score, 0) / (n * n);
  });
  return { loss, bound: Math.log(n) - loss, value: diagonal - all };
}

export interface Contrast {
  readonly loss: number;
  /** E f(x, y) − E f(x, y′). */
  readonly value: number;
  /** Over independent pairs: mean |∇f|, and mean max(0, |∇f| − 1)². */
  readonly slope: number;
  readonly penalty: number;
}

/** Held-out pairs, in batches as large as those of training. */
export function heldOutContrast({ d, probe }: FactoredPairs, { g, h, batch }: Critic): Contrast {
  const { x, y, rows } = probe.held;
  const m = g.sizes.at(-1)!;
  const batches = Math.max(1, Math.min(8, Math.floor(rows / batch)));
  const sum = { loss: 0, value: 0, slope: 0, penalty: 0 };
  for (let k = 0; k < batches; k++) {
    const part = (all: Float64Array) => all.subarray(k * batch * d, (k + 1) * batch * d);
    const u = outputsOf(g, part(x), batch);
    const v = outputsOf(h, part(y), batch);
    const scores = Array.from({ length: batch }, (_, i) =>
      Float64Array.from({ length: batch }, (_, j) => {
        let f = 0;
        for (let q = 0; q < m; q++) f += u[i * m + q]! * v[j * m + q]!;
        return f;
      }),
    );
    const { loss, value } = contrastOf(scores);
    sum.loss += loss / batches;
    // Without the pairs that belong together among the independent ones.
    sum.value += (value * batch) / (batch - 1) / batches;
    const norms = slopesOf(g, h, part(x), turned(part(y), d), u, turned(v, m), batch);
    for (const norm of norms) {
      sum.slope += norm / (batch * batches);
      sum.penalty += Math.max(0, norm - 1) ** 2 / (batch * batches);
    }
  }
  return sum;
}

/** Rows shifted by one, so that none keeps its partner. */
function turned(values: Float64Array, m: number): Float64Array {
  const out = new Float64Array(values.length);
  out.set(values.subarray(m));
  out.set(values.subarray(0, m), values.length - m);
  return out;
}

/** |∇f| at each pair of rows; u and v are the encoders' outputs there. */
export function slopesOf(
  g: Mlp,
  h: Mlp,
  x: Float64Array,
  y: Float64Array,
  u: Float64Array,
  v: Float64Array,
  rows: number,
): Float64Array {
  const d = g.sizes[0]!;
  const pulled = (mlp: Mlp, input: Float64Array, output: Float64Array) => {
    const tape = createTape(mlp, rows);
    forward(mlp, input, rows, tape);
    const slope = new Float64Array(rows * d);
    backward(mlp, input, rows, tape, output, createGradients(mlp), slope);
    return slope;
  };
  const [a, b] = [pulled(g, x, v), pulled(h, y, u)];
  return Float64Array.from({ length: rows }, (_, r) => {
    let square = 0;
    for (let k = r * d; k < (r + 1) * d; k++) square += a[k]! ** 2 + b[k]! ** 2;
    return Math.sqrt(square);
  });
}
