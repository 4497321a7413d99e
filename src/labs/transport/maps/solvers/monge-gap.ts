import { number } from '../../../../params/descriptor.ts';
import { method } from '../problem.ts';
import { trainingParams, trainMap } from '../train-map.ts';

/**
 * A network fitted to the target by the Sinkhorn divergence, with the Monge gap as regulariser: the gap is zero exactly
 * where no other pairing of source points and image is cheaper.
 *
 * Source   Uscidda & Cuturi 2023, arXiv 2302.04953: the Monge gap and its use as a regulariser.
 * Solves   min_θ S_ε′(T_θ♯μ, ν) + λ [(1/n) Σ c(x_i, T_θ(x_i)) − W_ε(X, T_θ(X))].
 * Cost     a step: 12 sweeps of three n × n plans, one pass forward and back through the network.
 * Rate     that of Adam on a loss that is not convex; some hundred steps here.
 * Needs    a cost with a gradient; nothing of the network but that it can be trained.
 * Fails    with a λ so small that the fit is done long before the gap, or so large that the map hardly fits.
 * Departs  on the whole samples in place of fresh batches, so that potentials stay warm; W_ε in its KL form; GELU in its
 *          tanh form; weights and biases start uniform in ±1/√(fan in).
 */
export const mongeGap = method({
  label: 'Monge gap',
  source: 'Uscidda & Cuturi 2023, arXiv 2302.04953',
  precision: 'float64',
  params: {
    lambda: number({
      label: 'Weight of the gap',
      symbol: 'λ',
      min: 0.01,
      max: 10,
      default: 1,
      scale: 'log',
      help: 'What a unit of Monge gap costs beside the divergence.',
    }),
    epsGap: number({
      label: 'Blur of the gap',
      symbol: 'ε',
      min: 0.001,
      max: 0.1,
      default: 0.01,
      scale: 'log',
      help: 'ε of the plan the map is compared with, as a share of the mean cost between source and target.',
    }),
    ...trainingParams,
  },
  solve: (problem, given, run) => {
    const penalty = {
      get weight() {
        return given.lambda;
      },
      eps: given.epsGap,
    };
    return trainMap(problem, given, penalty, run);
  },
});
