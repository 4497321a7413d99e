import type { RunContext } from '../../../../engine/bench.ts';
import { blocks } from '../../../../math/blocks.ts';
import { gibbsKernel } from '../../../../math/gibbs-kernel.ts';
import type { Values } from '../../../../params/descriptor.ts';
import { type Coupling, method, type Transport } from '../problem.ts';
import { eps, scaleColumns, scaleRows } from './sinkhorn.ts';

const params = { eps };

/** Sweeps between two absorptions, and the largest |log u| or |log v| before one. */
const ABSORB_EVERY = 200;
const ABSORB_BEYOND = 30;
/** Entries of K one product may read without a breath after it. */
const BREATHLESS = 1_000_000;

/**
 * Sinkhorn's matrix scaling on an absorbed kernel: the same iterates as `sinkhorn`, some ten times faster a step.
 *
 * Source   Schmitzer 2019, Algorithm 2 (stabilised scaling); Cuturi 2013, Algorithm 1.
 * Solves   the same dual in the same order; K = exp((f + g − C)/ε) absorbs the scalings so far, u = a/(Kv), v = b/(Kᵀu).
 * Cost     2nm multiply-adds a step, nm exponentials and a step in the log domain at each absorption; nm numbers of memory.
 * Rate     linear, slower as ε → 0, as sinkhorn.
 * Needs    a, b strictly positive with equal totals; nm ≤ 4,194,304.
 * Fails    as sinkhorn; where scalings move fast most steps are absorptions, and the gain in speed is lost.
 * Departs  by zeroing entries of K under 1e-150 (subnormal numbers are fifty times slower), by absorbing every 200 steps
 *          or when |log u| or |log v| passes 30, and by taking the first step, each step after an absorption and each step
 *          in which a row or column of K has no entry left in the log domain.
 */
export const sinkhornKernel = method({
  label: 'Sinkhorn, absorbed kernel',
  source: 'Schmitzer 2019, Algorithm 2',
  precision: 'float64',
  params,
  solve,
});

function* solve(
  { n, m, a, b, C }: Transport,
  { eps }: Values<typeof params>,
  run: RunContext,
): Generator<Coupling | undefined> {
  const f = new Float64Array(n);
  const g = new Float64Array(m);
  const u = new Float64Array(n).fill(1);
  const v = new Float64Array(m).fill(1);
  const nextU = new Float64Array(n);
  const nextV = new Float64Array(m);
  const K = new Float64Array(n * m);
  const total = { f: new Float64Array(n), g: new Float64Array(m) };

  for (let age = ABSORB_EVERY; ; age++) {
    let reach = Infinity;
    if (age < ABSORB_EVERY) {
      // u ← a/(Kv), v ← b/(Kᵀu)
      divideByRows(K, a, v, nextU);
      if (n * m > BREATHLESS) yield undefined;
      divideByColumns(K, b, nextU, nextV);
      run.count('multiplyAdds', 2 * n * m);
      reach = Math.max(largestLog(nextU), largestLog(nextV));
      if (reach < Infinity) {
        u.set(nextU);
        v.set(nextV);
        if (reach > ABSORB_BEYOND) age = ABSORB_EVERY;
      }
    }
    if (reach === Infinity) {
      // f ← f + ε log u, g ← g + ε log v, then a sweep and a fresh kernel
      absorb(f, u, eps);
      absorb(g, v, eps);
      yield* scaleRows(C, a, g, eps, f, run);
      yield* scaleColumns(C, b, f, eps, g, run);
      for (const [from, to] of blocks(n, m)) {
        yield undefined;
        run.count('exponentials', gibbsKernel(C, m, f, g, eps, K, from, to));
      }
      run.count('multiplyAdds', n * m);
      age = 0;
    }
    for (let i = 0; i < n; i++) total.f[i] = f[i]! + eps * Math.log(u[i]!);
    for (let j = 0; j < m; j++) total.g[j] = g[j]! + eps * Math.log(v[j]!);
    yield { ...total, plan: { kind: 'gibbs', eps, weighted: false } };
  }
}

function absorb(potential: Float64Array, scaling: Float64Array, eps: number): void {
  for (let k = 0; k < potential.length; k++) potential[k] = potential[k]! + eps * Math.log(scaling[k]!);
  scaling.fill(1);
}

/** u ← a/(Kv), with four sums running side by side. */
function divideByRows(K: Float64Array, a: Float64Array, v: Float64Array, u: Float64Array): void {
  const m = v.length;
  const whole = m - (m % 4);
  for (let i = 0; i < a.length; i++) {
    const row = i * m;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0; j < whole; j += 4) {
      s0 += K[row + j]! * v[j]!;
      s1 += K[row + j + 1]! * v[j + 1]!;
      s2 += K[row + j + 2]! * v[j + 2]!;
      s3 += K[row + j + 3]! * v[j + 3]!;
    }
    for (let j = whole; j < m; j++) s0 += K[row + j]! * v[j]!;
    u[i] = a[i]! / (s0 + s1 + (s2 + s3));
  }
}

/** v ← b/(Kᵀu), row by row. */
function divideByColumns(K: Float64Array, b: Float64Array, u: Float64Array, v: Float64Array): void {
  const m = b.length;
  v.fill(0);
  for (let i = 0; i < u.length; i++) {
    const row = i * m;
    const ui = u[i]!;
    for (let j = 0; j < m; j++) v[j] = v[j]! + K[row + j]! * ui;
  }
  for (let j = 0; j < m; j++) v[j] = b[j]! / v[j]!;
}

/** max |log x|; ∞ when an entry is not a positive finite number. */
function largestLog(x: Float64Array): number {
  let largest = 1;
  let least = 1;
  for (let k = 0; k < x.length; k++) {
    if (!(x[k]! > 0 && x[k]! < Infinity)) return Infinity;
    largest = Math.max(largest, x[k]!);
    least = Math.min(least, x[k]!);
  }
  return Math.max(Math.log(largest), -Math.log(least));
}
