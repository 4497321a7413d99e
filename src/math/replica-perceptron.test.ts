import { expect, it } from 'vitest';
import { finish } from './breaths.ts';
import {
  energeticTerm,
  errorOfOverlap,
  firstTaskTheory,
  type OrderParameters,
  SITES,
  secondTaskTheory,
  signDivergence,
} from './replica-perceptron.ts';

const betaHat = 20;

it('has conjugates that are the derivatives of its energetic term', () => {
  const at: OrderParameters = { q: 0.5, r: 0.4, qStar: 0.7 };
  const h = 1e-4;
  const slope = (name: keyof OrderParameters) => {
    const G = (by: number) => energeticTerm({ ...at, [name]: at[name] + by }, betaHat).G;
    return (G(h) - G(-h)) / (2 * h);
  };
  const { conjugates } = energeticTerm(at, betaHat);
  expect(conjugates.q).toBeCloseTo(-2 * slope('q'), 3);
  expect(conjugates.r).toBeCloseTo(slope('r'), 3);
  expect(conjugates.qStar).toBeCloseTo(slope('qStar'), 3);
});

it('learns less under a prior, more from more examples, and has marginals that are densities', () => {
  const solve = (alpha: number, gamma: number) => finish(firstTaskTheory({ alpha, betaHat, gamma }));
  const free = solve(0.4, 0);
  const held = solve(0.4, 1);
  expect(errorOfOverlap(free.overlap)).toBeLessThan(errorOfOverlap(held.overlap));
  expect(held.marginal.reduce((sum, density, k) => sum + density * SITES.weights[k]!, 0)).toBeCloseTo(1, 6);
  const longer = solve(0.8, 1);
  expect(longer.overlap).toBeGreaterThan(held.overlap);
});

it('has an overlap with a first teacher that is minus the one with a second that is its opposite', () => {
  const first = finish(firstTaskTheory({ alpha: 0.3, betaHat, gamma: 1 }));
  const setting = { alpha: 0.3, betaHat, gamma: 1, teacherOverlap: -1, first, firstGamma: 1 };
  const { overlapFirst, overlapSecond } = finish(secondTaskTheory(setting));
  expect(overlapFirst).toBeCloseTo(-overlapSecond, 10);
});

it('has a divergence of signs that is zero on the diagonal and positive off it', () => {
  expect(signDivergence(0.3, 0.3)).toBeCloseTo(0, 14);
  expect(signDivergence(0.3, -0.8)).toBeGreaterThan(0);
});
