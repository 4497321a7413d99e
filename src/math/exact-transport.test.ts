import { describe, expect, it } from 'vitest';
import { networkSimplex, type TransportTree } from './network-simplex.ts';
import { mulberry32, type Random } from './random.ts';
import { shortestAugmentingPaths } from './shortest-augmenting-paths.ts';
import { sortedTransport } from './sorted-transport.ts';

function weights(random: Random, n: number, steps: number): Float64Array {
  const w = Float64Array.from({ length: n }, () => 1 + Math.floor(steps * random()));
  const total = w.reduce((sum, v) => sum + v, 0);
  return w.map((v) => v / total);
}

function simplex(C: Float64Array, a: Float64Array, b: Float64Array) {
  const costs: number[] = [];
  let last: TransportTree | null = null;
  const n = a.length;
  const m = b.length;
  for (const tree of networkSimplex(C, n, m, a, b)) {
    let cost = 0;
    for (let v = 0; v < n + m; v++) {
      expect(tree.flow[v]!).toBeGreaterThanOrEqual(0);
      if (v !== tree.root)
        cost += tree.flow[v]! * C[v < n ? v * m + tree.parent[v]! - n : tree.parent[v]! * m + v - n]!;
    }
    costs.push(cost);
    last = tree;
  }
  return { cost: costs[costs.length - 1]!, costs, tree: last! };
}

function augmenting(C: Float64Array, a: Float64Array, b: Float64Array) {
  const steps = shortestAugmentingPaths(C, a.length, b.length, a, b);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value!;
  }
}

const problems = Array.from({ length: 24 }, (_, seed) => {
  const random = mulberry32(900 + seed);
  const n = 1 + Math.floor(30 * random());
  const m = 1 + Math.floor(30 * random());
  // Few distinct weights and costs make degenerate bases, where careless pivoting cycles.
  const levels = seed % 3 === 0 ? 4 : 1e9;
  const C = Float64Array.from({ length: n * m }, () => Math.floor(levels * random()) / levels);
  return {
    name: `${n} × ${m}, ${levels} levels`,
    C,
    a: weights(random, n, seed % 2 ? 1 : 1000),
    b: weights(random, m, 3),
  };
});

describe('exact transport by two independent algorithms', () => {
  for (const { name, C, a, b } of problems) {
    it(`the network simplex and shortest augmenting paths agree on ${name}`, () => {
      const first = simplex(C, a, b);
      const second = augmenting(C, a, b);
      expect(Math.abs(first.cost - second.cost)).toBeLessThan(1e-12);
    });
  }

  it('the cost never increases from pivot to pivot', () => {
    for (const { C, a, b } of problems) {
      const { costs } = simplex(C, a, b);
      for (let k = 1; k < costs.length; k++) expect(costs[k]!).toBeLessThanOrEqual(costs[k - 1]! + 1e-14);
    }
  });

  it('both certify themselves: potentials are feasible and tight where there is mass', () => {
    for (const { C, a, b } of problems) {
      const m = b.length;
      const { tree, cost } = simplex(C, a, b);
      const paths = augmenting(C, a, b);
      for (const { f, g } of [tree, paths]) {
        let dual = 0;
        a.forEach((w, i) => {
          dual += w * f[i]!;
        });
        b.forEach((w, j) => {
          dual += w * g[j]!;
        });
        C.forEach((c, k) => {
          expect(c - f[Math.floor(k / m)]! - g[k % m]!).toBeGreaterThan(-1e-12);
        });
        expect(Math.abs(dual - cost)).toBeLessThan(1e-12);
      }
    }
  });

  it('the plans have the marginals asked for', () => {
    for (const { C, a, b } of problems) {
      const m = b.length;
      const { plan } = augmenting(C, a, b);
      const rows = new Float64Array(a.length);
      const columns = new Float64Array(m);
      plan.forEach((p, k) => {
        rows[Math.floor(k / m)]! += p;
        columns[k % m]! += p;
      });
      rows.forEach((r, i) => {
        expect(Math.abs(r - a[i]!)).toBeLessThan(1e-14);
      });
      columns.forEach((c, j) => {
        expect(Math.abs(c - b[j]!)).toBeLessThan(1e-14);
      });
    }
  });

  it('on the line both equal the sorted matching', () => {
    const random = mulberry32(77);
    const x = Float64Array.from({ length: 17 }, random);
    const y = Float64Array.from({ length: 23 }, random);
    const a = weights(random, 17, 50);
    const b = weights(random, 23, 50);
    const C = Float64Array.from({ length: 17 * 23 }, (_, k) => (x[Math.floor(k / 23)]! - y[k % 23]!) ** 2);
    const sorted = sortedTransport(x, y, (d) => d * d, a, b);
    expect(Math.abs(simplex(C, a, b).cost - sorted)).toBeLessThan(1e-14);
    expect(Math.abs(augmenting(C, a, b).cost - sorted)).toBeLessThan(1e-14);
  });
});
