import { ProblemError, type RunContext } from '../../../engine/bench.ts';
import {
  backward,
  createGradients,
  createMlp,
  createTape,
  forward,
  type Mlp,
  type MlpGradients,
  parametersOf,
} from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { normals } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import type { Values } from '../../../params/descriptor.ts';
import { createLooker, type Observer, pictureOf } from './look.ts';
import { shuffle } from './make-task.ts';
import type { LayerPicture, Task, Training } from './problem.ts';
import type { trainingParams } from './training-params.ts';

/** Multiply-adds between two breaths inside an epoch: a few milliseconds. */
const BREATH = 1_500_000;
/** Points of the plane in each decade of epochs, after the first ten. */
const PER_DECADE = 14;

/** Whether the plane is looked at after that many epochs: 0 to 10, then 14 a decade, and the last. */
export function isSnapshotEpoch(epoch: number, last: number): boolean {
  if (epoch <= 10 || epoch === last) return true;
  const k = Math.round(PER_DECADE * Math.log10(epoch / 10));
  return Math.round(10 * 10 ** (k / PER_DECADE)) === epoch;
}

/** Gradient statistics are kept of every epoch to 64, then of 64 an octave. */
const keepsDrift = (epoch: number): boolean => epoch % 2 ** Math.max(0, Math.floor(Math.log2(epoch / 64))) === 0;

/**
 * Trains a network by mini-batches, and has the observer look at its layers before the first epoch and at the epochs of
 * `isSnapshotEpoch`. One step is one epoch. Weights come from run.random, the order of the rows and the noise from
 * run.noise, and neither is touched by the observer: equal parameters and seeds give equal weights, whoever looks.
 */
export function* train(
  task: Task,
  params: Values<typeof trainingParams>,
  run: RunContext,
  observer: Observer,
): Generator<Training | undefined> {
  const { inputs, width, classes, labels } = task;
  const { activation, noise } = params;
  const sizes = [width, ...params.layers.split('-').map(Number), classes];
  const network = createMlp(sizes, activation, run.random, params.initialisation);
  const parameters = parametersOf(network);
  const optimiser = createOptimiser(params.optimiser, parameters);
  const gradients = createGradients(network);
  const slopes = parametersOf(gradients);
  const order = task.train.slice();
  const size = Math.min(params.batch, order.length);
  const tape = createTape(network, size);
  const input = new Float64Array(size * width);
  const target = new Int32Array(size);
  const outputGradient = new Float64Array(size * classes);
  const disturb =
    noise === 0
      ? undefined
      : (_: number, values: Float64Array, count: number) => {
          const z = normals(run.noise, count);
          for (let k = 0; k < count; k++) values[k] = values[k]! + noise * z[k]!;
        };
  const multiplyAdds = 3 * network.weights.reduce((sum, w) => sum + w.length, 0);
  const statistics = createStatistics(network);
  const layers = network.weights.length;
  const look = createLooker(task, network, noise);
  const state = {
    epoch: 0,
    network,
    noise,
    gradientMean: statistics.mean,
    gradientSpread: statistics.spread,
    snr: Number.NaN,
    history: { layers, epochs: [] as number[], ixt: [] as number[], ity: [] as number[] },
    drift: { layers, epochs: [] as number[], mean: [] as number[], spread: [] as number[], snr: [] as number[] },
    pictures: [] as LayerPicture[],
  };

  function* observe(): Generator<undefined, void> {
    const views = look(state.epoch);
    const pictures: LayerPicture[] = [];
    for (const view of views) {
      const sight = yield* observer(view);
      state.history.ixt.push(sight.ixt);
      state.history.ity.push(sight.ity);
      pictures.push(pictureOf(view, sight));
      yield undefined;
    }
    state.history.epochs.push(state.epoch);
    state.pictures = pictures;
  }

  yield* observe();
  while (state.epoch < params.epochs) {
    const { learningRate, epochs, l2 } = params;
    shuffle(order, run.noise);
    statistics.begin();
    let work = 0;
    for (let from = 0; from < order.length; from += size) {
      const rows = Math.min(size, order.length - from);
      for (let r = 0; r < rows; r++) {
        const row = order[from + r]!;
        for (let c = 0; c < width; c++) input[r * width + c] = inputs[row * width + c]!;
        target[r] = labels[row]!;
      }
      const logits = forward(network, input, rows, tape, disturb);
      softmaxCrossEntropy(logits, rows, classes, target, outputGradient);
      backward(network, input, rows, tape, outputGradient, gradients);
      statistics.add(gradients);
      if (l2 > 0) decay(network, gradients, l2);
      optimiser.step(slopes, learningRate);
      run.count('multiplyAdds', rows * multiplyAdds);
      work += rows * multiplyAdds;
      if (work > BREATH) {
        work = 0;
        yield undefined;
      }
    }
    state.epoch++;
    state.snr = statistics.end();
    if (keepsDrift(state.epoch)) {
      state.drift.epochs.push(state.epoch);
      state.drift.mean.push(...statistics.mean);
      state.drift.spread.push(...statistics.spread);
      state.drift.snr.push(state.snr);
    }
    if (isSnapshotEpoch(state.epoch, epochs)) yield* observe();
    yield state;
  }
}

