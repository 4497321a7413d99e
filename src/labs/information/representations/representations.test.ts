import { describe, expect, it } from 'vitest';
import { finish } from '../../../math/breaths.ts';
import { mulberry32, normals } from '../../../math/random.ts';
import { boundOf, shapeOf } from './metrics.ts';
import { mmcrGradient } from './solvers/mmcr.ts';
import { contrastiveGradient } from './solvers/simclr.ts';

const [batch, views, codeSize] = [5, 3, 4];
const sizes = { batch, views, codeSize };

function unitRows(z: Float64Array, d: number): Float64Array {
  return z.map((value, k) => value / Math.hypot(...z.subarray(d * Math.floor(k / d), d * Math.floor(k / d) + d)));
}

const unit = unitRows(normals(mulberry32(4), batch * views * codeSize), codeSize);

describe('The loss of MMCR', () => {
  it('has the gradient that differences give, with and without the price on spread', () => {
    for (const price of [0, 0.7]) {
      const loss = (z: Float64Array) => {
        const { global, local } = shapeOf(z, batch, views, codeSize);
        return (price * local) / batch - global;
      };
      const gradient = mmcrGradient(unit, sizes, price);
      unit.forEach((value, k) => {
        const moved = (by: number) => loss(unit.with(k, value + by));
        expect(gradient[k]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6);
      });
    }
  });

  it('never passes its bound, whatever the codes', () => {
    for (const [B, N, d] of [
      [3, 2, 8],
      [8, 2, 3],
      [6, 1, 6],
    ] as const) {
      const z = unitRows(normals(mulberry32(B), B * N * d), d);
      expect(shapeOf(z, B, N, d).global).toBeLessThanOrEqual(boundOf(B, d) + 1e-12);
    }
  });

  it('of one view has centroids of length 1, and meets the bound at an orthonormal set', () => {
    const z = unitRows(normals(mulberry32(9), 6 * 4), 4);
    expect(shapeOf(z, 6, 1, 4).centroidNorm).toBeCloseTo(1, 12);
    const axes = Float64Array.from({ length: 8 * 4 }, (_, k) => Number(Math.floor(k / 4) % 4 === k % 4));
    expect(shapeOf(axes, 8, 1, 4).global).toBeCloseTo(boundOf(8, 4), 12);
  });

  it('of collapsed codes is the square root of B', () => {
    const z = unitRows(new Float64Array(7 * 2 * 3).fill(1), 3);
    const { global, radius } = shapeOf(z, 7, 2, 3);
    expect(global).toBeCloseTo(Math.sqrt(7), 6);
    expect(radius).toBeCloseTo(0, 6);
  });
});

it('The contrastive loss has the gradient that differences give', () => {
  const temperature = 0.5;
  const rows = batch * views;
  const cosine = (z: Float64Array, i: number, k: number) => {
    let sum = 0;
    for (let c = 0; c < codeSize; c++) sum += z[i * codeSize + c]! * z[k * codeSize + c]!;
    return sum / temperature;
  };
  const loss = (z: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const others = Array.from({ length: rows }, (_, k) => k).filter((k) => k !== i);
      const all = Math.log(others.reduce((part, k) => part + Math.exp(cosine(z, i, k)), 0));
      const own = others.filter((k) => Math.floor(k / views) === Math.floor(i / views));
      for (const p of own) sum += (all - cosine(z, i, p)) / (own.length * rows);
    }
    return sum;
  };
  const gradient = finish(contrastiveGradient(unit, sizes, temperature));
  unit.forEach((value, k) => {
    const moved = (by: number) => loss(unit.with(k, value + by));
    expect(gradient[k]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
  });
});
