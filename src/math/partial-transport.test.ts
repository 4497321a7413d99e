import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import { cappedPotential } from './capped-potential.ts';
import {
  createPartialTransport,
  fitColumns,
  fitRows,
  settlePotentials,
  writePartialPlan,
} from './partial-transport.ts';
import { mulberry32 } from './random.ts';

const [n, m] = [30, 4];
const random = mulberry32(1);
const C = Float64Array.from({ length: n * m }, () => 2 * random());

function solved(options: { rho: number; gamma: number; eps: number }) {
  const state = createPartialTransport(n, m, options);
  const sweeps = finish(settlePotentials(state, C, 1e-13, 5000));
  const plan = new Float64Array(n * m);
  const back = new Float64Array(n);
  writePartialPlan(state, C, plan, back);
  const columns = Array.from({ length: m }, (_, k) => plan.reduce((sum, q, at) => sum + (at % m === k ? q : 0), 0));
  return { state, sweeps, plan, back, columns, mass: columns.reduce((sum, q) => sum + q, 0) };
}

describe('Partial transport', () => {
  it('moves the mass asked for, row by row no more than there is', () => {
    for (const rho of [0.05, 0.4, 0.9, 1]) {
      const { plan, back, mass } = solved({ rho, gamma: 1, eps: 0.1 });
      expect(Math.abs(mass - rho)).toBeLessThan(1e-8);
      for (let i = 0; i < n; i++)
        expect(plan.subarray(i * m, (i + 1) * m).reduce((sum, q) => sum + q, back[i]!)).toBeCloseTo(1 / n, 14);
    }
  });

  it('has column masses where the penalty balances the potential', () => {
    const { columns, state } = solved({ rho: 0.4, gamma: 0.5, eps: 0.1 });
    columns.forEach((mass, k) => {
      expect(mass).toBeCloseTo((0.4 / m) * Math.exp(-state.g[k]! / 0.5), 10);
    });
  });

  it('is balanced Sinkhorn for all the mass and a large penalty', () => {
    const { plan, columns, sweeps } = solved({ rho: 1, gamma: 1e7, eps: 0.1 });
    for (const mass of columns) expect(mass).toBeCloseTo(1 / m, 6);
    expect(sweeps).toBeLessThan(500);
    // Plain scaling of exp(−C/ε) to uniform marginals.
    const u = new Float64Array(n).fill(1);
    const v = new Float64Array(m).fill(1);
    for (let sweep = 0; sweep < 500; sweep++) {
      for (let k = 0; k < m; k++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += u[i]! * Math.exp(-C[i * m + k]! / 0.1);
        v[k] = 1 / m / sum;
      }
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let k = 0; k < m; k++) sum += v[k]! * Math.exp(-C[i * m + k]! / 0.1);
        u[i] = 1 / n / sum;
      }
    }
    for (let at = 0; at < n * m; at++)
      expect(plan[at]).toBeCloseTo(u[Math.floor(at / m)]! * v[at % m]! * Math.exp(-C[at]! / 0.1), 8);
  });

  it('takes the cheapest mass to the cheapest columns for a small penalty and a small ε', () => {
    const { plan } = solved({ rho: 0.3, gamma: 1e-4, eps: 0.002 });
    const cheapest = Array.from({ length: n }, (_, i) => Math.min(...C.subarray(i * m, (i + 1) * m)));
    const order = [...cheapest.keys()].sort((a, b) => cheapest[a]! - cheapest[b]!);
    for (const [rank, i] of order.entries()) {
      const row = plan.subarray(i * m, (i + 1) * m);
      const most = Math.max(...row);
      if (rank < 8) {
        expect(most * n).toBeGreaterThan(0.9);
        expect(C[i * m + row.indexOf(most)]).toBe(cheapest[i]);
      }
      if (rank > 10) expect(most * n).toBeLessThan(0.1);
    }
  });

  it('is the fixed point of the sweeps without the common shift', () => {
    const { plan } = solved({ rho: 0.4, gamma: 1, eps: 0.1 });
    const M = C.map((c) => Math.exp(-c / 0.1));
    const a = new Float64Array(n);
    let b = new Float64Array(m + 1).fill(1);
    for (let sweep = 0; sweep < 3000; sweep++) {
      for (let i = 0; i < n; i++) {
        let sum = b[m]!;
        for (let k = 0; k < m; k++) sum += M[i * m + k]! * b[k]!;
        a[i] = 1 / n / sum;
      }
      b = Float64Array.from(b, (_, k) => {
        if (k === m) return 0.6 / a.reduce((sum, one) => sum + one, 0);
        return (0.1 / a.reduce((sum, one, i) => sum + one * M[i * m + k]!, 0)) ** (1 / 1.1);
      });
    }
    for (let at = 0; at < n * m; at++) expect(plan[at]).toBeCloseTo(a[Math.floor(at / m)]! * M[at]! * b[at % m]!, 9);
  });

  it('takes a sweep by itself, and refuses masses and penalties that make no problem', () => {
    const state = createPartialTransport(n, m, { rho: 0.5, gamma: 0, eps: 0.1 });
    fitRows(state, C);
    expect(fitColumns(state, C)).toBeGreaterThan(0);
    expect(Math.max(...state.g.map(Math.abs))).toBe(0);
    for (const rho of [0, -1, 1.1, Number.NaN])
      expect(() => createPartialTransport(n, m, { rho, gamma: 1, eps: 0.1 })).toThrow(/rho is .*above 0 and at most 1/);
    expect(() => createPartialTransport(n, m, { rho: 1, gamma: -1, eps: 0.1 })).toThrow(/gamma is -1/);
    expect(() => createPartialTransport(n, m, { rho: 1, gamma: 1, eps: 0 })).toThrow(/eps is 0/);
  });
});

describe('The capped potential', () => {
  it('brings the sum to the mass, with no entry above the cap', () => {
    for (const [mass, cap] of [
      [1, 1],
      [2, 0.5],
      [3.9, 0.4],
      [4, 0.4],
      [0.1, 0.9],
    ] as const) {
      const values = Float64Array.from({ length: 10 }, (_, k) => 3 * Math.sin(7 * k));
      const t = cappedPotential(values.slice(), mass, cap, new Float64Array(10));
      const total = values.reduce((sum, v) => sum + Math.min(cap, Math.exp(v + t)), 0);
      expect(total).toBeCloseTo(mass, 10);
    }
  });
});