function decay(network: Mlp, gradients: MlpGradients, l2: number): void {
  network.weights.forEach((w, l) => {
    const g = gradients.weights[l]!;
    for (let k = 0; k < w.length; k++) g[k] = g[k]! + l2 * w[k]!;
  });
}

/**
 * Drift and diffusion of an epoch's gradients of the loss (Shwartz-Ziv & Tishby 2017, figure 4): the norm of their mean
 * over the batches and of their standard deviation, entry by entry, both over the norm of the weights as the epoch began.
 * Biases and weight decay are left out.
 */
function createStatistics(network: Mlp) {
  const rooms = () => network.weights.map((w) => new Float64Array(w.length));
  const [sums, squares] = [rooms(), rooms()];
  const norms = new Float64Array(network.weights.length);
  const mean = new Float64Array(norms.length);
  const spread = new Float64Array(norms.length);
  let batches = 0;
  return {
    mean,
    spread,
    begin() {
      batches = 0;
      network.weights.forEach((w, l) => {
        norms[l] = Math.sqrt(w.reduce((sum, v) => sum + v * v, 0));
        sums[l]!.fill(0);
        squares[l]!.fill(0);
      });
    },
    add({ weights }: MlpGradients) {
      batches++;
      weights.forEach((g, l) => {
        const [sum, square] = [sums[l]!, squares[l]!];
        for (let k = 0; k < g.length; k++) {
          sum[k] = sum[k]! + g[k]!;
          square[k] = square[k]! + g[k]! * g[k]!;
        }
      });
    },
    /** Fills mean and spread, and returns √Σ mean² / √Σ spread². */
    end(): number {
      let [drift, diffusion] = [0, 0];
      sums.forEach((sum, l) => {
        let [m, s] = [0, 0];
        for (let k = 0; k < sum.length; k++) {
          const average = sum[k]! / batches;
          m += average * average;
          s += Math.max(0, squares[l]![k]! / batches - average * average);
        }
        mean[l] = norms[l]! > 0 ? Math.sqrt(m) / norms[l]! : Number.NaN;
        spread[l] = norms[l]! > 0 ? Math.sqrt(s) / norms[l]! : Number.NaN;
        drift += mean[l]! ** 2;
        diffusion += spread[l]! ** 2;
      });
      return batches > 1 && diffusion > 0 ? Math.sqrt(drift / diffusion) : Number.NaN;
    },
  };
}

/** Refuses more bins than there are rows in the plane. */
export function checkBins(task: Task, bins: number): void {
  const rows = task.observed.length;
  if (bins > rows)
    throw new ProblemError(
      `${bins} bins are more than the ${rows} samples of the plane; at most as many are accepted.`,
    );
}
