import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../engine/bench.ts';
import { mulberry32 } from '../../../math/random.ts';
import { defaults, type Values } from '../../../params/descriptor.ts';
import { instances } from './instances.ts';
import { measuresOf } from './measures.ts';
import { networkPotential } from './network-potential.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorProblem } from './problem.ts';
import { hmc } from './solvers/hmc.ts';
import { sparseSubspaceVi } from './solvers/sparse-subspace-vi.ts';

type Settings = Values<typeof hmc.params>;
const source = { seed: 1, assets: {}, data: null };
const gap = instances.gap.make(
  { ...(defaults(instances.gap.params) as Values<typeof instances.gap.params>), n: 40, width: 8, depth: 1 },
  source,
);
const moons = instances.moons.make(
  { ...(defaults(instances.moons.params) as Values<typeof instances.moons.params>), n: 100, width: 8, depth: 2 },
  source,
);

function last(problem: PosteriorProblem, settings: Partial<Settings>): Posterior {
  const run = { random: mulberry32(1), noise: mulberry32(2), count: () => {}, backend: 'cpu' as const };
  const all = { ...(defaults(hmc.params) as Settings), ...settings };
  let found: Posterior | undefined;
  for (const one of hmc.solve(problem, all, run) as Iterable<Posterior | undefined>) found = one ?? found;
  return found!;
}

describe('Hamiltonian Monte Carlo on a network', () => {
  it.each([gap, moons])('follows the gradient of its energy', (problem) => {
    const potential = networkPotential(problem, 0.7);
    const at = Float64Array.from({ length: potential.size }, (_, k) => Math.sin(3 * k));
    const [gradient, none] = [new Float64Array(at.length), new Float64Array(at.length)];
    potential.evaluate(at, gradient);
    for (const k of [0, 7, at.length - 1]) {
      const moved = (h: number) =>
        potential.evaluate(
          Float64Array.from(at, (x, j) => (j === k ? x + h : x)),
          none,
        );
      const slope = (moved(1e-6) - moved(-1e-6)) / 2e-6;
      expect(Math.abs(gradient[k]! - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
    }
  });

  it('has the moments of a conjugate model: a linear regression', () => {
    const linear = { ...gap, hidden: [], noiseSd: 1 };
    const { networks } = last(linear, { updates: 600, chains: 4, leapfrog: 8, thin: 1, burnIn: 0.1 });
    // Posterior of (slope, bias): precision XᵀX + I, mean = precision⁻¹ Xᵀy.
    const { inputs: x, targets: y, count } = linear.train;
    const sum = (f: (n: number) => number) => Array.from({ length: count }, (_, n) => f(n)).reduce((a, b) => a + b, 0);
    const [a, b, d] = [1 + sum((n) => x[n]! ** 2), sum((n) => x[n]!), 1 + count];
    const [p, q] = [sum((n) => x[n]! * y[n]!), sum((n) => y[n]!)];
    const det = a * d - b * b;
    const draws = networks.map(({ layers: [only] }) => [only!.mean[0]!, only!.bias[0]!]);
    const moment = (f: (draw: number[]) => number) => draws.reduce((all, one) => all + f(one), 0) / draws.length;
    const [slope, bias] = [moment(([w]) => w!), moment(([, c]) => c!)];
    const [sdSlope, sdBias] = [Math.sqrt(d / det), Math.sqrt(a / det)];
    expect(Math.abs(slope - (d * p - b * q) / det)).toBeLessThan(0.1 * sdSlope);
    expect(Math.abs(bias - (a * q - b * p) / det)).toBeLessThan(0.1 * sdBias);
    expect(Math.sqrt(moment(([w]) => (w! - slope) ** 2)) / sdSlope).toBeCloseTo(1, 1);
    expect(Math.sqrt(moment(([, c]) => (c! - bias) ** 2)) / sdBias).toBeCloseTo(1, 1);
  });

  it('knows what it does not know: in the gap, and far from the moons', () => {
    const { probes } = measuresOf(gap, last(gap, { updates: 150, leapfrog: 15 }));
    expect(probes!.gap / probes!.atData).toBeGreaterThan(2);
    const seen = measuresOf(moons, last(moons, { updates: 120, leapfrog: 15 }));
    expect(seen.scores!.accuracy).toBeGreaterThan(0.93);
    expect(seen.far).toBeGreaterThan(3 * seen.test.epistemic.reduce((sum, one) => sum + one / seen.test.count, 0));
  });

  it('is wide in the gap, where independent Gaussians on the weights are not', () => {
    const curve = instances.gap.make(
      { ...(defaults(instances.gap.params) as Values<typeof instances.gap.params>), n: 40, width: 12, depth: 1 },
      source,
    );
    const all = { ...(defaults(sparseSubspaceVi.params) as Values<typeof sparseSubspaceVi.params>), updates: 800 };
    const run = { random: mulberry32(1), noise: mulberry32(2), count: () => {}, backend: 'cpu' as const };
    const dense = { ...all, density: 1, beta: 1 };
    let meanField: Posterior | undefined;
    for (const one of sparseSubspaceVi.solve(curve, dense, run) as Iterable<Posterior | undefined>)
      meanField = one ?? meanField;
    const [approximate, exact] = [meanField!, last(curve, { updates: 200 })].map(
      (one) => measuresOf(curve, one).probes!,
    );
    expect(exact!.gap / exact!.atData).toBeGreaterThan(2 * (approximate!.gap / approximate!.atData));
  });

  it('refuses a network that is too large, in one sentence', () => {
    expect(() => last({ ...moons, hidden: [64, 64] }, {})).toThrow(ProblemError);
    expect(() => last({ ...moons, hidden: [64, 64] }, {})).toThrow(/4352 weights.*up to 3000/);
  });
});
