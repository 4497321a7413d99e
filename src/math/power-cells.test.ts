import { describe, expect, it } from 'vitest';
import { powerCells } from './power-cells.ts';
import { mulberry32, normals } from './random.ts';

const box = [-2, -2, 2, 2] as const;

const areaOf = (polygon: Float64Array) => {
  let twice = 0;
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length;
    twice += polygon[k]! * polygon[next + 1]! - polygon[next]! * polygon[k + 1]!;
  }
  return twice / 2;
};

describe('Power cells', () => {
  const sites = normals(mulberry32(4), 24);
  const heights = normals(mulberry32(5), 12).map((value) => 0.3 * value ** 2);

  it.each([
    ['with heights', heights],
    ['without', new Float64Array(12)],
  ])('fill the box once, and their points are nearest to their site, %s', (_, high) => {
    const cells = powerCells(sites, high, box);
    expect(cells.reduce((sum, cell) => sum + areaOf(cell), 0)).toBeCloseTo(16, 9);
    cells.forEach((cell, i) => {
      const corners = cell.length / 2;
      if (corners === 0) return;
      const mean = [0, 1].map(
        (axis) => cell.reduce((sum, value, k) => (k % 2 === axis ? sum + value : sum), 0) / corners,
      );
      const power = (j: number) => (mean[0]! - sites[2 * j]!) ** 2 + (mean[1]! - sites[2 * j + 1]!) ** 2 + high[j]!;
      for (let j = 0; j < high.length; j++) expect(power(i)).toBeLessThanOrEqual(power(j) + 1e-9);
    });
  });

  it('are the box itself for one site, and half of it each for two in balance', () => {
    expect(areaOf(powerCells(Float64Array.of(0, 0), Float64Array.of(1), box)[0]!)).toBeCloseTo(16, 12);
    for (const cell of powerCells(Float64Array.of(-1, 0, 1, 0), new Float64Array(2), box))
      expect(areaOf(cell)).toBeCloseTo(8, 12);
  });

  it('are empty for a site that lies too high', () => {
    expect(powerCells(Float64Array.of(0, 0, 0.1, 0), Float64Array.of(100, 0), box)[0]).toHaveLength(0);
  });
});
