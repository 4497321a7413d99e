import { choice, integer, number, toggle } from '../../../../params/descriptor.ts';
import { denseParams } from '../dense-learner.ts';
import { followTasks } from '../follow-tasks.ts';
import { method } from '../problem.ts';
import { createSubnetworks } from '../subnetwork-learner.ts';

/**
 * Continual learning by dynamic sparse training: every task grows a sparse subnetwork of its own, which is frozen afterwards and
 * may be used by later tasks.
 *
 * Source   Yildirim, Gok, Sokar, Mocanu & Vanschoren 2023, arXiv 2308.14831.
 * Solves   min cross-entropy of the present task over the free weights of its mask, and over the mask.
 * Cost     three multiply-adds a weight of the mask and example; the arithmetic runs over all weights and the mask.
 * Rate     that of Adam; the share exchanged falls from a half to 0.005 along half a cosine.
 * Needs    to be told which task an input belongs to.
 * Fails    when no free weights are left.
 * Departs  by death by magnitude alone; no biases; moments start anew with every task.
 */
export const isolatedSubnetworks = method({
  label: 'Isolated subnetworks',
  source: 'Yildirim et al. 2023, arXiv 2308.14831',
  precision: 'float64',
  params: {
    density: number({
      label: 'Density of a subnetwork',
      symbol: 'd',
      min: 0.01,
      max: 0.5,
      default: 0.1,
      scale: 'log',
      help: 'Share of the weights each task may use.',
    }),
    spread: choice({
      label: 'Density of the layers',
      options: ['erk', 'uniform'],
      default: 'uniform',
      optionLabels: { erk: 'by their shapes (ERK)', uniform: 'the same' },
    }),
    growth: choice({
      label: 'Grow by',
      options: ['gradient', 'random', 'unused'],
      default: 'gradient',
      optionLabels: { gradient: 'gradient', random: 'chance', unused: 'chance, unused first' },
    }),
    interval: integer({
      label: 'Batches between exchanges',
      symbol: 'ΔT',
      min: 2,
      max: 200,
      default: 10,
      scale: 'log',
    }),
    exchanged: number({ label: 'Share exchanged at first', min: 0.01, max: 0.9, default: 0.5 }),
    freeze: toggle({ label: 'Freeze what earlier tasks use', default: true }),
    ...denseParams,
  },
  *solve(stream, values, run) {
    const learner = createSubnetworks(stream, values, run);
    for (const state of followTasks(stream, values.epochs, learner))
      yield state ? { ...state, subnetworks: learner.subnetworks() } : undefined;
  },
});
