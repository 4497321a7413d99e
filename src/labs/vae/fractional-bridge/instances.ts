import { ProblemError } from '../../../engine/bench.ts';
import { fittedWeights, geometricRates } from '../../../math/ou-superposition.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { exactPosterior } from './exact-posterior.ts';
import { instance } from './problem.ts';

/** Largest γ_max dt: beyond it explicit Euler steps overshoot. */
const STABLE = 0.5;

export const observation = instance({
  label: 'One observation',
  help: 'A fractional Ornstein–Uhlenbeck process from 0, observed with noise at time 1.',
  params: {
    hurst: number({
      label: 'Hurst index',
      symbol: 'H',
      min: 0.05,
      max: 0.95,
      default: 0.7,
      help: 'Half is Brownian noise; it is rougher below and smoother above.',
    }),
    terms: integer({ label: 'Processes', symbol: 'K', min: 1, max: 10, default: 5 }),
    fastest: number({ label: 'Fastest rate', symbol: 'γ', min: 2, max: 100, default: 20, scale: 'log' }),
    n: integer({ label: 'Euler steps', symbol: 'n', min: 16, max: 256, default: 64, scale: 'log' }),
    pull: number({ label: 'Pull to 0', symbol: 'κ', min: 0, max: 5, default: 1 }),
    observed: number({ label: 'Observed', symbol: 'o', min: -3, max: 3, default: 1.5 }),
    sd: number({
      label: 'Deviation of the observation',
      symbol: 's',
      min: 0.05,
      max: 1,
      default: 0.3,
      scale: 'log',
      help: 'A sharp observation of rough noise needs more Euler steps.',
    }),
  },
  make({ hurst, terms, fastest, n, pull, observed, sd }) {
    const dt = 1 / n;
    const rates = geometricRates(terms, fastest);
    const longest = rates.at(-1)! * dt;
    if (!(longest < STABLE))
      throw new ProblemError(
        `${n} Euler steps are too few for a rate of ${Number(fastest.toPrecision(4))}: rate times step is ${longest.toPrecision(3)} and must be below ${STABLE}.`,
      );
    const weights = fittedWeights(rates, hurst, 1);
    const linear = { rates, weights, steps: n, dt, pull, observed, sd };
    return { hurst, ...linear, exact: exactPosterior(linear) };
  },
});
