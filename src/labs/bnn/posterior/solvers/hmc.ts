import { ProblemError } from '../../../../engine/bench.ts';
import { createHamiltonianChains } from '../../../../math/hamiltonian-monte-carlo.ts';
import { integer, number } from '../../../../params/descriptor.ts';
import { networkAt, networkPotential, networkStarts } from '../network-potential.ts';
import { denseStepCost, type Network } from '../posterior.ts';
import { layerSizes, method, weightsOf } from '../problem.ts';

/** Above this a chain does not get anywhere in a sitting. */
const MOST_WEIGHTS = 3000;
/** ε of the first trajectory. */
const FIRST_STEP = 5e-3;
/** Burn-ins here are short: ln ε moves fast. */
const GAIN = 0.3;

const params = {
  updates: integer({
    label: 'Trajectories',
    symbol: 'T',
    min: 20,
    max: 5000,
    default: 150,
    scale: 'log',
    help: 'Of every chain, the burn-in included.',
  }),
  chains: integer({ label: 'Chains', min: 1, max: 8, default: 3 }),
  leapfrog: integer({
    label: 'Leapfrog steps',
    symbol: 'L',
    min: 1,
    max: 100,
    default: 15,
    scale: 'log',
    help: 'Gradients over all rows in each trajectory.',
  }),
  burnIn: number({
    label: 'Burn-in',
    min: 0.05,
    max: 0.9,
    default: 0.4,
    help: 'Share of the trajectories that moves the step size towards an acceptance of 80 % and is forgotten.',
  }),
  thin: integer({
    label: 'Thinning',
    min: 1,
    max: 50,
    default: 3,
    scale: 'log',
    help: 'One state in so many is kept.',
  }),
  priorSd: number({ label: 'Prior s.d.', symbol: 'p', min: 0.02, max: 3, default: 1, scale: 'log' }),
};

/**
 * Hamiltonian Monte Carlo on all weights and biases: draws from the posterior itself, and what approximations are held
 * against where it can be afforded.
 *
 * Source   Duane et al. 1987; Neal 2011, arXiv 1206.1901, section 3; for networks Neal 1996.
 * Solves   draws of θ from p(θ | D) ∝ ∏ p(y | x, θ) N(θ; 0, p²).
 * Cost     chains · L passes forward and back over all rows a step.
 * Rate     errors of averages fall with the root of the number of independent draws.
 * Needs    trajectories long enough to leave where they began; several chains, to see whether they agree.
 * Fails    where modes are far apart: each chain stays in its own; above some thousand weights by its cost.
 * Departs  the prior holds for biases too; one step size for all chains, moved during the burn-in only.
 */
export const hmc = method({
  label: 'Hamiltonian Monte Carlo',
  source: 'Neal 2011, arXiv 1206.1901',
  precision: 'float64',
  params,
  *solve(problem, given, run) {
    const { updates: steps, chains: count, leapfrog, burnIn, priorSd } = given;
    const weights = weightsOf(problem);
    if (weights > MOST_WEIGHTS)
      throw new ProblemError(
        `The network has ${weights} weights; Hamiltonian Monte Carlo takes up to ${MOST_WEIGHTS} here: choose fewer hidden units or layers.`,
      );
    const potential = networkPotential(problem, priorSd);
    const chains = createHamiltonianChains(potential, networkStarts(problem, potential.size, count, run.random), {
      stepSize: FIRST_STEP,
      steps: leapfrog,
      random: run.noise,
      gain: GAIN,
    });
    const rows = problem.train.count;
    const burn = Math.round(burnIn * steps);
    const dense = denseStepCost(layerSizes(problem), Math.min(problem.batch, rows));
    const states = (): Network[] =>
      Array.from({ length: count }, (_, c) =>
        networkAt(problem, chains.positions.subarray(c * potential.size, (c + 1) * potential.size)),
      );
    const kept: Network[][] = Array.from({ length: count }, () => []);
    const gradients = count * leapfrog;
    for (let t = 1; t <= steps; t++) {
      const { thin } = given;
      yield* chains.trajectory(t <= burn);
      run.count('multiply-add', gradients * potential.cost);
      if (t > burn && (t - burn) % thin === 0) for (const [c, state] of states().entries()) kept[c]!.push(state);
      const energy = chains.energies.reduce((sum, one) => sum + one, 0) / count;
      const draws = count * kept[0]!.length;
      let networks: readonly Network[] | null = null;
      yield {
        step: t,
        // One chain after another: an even choice of some has draws of all.
        get networks() {
          networks ??= draws > 0 ? kept.flat() : states();
          return networks;
        },
        loss: energy / rows,
        crossEntropy: chains.energies.reduce((sum, one, c) => sum + one - prior(c), 0) / (count * rows),
        kl: Number.NaN,
        gradientNorm: Number.NaN,
        topology: null,
        cost: {
          multiplyAdds: t * gradients * potential.cost,
          denseMultiplyAdds: t * dense,
          formula: null,
          held: {
            means: (count + draws) * weights,
            sds: 0,
            biases: (count + draws) * (potential.size - weights),
            moments: count * potential.size,
            indexes: 0,
          },
        },
      };
    }

    /** The prior's part of a chain's energy. */
    function prior(c: number): number {
      let square = 0;
      for (const one of chains.positions.subarray(c * potential.size, (c + 1) * potential.size)) square += one * one;
      return square / (2 * priorSd * priorSd);
    }
  },
});
