import type { Metric } from '../../../engine/bench.ts';
import {
  conditionalError,
  energyDistance,
  heldOutLoss,
  marginalError,
  momentErrors,
  planDivergence,
} from './measure-bridge.ts';
import type { Bridge, BridgeProblem } from './problem.ts';

export const metrics: Readonly<Record<string, Metric<BridgeProblem, Bridge>>> = {
  loss: {
    label: 'Loss',
    symbol: 'ℒ',
    unit: 'nats',
    scale: 'linear',
    better: 'lower',
    help: 'E log c(x) − E log v(y) over held-out points: the divergence to the bridge, but for a constant.',
    measure: heldOutLoss,
  },
  klGap: {
    label: 'KL to the true plan',
    symbol: 'KL',
    unit: 'nats',
    scale: 'log',
    better: 'lower',
    help: 'KL(π* ‖ π) over held-out pairs, where the true bridge is known; noise of some 1e-3 remains.',
    measure: planDivergence,
  },
  cbwUvp: {
    label: 'Error of the conditional plans',
    unit: '%',
    scale: 'log',
    better: 'lower',
    help: 'cBW-UVP: squared Bures-Wasserstein distance of π(·|x) to the true one over 500 x, relative to half the variance of p₁.',
    measure: conditionalError,
  },
  energyDistance: {
    label: 'Energy distance',
    scale: 'log',
    better: 'lower',
    help: 'Between generated and held-out target points, up to 2,000 of each; two independent samples of 2,000 are some 0.002 apart.',
    measure: energyDistance,
  },
  marginalError: {
    label: 'Marginal error',
    scale: 'log',
    better: 'lower',
    help: 'Σ|P1 − a| + Σ|Pᵀ1 − b| of the plan between the samples.',
    measure: marginalError,
  },
  meanError: {
    label: 'Error of the mean',
    scale: 'log',
    better: 'lower',
    help: 'Of what is reached at time 1, against the truth from the same source points or, where it is unknown, held-out points.',
    measure: (problem, bridge) => momentErrors(problem, bridge)[0],
  },
  covarianceError: {
    label: 'Error of the covariance',
    scale: 'log',
    better: 'lower',
    help: 'Frobenius norm of the difference at time 1, likewise.',
    measure: (problem, bridge) => momentErrors(problem, bridge)[1],
  },
};
