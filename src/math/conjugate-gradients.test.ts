import { describe, expect, it } from 'vitest';
import { conjugateGradients } from './conjugate-gradients.ts';
import type { Reals } from './log-sum-exp.ts';
import { mulberry32 } from './random.ts';
import { bipartiteProduct, entriesFrom } from './sparse-rows.ts';

const options = { tolerance: 1e-12, maxSteps: 400, storage: 'float64', stepsPerBreath: 3 } as const;

function end<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as T;
  }
}

function solve(product: (x: Reals, out: Reals) => void, diagonal: Float64Array, b: Float64Array, how: object = {}) {
  return end(conjugateGradients(product, diagonal, b, { ...options, ...how }));
}

/** A random diagonally dominant [D₁, S; Sᵀ, D₂] with all entries of S at or over a threshold. */
function bipartite(n: number, m: number, threshold: number) {
  const dense = Float64Array.from({ length: n * m }, mulberry32(2));
  const d = new Float64Array(n + m);
  dense.forEach((v, k) => {
    d[Math.floor(k / m)]! += v;
    d[n + (k % m)]! += v;
  });
  return { S: end(entriesFrom(dense, n, m, threshold)), dense, d };
}

describe('conjugate gradients on a bipartite matrix', () => {
  it('multiplies like the dense matrix', () => {
    const { S, dense, d } = bipartite(4, 6, 0.3);
    const x = Float64Array.from({ length: 10 }, (_, k) => Math.sin(k));
    const out = new Float64Array(10);
    bipartiteProduct(S, d, x, out);
    for (let i = 0; i < 4; i++) {
      let sum = d[i]! * x[i]!;
      for (let j = 0; j < 6; j++) sum += (dense[i * 6 + j]! >= 0.3 ? dense[i * 6 + j]! : 0) * x[4 + j]!;
      expect(Math.abs(out[i]! - sum)).toBeLessThan(1e-14);
    }
  });

  it('reaches the tolerance asked for, in float64 and to float32 in float32', () => {
    const { S, d } = bipartite(30, 20, 0.5);
    const b = Float64Array.from({ length: 50 }, (_, k) => Math.cos(k));
    const residual = (x: Reals) => {
      const out = new Float64Array(50);
      bipartiteProduct(S, d, x, out);
      return Math.hypot(...out.map((v, k) => v - b[k]!)) / Math.hypot(...b);
    };
    const product = (x: Reals, out: Reals) => bipartiteProduct(S, d, x, out);
    expect(residual(solve(product, d, b).x)).toBeLessThan(1e-11);
    expect(residual(solve(product, d, b, { storage: 'float32', tolerance: 1e-5 }).x)).toBeLessThan(1e-4);
  });

  it('solves a singular system whose right-hand side is in its range', () => {
    const { S, d } = bipartite(5, 5, 0);
    const b = Float64Array.of(1, -1, 0, 0, 0, 1, -1, 0, 0, 0);
    const { x } = solve((v, out) => bipartiteProduct(S, d, v, out), d, b);
    const out = new Float64Array(10);
    bipartiteProduct(S, d, x, out);
    for (let k = 0; k < 10; k++) expect(Math.abs(out[k]! - b[k]!)).toBeLessThan(1e-9);
  });

  it('ends a breakdown with the current, finite iterate', () => {
    const ones = Float64Array.of(1, 1);
    const nothing = (_: Reals, out: Reals) => out.fill(0);
    const { x, steps } = solve(nothing, ones, ones);
    expect([Array.from(x), steps]).toEqual([[0, 0], 0]);
    const negative = (v: Reals, out: Reals) => out.set(v.map((s) => -s));
    expect(Array.from(solve(negative, ones, ones).x)).toEqual([0, 0]);
  });

  it('needs no step for a zero right-hand side', () => {
    expect(solve((v, out) => out.set(v), Float64Array.of(1), Float64Array.of(0)).steps).toBe(0);
  });
});
