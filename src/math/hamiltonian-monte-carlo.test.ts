import { describe, expect, it } from 'vitest';
import { finish } from './breaths.ts';
import { createHamiltonianChains, leapfrog, type Potential } from './hamiltonian-monte-carlo.ts';
import { mulberry32, normals } from './random.ts';

/** Σ a_k θ_k² / 2 + Σ b_k θ_k⁴ / 4. */
const well = (a: readonly number[], b = 0): Potential => ({
  size: a.length,
  cost: a.length,
  evaluate(position, gradient) {
    let U = 0;
    a.forEach((scale, k) => {
      const x = position[k]!;
      U += (scale * x * x) / 2 + (b * x ** 4) / 4;
      gradient[k] = scale * x + b * x ** 3;
    });
    return U;
  },
});
const energyOf = (potential: Potential, q: Float64Array, p: Float64Array): number =>
  potential.evaluate(q, new Float64Array(q.length)) + 0.5 * p.reduce((sum, value) => sum + value * value, 0);

function moved(potential: Potential, q0: Float64Array, p0: Float64Array, stepSize: number, steps: number) {
  const [q, p, gradient] = [q0.slice(), p0.slice(), new Float64Array(q0.length)];
  potential.evaluate(q, gradient);
  const U = leapfrog(potential, q, p, gradient, stepSize, steps);
  return { q, p, U };
}

describe('Leapfrog', () => {
  const potential = well([1, 4, 0.3], 0.5);
  const [q0, p0] = [normals(mulberry32(1), 3), normals(mulberry32(2), 3)];

  it('returns when the momentum is turned round', () => {
    const there = moved(potential, q0, p0, 0.1, 25);
    const back = moved(
      potential,
      there.q,
      there.p.map((value) => -value),
      0.1,
      25,
    );
    back.q.forEach((value, k) => {
      expect(Math.abs(value - q0[k]!)).toBeLessThan(1e-10);
      expect(Math.abs(back.p[k]! + p0[k]!)).toBeLessThan(1e-10);
    });
    expect(back.U).toBeCloseTo(potential.evaluate(q0, new Float64Array(3)), 10);
  });

  it('loses energy of second order in the step', () => {
    const lost = (stepSize: number) => {
      const { q, p } = moved(potential, q0, p0, stepSize, Math.round(1 / stepSize));
      return Math.abs(energyOf(potential, q, p) - energyOf(potential, q0, p0));
    };
    expect(lost(0.01) / lost(0.005)).toBeGreaterThan(3.6);
    expect(lost(0.01) / lost(0.005)).toBeLessThan(4.4);
  });

  it('is linear in a quadratic well', () => {
    const harmonic = well([2, 0.5]);
    const [one, two] = [moved(harmonic, q0.slice(0, 2), p0.slice(0, 2), 0.2, 7), 3];
    const scaled = moved(
      harmonic,
      q0.slice(0, 2).map((value) => two * value),
      p0.slice(0, 2).map((value) => two * value),
      0.2,
      7,
    );
    one.q.forEach((value, k) => {
      expect(scaled.q[k]).toBeCloseTo(two * value, 10);
    });
  });
});

