import type { Metric } from '../../../engine/bench.ts';
import { createTape, forward } from '../../../math/mlp.ts';
import type { LabelledRows, Learner, NoisyLabels } from './problem.ts';

type Measured = Metric<NoisyLabels, Learner>;

/** A longer prefix must be better by this much to be chosen (the card’s penalty a coordinate). */
const PENALTY = 1e-5;

/** Accuracy with the first k coordinates of the feature, k = 1 … D, and of each coordinate its share of the logits. */
export interface Prefixes {
  readonly epoch: number;
  readonly accuracy: Float64Array;
  readonly chosen: number;
  readonly trainAccuracy: number;
  /** Root mean square of the feature times the norm of its row of the classifier, one a coordinate. */
  readonly weight: Float64Array;
}

const measured = new WeakMap<Learner, Prefixes>();

export function prefixesOf(problem: NoisyLabels, learner: Learner): Prefixes {
  const known = measured.get(learner);
  if (known) return known;
  const test = prefixAccuracies(problem, learner, problem.test);
  const validation = prefixAccuracies(problem, learner, problem.validation).accuracy;
  let chosen = 0;
  validation.forEach((value, k) => {
    if (value - PENALTY * k > validation[chosen]! - PENALTY * chosen) chosen = k;
  });
  const trainAccuracy = prefixAccuracies(problem, learner, problem.train).accuracy.at(-1)!;
  const fresh = {
    epoch: learner.epoch,
    accuracy: test.accuracy,
    weight: test.weight,
    chosen: chosen + 1,
    trainAccuracy,
  };
  measured.set(learner, fresh);
  return fresh;
}

function prefixAccuracies(
  { inputs, classes }: NoisyLabels,
  { network }: Learner,
  { x, y, count }: LabelledRows,
): { accuracy: Float64Array; weight: Float64Array } {
  const D = network.sizes[2]!;
  const W = network.weights[2]!;
  const block = 250;
  const tape = createTape(network, block);
  const right = new Float64Array(D);
  const squares = new Float64Array(D);
  const logits = new Float64Array(classes);
  for (let from = 0; from < count; from += block) {
    const rows = Math.min(block, count - from);
    forward(network, x.subarray(from * inputs), rows, tape);
    const h = tape.activations[1]!;
    for (let r = 0; r < rows; r++) {
      logits.fill(0);
      for (let j = 0; j < D; j++) {
        const value = h[r * D + j]!;
        squares[j] = squares[j]! + value * value;
        let best = 0;
        for (let c = 0; c < classes; c++) {
          logits[c] = logits[c]! + value * W[j * classes + c]!;
          if (logits[c]! > logits[best]!) best = c;
        }
        if (best === y[from + r]) right[j] = right[j]! + 1;
      }
    }
  }
  const weight = squares.map((sum, j) => {
    let norm = 0;
    for (let c = 0; c < classes; c++) norm += W[j * classes + c]! ** 2;
    return Math.sqrt((sum / count) * norm);
  });
  return { accuracy: right.map((value) => value / count), weight };
}

const accuracy = { scale: 'linear', better: 'higher' } as const;

const cleanAccuracy: Measured = {
  ...accuracy,
  label: 'Test accuracy',
  help: 'Share of 2,000 new examples with right labels that the whole feature classifies rightly.',
  measure: (problem, learner) => prefixesOf(problem, learner).accuracy.at(-1)!,
};

const prefixAccuracy: Measured = {
  ...accuracy,
  label: 'Test accuracy, best prefix',
  help: 'The same with the shortest prefix of the feature that does best on 500 validation examples.',
  measure: (problem, learner) => {
    const { accuracy: all, chosen } = prefixesOf(problem, learner);
    return all[chosen - 1]!;
  },
};

const prefix: Measured = {
  label: 'Best prefix',
  unit: 'coordinates',
  scale: 'linear',
  better: null,
  help: 'Length of that prefix.',
  measure: (problem, learner) => prefixesOf(problem, learner).chosen,
};

const noisyTrainAccuracy: Measured = {
  label: 'Accuracy on the labels given',
  scale: 'linear',
  better: null,
  help: 'Share of the training labels, wrong ones included, that the network gives back: 1 when it has remembered them all.',
  measure: (problem, learner) => prefixesOf(problem, learner).trainAccuracy,
};

const trainLoss: Measured = {
  label: 'Training loss',
  unit: 'nats',
  scale: 'log',
  better: 'lower',
  help: 'Mean cross-entropy of the epoch on the labels given, with the masks of the method.',
  measure: (_, learner) => learner.loss,
};

export const metrics = { cleanAccuracy, prefixAccuracy, prefix, noisyTrainAccuracy, trainLoss };
