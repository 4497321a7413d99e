import { zigguratNormals } from '../../../../math/ziggurat-normals.ts';
import { choice, integer, number } from '../../../../params/descriptor.ts';
import { batches, cosine, stepsOfEpoch, warmUp } from '../batches.ts';
import { CRITERIA } from '../criteria.ts';
import { exchangeFraction, paperCostRatio } from '../exchange.ts';
import { denseStepCost } from '../posterior.ts';
import { layerSizes, method } from '../problem.ts';
import { createTape, propagate, slopes } from '../sparse-gradient.ts';
import { adamStep, createSparseNetwork, heldBy } from '../sparse-network.ts';
import { createTopology } from '../topology.ts';

const params = {
  steps: integer({
    label: 'Steps',
    symbol: 'T',
    min: 20,
    max: 5000,
    default: 800,
    scale: 'log',
    help: 'The learning rate falls to zero at the last one.',
  }),
  density: number({
    label: 'Density',
    symbol: 'd',
    min: 0.001,
    max: 1,
    default: 0.2,
    scale: 'log',
    help: 'Share of the weights of each matrix that exist at any time; 1 is dense.',
  }),
  criterion: choice({
    label: 'Removal criterion',
    options: CRITERIA,
    default: 'snrAbs',
    optionLabels: {
      snrAbs: 'E|θ| / sd|θ|',
      snr: '|μ| / σ',
      mean: '|μ|',
      eAbs: 'E|θ|',
      eExp: 'E exp(λ|θ|)',
      snrExp: 'exp(λ|θ|): mean / sd',
      q25: 'lower quartile of |θ|',
    },
    help: 'The active weights with the lowest value leave.',
  }),
  topology: choice({
    label: 'Subspace',
    options: ['dynamic', 'static'],
    default: 'dynamic',
    help: 'Static: the random one of the start, to the end.',
  }),
  interval: integer({
    label: 'Inner updates',
    symbol: 'ΔT',
    min: 2,
    max: 200,
    default: 10,
    scale: 'log',
    help: 'Steps from one exchange of weights to the next.',
  }),
  alpha: number({
    label: 'Exchanged share',
    symbol: 'α',
    min: 0,
    max: 0.9,
    default: 0.1,
    help: 'Of the active weights at the first exchange; it falls along a cosine.',
  }),
  end: number({
    label: 'Last exchange',
    min: 0.1,
    max: 1,
    default: 0.75,
    help: 'Share of the steps after which the subspace is frozen.',
  }),
  lambda: number({ label: 'Exponent', symbol: 'λ', min: 0.1, max: 5, default: 1, help: 'Of the two exp criteria.' }),
  gradient: choice({
    label: 'Gradient that adds',
    options: ['sampled', 'means'],
    default: 'sampled',
    optionLabels: { sampled: 'of the noisy step', means: 'of a pass without noise' },
  }),
  fresh: choice({
    label: 'σ of fresh weights',
    options: ['average', 'tiny'],
    default: 'average',
    optionLabels: { average: 'average of the active', tiny: '1e-6' },
  }),
  rate: number({ label: 'Learning rate', min: 1e-4, max: 3e-2, default: 1e-2, scale: 'log' }),
  beta: number({
    label: 'KL weight',
    symbol: 'β',
    min: 1e-3,
    max: 1,
    default: 0.1,
    scale: 'log',
    help: 'Faded in over the first half.',
  }),
  priorSd: number({ label: 'Prior s.d.', symbol: 'p', min: 0.02, max: 3, default: 1, scale: 'log' }),
  sigma0: number({ label: 'σ at the start', symbol: 'σ₀', min: 1e-3, max: 0.3, default: 0.02, scale: 'log' }),
};

/**
 * Sparse subspace variational inference: Gaussian weights exist on a fixed number of places of each matrix from the
 * first step on; every ΔT steps those whose posterior says least leave, and places with a large gradient enter.
 *
 * Source   Li, Miao, Qiu & Zhang 2024, arXiv 2402.11025, Algorithm 1; schedule and scores as in the authors' code.
 * Solves   min E_q[−ln p(D|θ)] + β KL(q ‖ N(0, p²)) over q = N(μ, σ²) on a subspace of s places, and over the subspace.
 * Cost     6 d of a dense product a step (forward, weights, inputs; means and variances), once in ΔT a dense gradient.
 * Rate     that of Adam with noisy gradients.
 * Needs    a density that leaves paths through the network; ΔT long enough for fresh means to grow.
 * Fails    at densities of some hundred weights in all, where the random start has no signal to choose by.
 * Departs  by Adam, He-scaled starting means and a sparse first layer; by products over index lists, nowhere dense × mask.
 */
export const sparseSubspaceVi = method({
  label: 'Sparse subspace VI',
  source: 'Li et al. 2024, arXiv 2402.11025',
  precision: 'float64',
  params,
  *solve(problem, settings, run) {
    const { steps, density, interval, beta, priorSd, rate } = settings;
    const network = createSparseNetwork(problem, density, settings.sigma0, run.random);
    const tape = createTape(problem, Math.min(problem.batch, problem.train.count));
    const rows = batches(problem, run.random);
    const normals = zigguratNormals(run.noise);
    const epoch = stepsOfEpoch(problem);
    const dynamic =
      settings.topology === 'dynamic' && network.layers.some((l) => l.active.length < l.inputs * l.outputs);
    const lastExchange = dynamic ? Math.floor(settings.end * steps) : 0;
    const topology = createTopology(network);
    const dense = denseStepCost(layerSizes(problem), tape.rows);
    let [multiplyAdds, updates] = [0, 0];
    for (let t = 1; t <= steps; t++) {
      const exchanges = t % interval === 0 && t < lastExchange;
      const noise = exchanges && settings.gradient === 'means' ? null : normals;
      const weight = (beta * warmUp(t - 1, steps, epoch)) / problem.train.count;
      const { crossEntropy, work } = propagate(problem, network, rows.next().value, noise, tape);
      const { kl, work: more, norm } = slopes(network, priorSd, weight, tape);
      let done = work + more;
      if (exchanges) {
        done += topology.exchange(t, exchangeFraction(t, settings.alpha, lastExchange), settings, tape);
      } else adamStep(network, rate * cosine(t - 1, steps), ++updates);
      multiplyAdds += done;
      run.count('multiply-add', done);
      yield {
        step: t,
        networks: [{ layers: [...network.layers] }],
        loss: crossEntropy + weight * kl,
        crossEntropy,
        kl: kl / problem.train.count,
        gradientNorm: norm,
        topology: topology.now(),
        cost: {
          multiplyAdds,
          denseMultiplyAdds: t * dense,
          formula: paperCostRatio(density, dynamic ? interval : Number.POSITIVE_INFINITY),
          held: heldBy(network),
        },
      };
    }
  },
});
