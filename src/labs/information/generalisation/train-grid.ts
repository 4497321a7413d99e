import type { RunContext } from '../../../engine/bench.ts';
import type { Breathing } from '../../../math/breaths.ts';
import { backward, createGradients, createTape, createUniformMlp, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { mulberry32, normals, type Random } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { softplus } from './encode.ts';
import type { Clusters, Model, ModelGrid, StochasticClassifier } from './problem.ts';

const RATE = 1e-2;
const MOMENTUM = 0.9;
/** The largest width and decay are divided by these. */
const WIDTHS = [8, 4, 1];
const DECAYS = [Number.POSITIVE_INFINITY, 10, 1];
/** Multiply-adds between two breaths. */
const BREATH = 6_000_000;

/** What every method shares, so that all measure the same models. */
export const gridParams = {
  models: integer({
    label: 'Models',
    min: 6,
    max: 72,
    default: 18,
    help: 'Nine make a round of the grid: three widths by three weight decays; further rounds start from other weights.',
  }),
  widest: integer({
    label: 'Largest width',
    symbol: 'w',
    min: 16,
    max: 256,
    default: 32,
    scale: 'log',
    help: 'Hidden units; the grid has w, w/4 and w/8, and codes half as wide.',
  }),
  largestDecay: number({
    label: 'Largest weight decay',
    min: 1e-3,
    max: 0.2,
    default: 0.1,
    scale: 'log',
    help: 'The grid has it, a tenth of it, and none.',
  }),
  epochs: integer({ label: 'Epochs', min: 25, max: 1000, default: 250, scale: 'log' }),
};

export interface GridValues {
  readonly models: number;
  readonly widest: number;
  readonly largestDecay: number;
  readonly epochs: number;
}

/** Measures one trained model; `random` is its own stream, the same whatever was measured before. */
export type MeasureModel = (
  problem: Clusters,
  network: StochasticClassifier,
  random: Random,
) => number | Breathing<number>;

/** Trains the grid, a model a step, and measures each: cell after cell, the narrow ones first, round after round. */
export function* trainGrid(
  problem: Clusters,
  given: GridValues,
  measureModel: MeasureModel,
  run: RunContext,
): Generator<ModelGrid | undefined, void> {
  const models: Model[] = [];
  const seed = Math.floor(run.noise() * 2 ** 32);
  for (let k = 0; k < given.models; k++) {
    const { widest, largestDecay, epochs } = given;
    const width = Math.max(2, Math.round(widest / WIDTHS[Math.floor((k % 9) / 3)]!));
    const decay = largestDecay / DECAYS[k % 3]!;
    const network = yield* trained(problem, width, decay, epochs, run);
    const measured = measureModel(problem, network, mulberry32(seed + k));
    const measure = typeof measured === 'number' ? measured : yield* measured;
    models.push({ width, decay, network, measure });
    yield { models };
  }
}

/** Full-batch gradient descent with momentum and L2 decay on the cross-entropy of one draw of the codes an epoch. */
function* trained(
  { classes, train: { x, y, count } }: Clusters,
  width: number,
  decay: number,
  epochs: number,
  run: RunContext,
): Breathing<StochasticClassifier> {
  const code = Math.ceil(width / 2);
  const mean = createUniformMlp([2, width, code], 'relu', run.random);
  const spread = createUniformMlp([2, width, code], 'relu', run.random);
  const classifier = createUniformMlp([code, classes], 'linear', run.random);
  const nets = [mean, spread, classifier];
  const [meanTape, spreadTape, tape] = nets.map((net) => createTape(net, count)) as [Tape, Tape, Tape];
  const gradients = nets.map(createGradients);
  const parameters = nets.flatMap(parametersOf);
  const all = gradients.flatMap(parametersOf);
  const optimiser = createOptimiser('momentum', parameters, { momentum: MOMENTUM });
  const z = new Float64Array(count * code);
  const dz = new Float64Array(count * code);
  const dOut = new Float64Array(count * classes);
  const work = 6 * count * parameters.reduce((sum, theta) => sum + theta.length, 0);
  let busy = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const noise = normals(run.noise, count * code);
    const mu = forward(mean, x, count, meanTape);
    const raw = forward(spread, x, count, spreadTape);
    for (let k = 0; k < z.length; k++) z[k] = mu[k]! + softplus(raw[k]!) * noise[k]!;
    softmaxCrossEntropy(forward(classifier, z, count, tape), count, classes, y, dOut);
    backward(classifier, z, count, tape, dOut, gradients[2]!, dz);
    backward(mean, x, count, meanTape, dz, gradients[0]!);
    // ∂z/∂raw = ε · softplus'(raw)
    for (let k = 0; k < dz.length; k++) dz[k] = (dz[k]! * noise[k]!) / (1 + Math.exp(-raw[k]!));
    backward(spread, x, count, spreadTape, dz, gradients[1]!);
    if (decay > 0)
      parameters.forEach((theta, p) => {
        const g = all[p]!;
        for (let k = 0; k < g.length; k++) g[k] = g[k]! + decay * theta[k]!;
      });
    optimiser.step(all, RATE);
    run.count('multiply-add', work);
    busy += work;
    if (busy > BREATH) {
      busy = 0;
      yield undefined;
    }
  }
  return { code, mean, spread, classifier };
}

type Tape = ReturnType<typeof createTape>;
