import type { RunContext } from '../../../../engine/bench.ts';
import { gradualSparsity } from '../../../../math/gradual-sparsity.ts';
import { choice, number, type Values } from '../../../../params/descriptor.ts';
import { liveValues } from '../../../../params/live-values.ts';
import { decayParam, perceptronOf, trainingParams, variationalParams } from '../dense-params.ts';
import { networkOf } from '../dense-posterior.ts';
import { openDense } from '../dense-training.ts';
import { chosen, keptCount } from '../exchange.ts';
import type { Layer, Posterior, Topology } from '../posterior.ts';
import { method, type PosteriorProblem } from '../problem.ts';

/** Share of the steps before the one cut; the rest is fine-tuning. */
const CUT_AT = 0.66;
/** The gradual schedule cuts every so many steps between these shares of the steps. */
const EVERY = 10;
const FROM = 0.2;
const TO = 0.75;

const params = {
  ...trainingParams,
  density: number({
    label: 'Density',
    symbol: 'd',
    help: 'Share of every matrix that is kept.',
    min: 0.001,
    max: 1,
    default: 0.2,
    scale: 'log',
  }),
  of: choice({
    label: 'Pruned is',
    options: ['posterior', 'deterministic'],
    default: 'posterior',
    optionLabels: { posterior: 'the posterior, by |μ|/σ', deterministic: 'a network with point weights, by |w|' },
  }),
  schedule: choice({
    label: 'Schedule',
    options: ['once', 'gradual'],
    default: 'once',
    optionLabels: { once: 'one cut at 66 % of the steps', gradual: 'gradual, 20 % to 75 % of the steps' },
  }),
  ...variationalParams,
  decay: decayParam,
};

/**
 * A dense network is trained, its weakest weights are cut layer by layer, and what is left is trained on: the cheap way to
 * a sparse network, and one that pays for the dense one first.
 *
 * Source   Han et al. 2015, arXiv 1506.02626 (one cut by |w|); Zhu & Gupta 2017, arXiv 1710.01878, equation 1 (gradual);
 *          Graves 2011, section 4, and Blundell et al. 2015, section 5.1 (of a posterior, by |μ|/σ).
 * Solves   the problem of point weights, or of dense variational inference, with all but a share d of each matrix at 0.
 * Cost     that of the dense method: cut weights are multiplied as zeros.
 * Rate     that of Adam; fine-tuning begins anew at every cut.
 * Needs    a density that the layers survive: one cut to 5 % loses what fine-tuning cannot bring back.
 * Fails    at high sparsity, and with it the calibration.
 * Departs  every layer keeps the same share; the cuts fall on steps, not on epochs.
 */
export const magnitudePruning = method({
  label: 'Magnitude pruning',
  source: 'Han et al. 2015, arXiv 1506.02626; Zhu & Gupta 2017, arXiv 1710.01878',
  precision: 'float32',
  backends: ['wasm', 'cpu'],
  params,
  solve: (problem, values, run) => iterate(problem, values, run),
});

async function* iterate(
  problem: PosteriorProblem,
  values: Values<typeof params>,
  run: RunContext,
): AsyncGenerator<Posterior, void> {
  const { updates: steps, of, schedule, estimator, sigma0 } = values;
  const perceptron = perceptronOf(problem, of === 'posterior' ? estimator : 'point');
  const given = liveValues(values, ['rate', 'decay', 'beta', 'priorSd'], { updates: steps, sigma0 });
  const training = openDense(problem, perceptron, given, run);
  const densityAt = schedule === 'once' ? cutOnce(steps) : cutGradually(steps);
  let masks: Uint8Array[] | null = null;
  let topology: Topology | null = null;
  try {
    for (let step = 1; step <= steps; step++) {
      training.descend();
      const share = densityAt(step, values.density);
      if (share !== null) {
        const { layers } = networkOf(perceptron, await training.parameters(), null);
        const next: Uint8Array[] = layers.map((layer, l) => strongest(layer, share, masks?.[l] ?? null));
        topology = cutOf(step, masks, next);
        masks = next;
        await training.mask(masks);
      }
      const posterior = training.posterior(topology);
      if (step === steps) await posterior.settle?.();
      yield posterior;
    }
  } finally {
    training.dispose();
  }
}

/** The density to cut to after a step, or null where none is due. */
type Schedule = (step: number, density: number) => number | null;

const cutOnce =
  (steps: number): Schedule =>
  (step, density) =>
    step === Math.max(1, Math.floor(CUT_AT * steps)) ? density : null;

function cutGradually(steps: number): Schedule {
  const [from, to] = [Math.floor(FROM * steps), Math.floor(TO * steps)];
  return (step, density) =>
    step === to || (step > from && step < to && (step - from) % EVERY === 0)
      ? 1 - gradualSparsity(step, 1 - density, from, to)
      : null;
}

/** Marks the weights of largest |μ|/σ, or |w|; what was cut before stays cut. Ties: the lower index is kept. */
function strongest({ mean, sd }: Layer, density: number, before: Uint8Array | null): Uint8Array {
  const scores = Float64Array.from(mean, (m, k) => (before?.[k] === 0 ? -1 : Math.abs(m) / (sd ? sd[k]! : 1)));
  return chosen(scores, keptCount(density, mean.length));
}

function cutOf(step: number, before: readonly Uint8Array[] | null, now: readonly Uint8Array[]): Topology {
  const total = now.reduce((sum, mask) => sum + mask.length, 0);
  const kept = now.reduce((sum, mask) => sum + mask.reduce((ones, one) => ones + one, 0), 0);
  const removed = now.map((mask, l) => {
    const old = before?.[l];
    return Int32Array.from(mask.keys()).filter((k) => mask[k] === 0 && (!old || old[k] === 1));
  });
  return { step, removed, added: now.map(() => new Int32Array(0)), everActive: 1, overlap: kept / total };
}