describe('Hamiltonian chains', () => {
  const options = { stepSize: 0.3, steps: 8, random: mulberry32(3) };

  it('moves the step size towards acceptance 0.8, and only where asked', () => {
    const chains = createHamiltonianChains(well([1, 9]), new Float64Array(8), { ...options, stepSize: 0.4 });
    finish(chains.trajectory(false));
    expect(chains.stepSize).toBe(0.4);
    finish(chains.trajectory(true));
    expect(chains.stepSize).toBeCloseTo(0.4 * Math.exp(0.05 * (chains.acceptance - 0.8)), 12);
    let sum = 0;
    for (let k = 0; k < 400; k++) {
      finish(chains.trajectory(true));
      if (k >= 200) sum += chains.acceptance / 200;
    }
    expect(sum).toBeGreaterThan(0.7);
    expect(sum).toBeLessThan(0.9);
  });

  it('stays where the energy is not a number', () => {
    const hole: Potential = {
      size: 1,
      cost: 1,
      evaluate(position, gradient) {
        gradient[0] = 0;
        return position[0] === 0 ? 0 : Number.NaN;
      },
    };
    const chains = createHamiltonianChains(hole, new Float64Array(3), options);
    finish(chains.trajectory(true));
    expect([...chains.positions]).toEqual([0, 0, 0]);
    expect([chains.accepted, chains.acceptance]).toEqual([0, 0]);
  });

  it('refuses a step that is not one', () => {
    const make = (changed: object) => () =>
      createHamiltonianChains(well([1]), new Float64Array(1), { ...options, ...changed });
    expect(make({ stepSize: 0 })).toThrow(RangeError);
    expect(make({ stepSize: Number.NaN })).toThrow(RangeError);
    expect(make({ steps: 0 })).toThrow(RangeError);
    expect(() => createHamiltonianChains(well([1, 1]), new Float64Array(3), options)).toThrow(RangeError);
  });
});

describe('Draws from a conjugate model', () => {
  // The line of the reference file: X, y, s² = 0.09, prior variance 4; its posterior.
  const X = [
    [-0.582, -0.287],
    [-1.965, 2.98],
    [0.418, 0.74],
    [0.361, -0.749],
    [0.169, -0.414],
    [-1.005, 0.993],
    [0.22, 1.415],
    [-0.382, 1.16],
  ];
  const y = [-0.398, -3.617, 0.647, 1.056, 0.395, -0.622, 0.061, -1.017];
  const mean = [1.19956620119, -0.317468501494];
  const variance = [0.0353380873592, 0.0139434007603];
  const line: Potential = {
    size: 2,
    cost: 32,
    evaluate(theta, gradient) {
      let U = 0;
      for (let k = 0; k < 2; k++) {
        U += theta[k]! ** 2 / 8;
        gradient[k] = theta[k]! / 4;
      }
      X.forEach((x, i) => {
        const error = x[0]! * theta[0]! + x[1]! * theta[1]! - y[i]!;
        U += error ** 2 / 0.18;
        for (let k = 0; k < 2; k++) gradient[k] = gradient[k]! + (error * x[k]!) / 0.09;
      });
      return U;
    },
  };

  it('have its moments: 4 chains of 2,000', () => {
    const chains = createHamiltonianChains(line, normals(mulberry32(1), 8), {
      stepSize: 0.05,
      steps: 12,
      random: mulberry32(2),
    });
    for (let k = 0; k < 300; k++) finish(chains.trajectory(true));
    const rows: number[][] = [[], []];
    for (let k = 0; k < 2000; k++) {
      finish(chains.trajectory(false));
      for (let c = 0; c < 4; c++) for (let d = 0; d < 2; d++) rows[d]!.push(chains.positions[2 * c + d]!);
    }
    rows.forEach((draws, d) => {
      const m = draws.reduce((sum, value) => sum + value, 0) / draws.length;
      const v = draws.reduce((sum, value) => sum + (value - m) ** 2, 0) / draws.length;
      // Standard error by means of batches of 100 trajectories, which are longer than the memory of the chains.
      const batches = Array.from({ length: 20 }, (_, b) => draws.slice(400 * b, 400 * (b + 1)));
      const means = batches.map((batch) => batch.reduce((sum, value) => sum + value, 0) / batch.length);
      const error = Math.sqrt(means.reduce((sum, value) => sum + (value - m) ** 2, 0) / 19 / 20);
      expect(Math.abs(m - mean[d]!)).toBeLessThan(4 * error);
      expect(error).toBeLessThan(0.2 * Math.sqrt(variance[d]!));
      expect(Math.abs(v / variance[d]! - 1)).toBeLessThan(0.15);
    });
  });
});
