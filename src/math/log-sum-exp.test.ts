import { describe, expect, it } from 'vitest';
import { columnLogSumExp, logSumExp, rowLogSumExp } from './log-sum-exp.ts';
import { mulberry32 } from './random.ts';

describe('logSumExp', () => {
  it('neither overflows nor underflows', () => {
    expect(logSumExp(Float64Array.of(1000, 1000))).toBeCloseTo(1000 + Math.log(2), 12);
    expect(logSumExp(Float64Array.of(-2000, -2000))).toBeCloseTo(-2000 + Math.log(2), 12);
  });

  it('is −∞ for no values and for −∞ only, NaN if one is NaN', () => {
    expect(logSumExp(new Float64Array(0))).toBe(-Infinity);
    expect(logSumExp(Float64Array.of(-Infinity, -Infinity))).toBe(-Infinity);
    expect(logSumExp(Float64Array.of(0, Number.NaN))).toBeNaN();
  });

  it('rows and columns of a matrix agree with the plain sum, in any split of the lines', () => {
    const [n, m, eps] = [7, 13, 0.05];
    const random = mulberry32(4);
    const C = Float64Array.from({ length: n * m }, random);
    const f = Float64Array.from({ length: n }, random);
    const g = Float64Array.from({ length: m }, random);
    const rows = new Float64Array(n);
    const columns = new Float64Array(m);
    rowLogSumExp(C, m, g, eps, rows, 0, 3);
    rowLogSumExp(C, m, g, eps, rows, 3, n);
    columnLogSumExp(C, n, m, f, eps, columns, 0, 5);
    columnLogSumExp(C, n, m, f, eps, columns, 5, m);
    for (let i = 0; i < n; i++) {
      const plain = eps * logSumExp(g.map((v, j) => (v - C[i * m + j]!) / eps));
      expect(Math.abs(rows[i]! - plain)).toBeLessThan(1e-14);
    }
    for (let j = 0; j < m; j++) {
      const plain = eps * logSumExp(f.map((v, i) => (v - C[i * m + j]!) / eps));
      expect(Math.abs(columns[j]! - plain)).toBeLessThan(1e-14);
    }
  });
});
