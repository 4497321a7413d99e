import { expect, it } from 'vitest';
import { gaussLegendre } from './gauss-legendre.ts';

it('integrates polynomials of degree 2n − 1 exactly, and is symmetric', () => {
  for (const count of [1, 2, 5, 90, 300]) {
    const { nodes, weights } = gaussLegendre(count);
    const integral = (f: (x: number) => number) => weights.reduce((sum, w, k) => sum + w * f(nodes[k]!), 0);
    expect(integral(() => 1)).toBeCloseTo(2, 12);
    const degree = Math.min(2 * count - 2, 20);
    expect(integral((x) => x ** degree)).toBeCloseTo(2 / (degree + 1), 12);
    expect(integral((x) => x ** (2 * count - 1))).toBeCloseTo(0, 12);
    for (let k = 1; k < count; k++) expect(nodes[k]!).toBeGreaterThan(nodes[k - 1]!);
  }
});
