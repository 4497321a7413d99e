import type { Bench } from '../../../engine/bench.ts';
import { conditioned, digits, spectrum } from './instances.ts';
import { boundOf, lossOf } from './measure-bound.ts';
import { collapsedOf, measuredSpectrum, metrics, predictedCollapse, predictedOf } from './metrics.ts';
import type { LinearData, LinearFit } from './problem.ts';
import { snapshots } from './snapshots.ts';
import { linearConditionalVae } from './solvers/linear-conditional-vae.ts';
import { linearHierarchicalVae } from './solvers/linear-hierarchical-vae.ts';
import { linearVae } from './solvers/linear-vae.ts';
import { PER_STEP, UPDATES } from './training.ts';

export default {
  id: 'vae/linear',
  title: 'Linear VAEs',
  help: 'VAEs of matrices, trained beside their closed-form global minima: which directions of the data collapse to the prior, and at which weights and noises.',
  instances: { spectrum, conditioned, digits },
  methods: { linearVae, linearConditionalVae, linearHierarchicalVae },
  metrics,
  snapshots,
  defaultInstance: 'spectrum',
  defaultMethod: 'linearVae',
  stop: { rule: null, maxSteps: UPDATES / PER_STEP },
  describeProblem: ({ theta, condition, notes }) => ({
    facts: {
      theta: theta.slice(),
      residual: condition?.residual.slice() ?? new Float64Array(0),
      conditioned: condition !== null,
      rho: condition?.rho ?? null,
    },
    notes: [
      ...notes,
      ...(condition ? [] : ['There is no condition: the conditional model is the plain one here.']),
      'Learned variances of both levels of a hierarchy have minima only for β₁ ≤ β₂; at β₁ = β₂ these form a continuum.',
    ],
  }),
  result(problem, fit) {
    const { reconstruction, klPerDimension } = boundOf(problem, fit);
    const kl = klPerDimension.reduce((sum, value) => sum + value, 0);
    const found = measuredSpectrum(problem, fit);
    const collapsed = collapsedOf(problem, fit);
    return {
      elbo: -reconstruction - kl,
      reconstruction,
      kl,
      klPerDimension: [...klPerDimension],
      activeDimensions: problem.size - collapsed,
      loss: lossOf(problem, fit),
      collapsed,
      predictedCollapsed: predictedCollapse(predictedOf(problem, fit)),
      deviation: metrics.deviation.measure(problem, fit),
      decoder: [...found.decoder],
      encoder: [...found.encoder],
      sds: [...found.sds],
    };
  },
  resultFields: {
    elbo: 'bound on the log-likelihood with KL weight 1, exact, nats per example',
    reconstruction: 'minus the expected log-likelihood of the output given its code, nats per example',
    kl: 'sum of klPerDimension',
    klPerDimension: 'nats per example by latent number; of the hierarchy first z₁ given z₂, then z₂',
    activeDimensions: 'directions that have not collapsed, of z₂ in the hierarchy',
    loss: 'the objective as it was trained: twice the negative β-ELBO up to constants',
    collapsed: 'directions along which the code moves the output by less than 2 % of the decoder’s noise',
    predictedCollapsed: 'the same by the closed form; null where there is none',
    deviation: 'largest difference from the closed form; null where there is none',
    decoder: 'singular values of the decoder (of U₂ in the hierarchy), largest first',
    encoder: 'singular values of the encoder (of V₁ in the hierarchy), largest first',
    sds: 'learned standard deviations of the encoder, smallest first; empty where they are fixed',
  },
} satisfies Bench<LinearData, LinearFit>;
