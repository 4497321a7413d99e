import { zigguratNormals } from '../../../../math/ziggurat-normals.ts';
import { batches, cosine, stepsOfEpoch, warmUp } from '../batches.ts';
import { exchangeFraction, paperCostRatio } from '../exchange.ts';
import { denseStepCost } from '../posterior.ts';
import { layerSizes, method } from '../problem.ts';
import { createTape, propagate, slopes } from '../sparse-gradient.ts';
import { adamStep, createSparseNetwork, heldBy } from '../sparse-network.ts';
import { sparseParams } from '../sparse-params.ts';
import { createTopology } from '../topology.ts';

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
  params: sparseParams,
  *solve(problem, settings, run) {
    const { updates: steps, density } = settings;
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
      const { interval, beta, priorSd, rate } = settings;
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
