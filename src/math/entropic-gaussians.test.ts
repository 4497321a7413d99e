import { describe, expect, it } from 'vitest';
import file from '../../tests/reference/transport.json' with { type: 'json' };
import { brenierMatrix } from './bures.ts';
import { entropicGaussians, entropicGaussianValue } from './entropic-gaussians.ts';
import { luSolve } from './lu-solve.ts';

const A = Float64Array.of(1, 0.3, 0.3, 0.8);
const B = Float64Array.of(1.5, 0.6, 0.6, 0.5);

describe('The entropic plan between Gaussians', () => {
  it('agrees with the reference file', () => {
    const entries = file.entries.filter(({ kind }) => kind === 'gauss/entropic');
    expect(entries.length).toBeGreaterThan(0);
    for (const { inputs, expected } of entries as unknown as {
      inputs: { A: number[][]; B: number[][]; m1: number[]; m2: number[]; eps: number };
      expected: { cross_cov: number[][]; cond_matrix: number[][]; value: number; mutual_information: number };
    }[]) {
      const [P, Q, d] = [Float64Array.from(inputs.A.flat()), Float64Array.from(inputs.B.flat()), inputs.m1.length];
      const plan = entropicGaussians(P, Q, d, inputs.eps);
      plan.cross.forEach((value, k) => {
        expect(value).toBeCloseTo(expected.cross_cov.flat()[k]!, 7);
      });
      plan.conditional.forEach((value, k) => {
        expect(value).toBeCloseTo(expected.cond_matrix.flat()[k]!, 7);
      });
      const shift = inputs.m1.map((m, k) => m - inputs.m2[k]!);
      const value = entropicGaussianValue(P, Q, shift, d, inputs.eps);
      expect(value.value).toBeCloseTo(expected.value, 7);
      expect(value.information).toBeCloseTo(expected.mutual_information, 7);
    }
  });

  it.each([0.01, 0.1, 1, 10])(
    'has −I/ε off the diagonal of the joint precision, and the right marginal, ε = %d',
    (eps) => {
      const { cross, conditional, conditionalCovariance } = entropicGaussians(A, B, 2, eps);
      const joint = Float64Array.from([
        ...[A[0]!, A[1]!, cross[0]!, cross[1]!],
        ...[A[2]!, A[3]!, cross[2]!, cross[3]!],
        ...[cross[0]!, cross[2]!, B[0]!, B[1]!],
        ...[cross[1]!, cross[3]!, B[2]!, B[3]!],
      ]);
      for (let j = 0; j < 2; j++) {
        const column = luSolve(
          joint,
          Float64Array.from({ length: 4 }, (_, k) => (k === j + 2 ? 1 : 0)),
        );
        for (let i = 0; i < 2; i++) expect(eps * column[i]!).toBeCloseTo(i === j ? -1 : 0, 8);
      }
      // M A Mᵀ + ε M = B.
      const inner = (i: number, j: number) =>
        [0, 1].reduce((sum, k) => sum + conditional[2 * i + k]! * cross[2 * k + j]!, conditionalCovariance[2 * i + j]!);
      for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) expect(inner(i, j)).toBeCloseTo(B[2 * i + j]!, 12);
    },
  );

  it('tends to the optimal map for small ε, and to independence for large', () => {
    const near = entropicGaussians(A, B, 2, 1e-7).conditional;
    brenierMatrix(A, B, 2).forEach((value, k) => {
      expect(near[k]!).toBeCloseTo(value, 6);
    });
    const far = entropicGaussians(A, B, 2, 1e7);
    far.conditional.forEach((value) => {
      expect(Math.abs(value)).toBeLessThan(1e-6);
    });
    far.conditionalCovariance.forEach((value, k) => {
      expect(value).toBeCloseTo(B[k]!, 5);
    });
  });
});
