import { createMixtureDensity, type DiagonalMixture, fitDiagonalMixture } from '../../../../math/diagonal-mixture.ts';
import { fillNormals } from '../../../../math/fill-normals.ts';
import { createHamiltonianChains, type Potential } from '../../../../math/hamiltonian-monte-carlo.ts';
import { choice, integer, number } from '../../../../params/descriptor.ts';
import { createDrawnNetworks } from '../drawn-networks.ts';
import { followObservations } from '../follow-observations.ts';
import { type Learned, method, NOTHING_MORE, type Predictor, type TaskStream } from '../problem.ts';
import { addLogisticLoss, type SmallNetwork, smallNetwork } from '../small-network.ts';

const params = {
  handOver: choice({
    label: 'Handed on',
    options: ['mixture', 'joint'],
    default: 'mixture',
    optionLabels: { mixture: 'a mixture fitted to the draws', joint: 'all data so far' },
    help: 'What stands for earlier tasks: a density that was fitted to their posterior, or the tasks themselves.',
  }),
  components: integer({ label: 'Components of the mixture', symbol: 'K', min: 1, max: 50, default: 8, scale: 'log' }),
  heads: choice({
    label: 'Outputs',
    options: ['shared', 'own'],
    default: 'shared',
    optionLabels: { shared: 'one that all tasks share', own: 'one for each task' },
    help: 'With an output (or mean, or line) for each task the learner is told which task a question belongs to.',
  }),
  burnIn: integer({ label: 'Trajectories before the first draw', min: 5, max: 500, default: 150, scale: 'log' }),
  draws: integer({ label: 'Trajectories that are kept', min: 5, max: 800, default: 150, scale: 'log' }),
  chains: integer({ label: 'Chains', min: 1, max: 16, default: 8 }),
  leapfrogs: integer({ label: 'Leapfrog steps', symbol: 'L', min: 1, max: 50, default: 12 }),
  stepSize: number({ label: 'Step size to begin with', symbol: 'ε', min: 1e-3, max: 0.5, default: 0.05, scale: 'log' }),
  deviation: number({ label: 'Standard deviation of the prior', min: 0.1, max: 10, default: 1.5, scale: 'log' }),
  width: integer({ label: 'Hidden units', min: 2, max: 32, default: 10 }),
};

/** Of the pooled draws one in so many is kept, in turn from every chain. */
const THINNING = 4;

/**
 * Bayes' rule from task to task by Hamiltonian Monte Carlo: a mixture fitted to the draws from one posterior is the prior
 * of the next. Where the posterior is Gaussian it is computed exactly, an observation a step, and nothing else is used.
 *
 * Source   Kessler, Cobb, Rudner, Zohren & Roberts 2023, Entropy 25:884, sections 3 and 4.
 * Solves   draws from p(θ) ∝ p(D_t|θ) p̂_{t−1}(θ), p̂_0 = N(0, s²); jointly from p(θ) Π p(D_s|θ) where told so.
 * Cost     chains × L gradients of the task's points, and 2 K numbers a weight for the mixture, a step.
 * Rate     none: the step size is moved towards acceptance 0.8 before the draws and fixed for them.
 * Needs    to know where a task ends.
 * Fails    at remembering, where the mixture says less than the posterior: the draws of the next task drift off.
 * Departs  by 8 chains of 150 draws and a mixture of 8 in place of 10 to 20 chains of 5,000 and up to 500; no flows.
 */
export const sequentialBayes = method({
  label: 'Sequential Bayes (HMC)',
  source: 'Kessler et al. 2023, arXiv 2301.01828',
  precision: 'float64',
  params,
  *solve(stream, given, run) {
    if (stream.conjugate) {
      yield* followObservations(stream.conjugate, given.heads === 'own');
      return;
    }
    const { chains: count, handOver } = given;
    const net = smallNetwork(given.width, given.heads === 'own' ? stream.tasks.length : 1);
    let start = new Float64Array(count * net.size);
    fillNormals(run.random, start);
    const first = given.deviation;
    start = start.map((value) => first * value);
    const after: Predictor[] = [];
    const energies: Float64Array[] = [];
    const acceptance: number[] = [];
    let mixture: DiagonalMixture | null = null;
    for (let task = 0; task < stream.tasks.length; task++) {
      // Read again for each task; within one the chains go on as they began.
      const { burnIn, draws, leapfrogs, stepSize, deviation } = given;
      const from = handOver === 'joint' ? 0 : task;
      const potential = potentialOf(stream, net, from, task, deviation, mixture);
      const options = { stepSize, steps: leapfrogs, random: run.noise };
      const chains = createHamiltonianChains(potential, start, options);
      const { positions } = chains;
      const pool = createDrawnNetworks(net);
      for (let stepInTask = 1; stepInTask <= burnIn + draws; stepInTask++) {
        const burning = stepInTask <= burnIn;
        yield* chains.trajectory(burning);
        run.count('multiply-adds', count * leapfrogs * potential.cost);
        energies.push(chains.energies.slice());
        acceptance.push(chains.accepted);
        const present = burning ? createDrawnNetworks(net) : pool;
        for (let c = 0; c < count; c++)
          if (burning || (stepInTask - burnIn - 1 + c) % THINNING === 0)
            present.keep(positions.subarray(c * net.size, (c + 1) * net.size));
        const now = present.predictor();
        if (stepInTask === burnIn + draws) after.push(now);
        yield {
          ...NOTHING_MORE,
          task,
          stepInTask,
          now,
          after,
          chains: {
            chains: count,
            parameters: net.size,
            positions,
            energies,
            acceptance,
            stepSize: chains.stepSize,
            draws: pool.draws,
            mixture,
          },
        } satisfies Learned;
      }
      start = positions.slice();
      if (handOver === 'mixture' && task + 1 < stream.tasks.length)
        mixture = yield* fitDiagonalMixture(joined(pool.draws), net.size, given.components, run.noise);
    }
  },
});

const joined = (rows: readonly Float64Array[]): Float64Array => Float64Array.from(rows.flatMap((row) => [...row]));

/** U = −log likelihood of the tasks from `first` to `last` − log prior: the mixture, or N(0, deviation²). */
function potentialOf(
  { tasks }: TaskStream,
  net: SmallNetwork,
  first: number,
  last: number,
  deviation: number,
  mixture: DiagonalMixture | null,
): Potential {
  const prior = mixture && createMixtureDensity(mixture);
  const precision = 1 / (deviation * deviation);
  const units = new Float64Array(net.hidden);
  const points = tasks.slice(first, last + 1).reduce((sum, { train }) => sum + train.count, 0);
  return {
    size: net.size,
    cost: 8 * net.hidden * points + (mixture ? 4 * mixture.means.length : net.size),
    evaluate(theta, gradient) {
      let U = 0;
      gradient.fill(0);
      if (prior) U -= prior.addGradient(theta, -1, gradient);
      else
        for (let k = 0; k < theta.length; k++) {
          U += 0.5 * precision * theta[k]! * theta[k]!;
          gradient[k] = precision * theta[k]!;
        }
      for (let t = first; t <= last; t++)
        U += addLogisticLoss(net, theta, Math.min(t, net.heads - 1), tasks[t]!.train, gradient, units);
      return U;
    },
  };
}
