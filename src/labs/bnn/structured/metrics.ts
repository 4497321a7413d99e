import type { Metric } from '../../../engine/bench.ts';
import { groupEnvelope } from '../../../math/group-envelope.ts';
import { createTape, forward, type Mlp } from '../../../math/mlp.ts';
import { accuracyOf } from '../../../math/softmax-cross-entropy.ts';
import type { SparseClassification, Structured } from './problem.ts';

type Measured = Metric<SparseClassification, Structured>;

const accuracyOn = ({ test }: SparseClassification, network: Mlp): number => {
  const logits = forward(network, test.inputs, test.count, createTape(network, test.count));
  return accuracyOf(logits, test.count, network.sizes.at(-1)!, test.labels);
};

/** Lengths of the incoming weights of the neurons of hidden layer l. */
export function lengthsOf({ sizes, weights }: Mlp, l: number): Float64Array {
  const [n, m] = [sizes[l]!, sizes[l + 1]!];
  return Float64Array.from({ length: m }, (_, out) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += weights[l]![i * m + out]! ** 2;
    return Math.sqrt(sum);
  });
}

/** The same network with only the k longest neurons of every hidden layer heard by the next. */
function truncated(network: Mlp, k: number): Mlp {
  const weights = network.weights.map((W) => W.slice());
  for (let l = 0; l + 1 < weights.length; l++) {
    const lengths = lengthsOf(network, l);
    const floor = lengths.slice().sort().reverse()[Math.min(k, lengths.length) - 1]!;
    const m = network.sizes[l + 2]!;
    let room = k;
    lengths.forEach((length, g) => {
      const stays = length > 0 && length >= floor && room-- > 0;
      if (!stays) weights[l + 1]!.fill(0, g * m, (g + 1) * m);
    });
  }
  return { ...network, weights };
}

const hiddenOf = ({ weights }: Mlp) => weights.slice(0, -1);

/** Neurons of hidden layers with an incoming weight that is not zero. */
export const activeNeurons = ({ network }: Structured): number =>
  hiddenOf(network).reduce((sum, _, l) => sum + lengthsOf(network, l).filter((length) => length > 0).length, 0);

/** Share of the weights of hidden layers that are zero. */
export function sparsityOf({ network }: Structured): number {
  const all = hiddenOf(network);
  const zeros = all.reduce((sum, W) => sum + W.filter((value) => value === 0).length, 0);
  return zeros / all.reduce((sum, W) => sum + W.length, 0);
}

export const testAccuracy = (problem: SparseClassification, { network }: Structured): number =>
  accuracyOn(problem, network);

export const metrics: Readonly<Record<string, Measured>> = {
  accuracy: {
    label: 'Test accuracy',
    scale: 'linear',
    better: 'higher',
    help: 'Share of 359 test digits classified rightly by the network as it computes: masks and decay applied.',
    measure: testAccuracy,
  },
  keptAccuracy: {
    label: 'Accuracy of k neurons alone',
    scale: 'linear',
    better: 'higher',
    help: 'The same with only the k longest neurons of every hidden layer, without any training after they were chosen.',
    measure: (problem, { network, k }) => accuracyOn(problem, truncated(network, k)),
  },
  activeNeurons: {
    label: 'Active neurons',
    scale: 'linear',
    better: null,
    help: 'Neurons of hidden layers with an incoming weight that is not zero.',
    measure: (_, state) => activeNeurons(state),
  },
  sparsity: {
    label: 'Sparsity',
    scale: 'linear',
    better: null,
    help: 'Share of the weights of hidden layers that are zero.',
    measure: (_, state) => sparsityOf(state),
  },
  envelope: {
    label: 'Group envelope',
    scale: 'log',
    better: null,
    help: 'Σ over hidden layers of S_k of the lengths of their neurons; none for methods without a budget.',
    measure: (_, { network, k, pattern }) =>
      pattern
        ? Number.NaN
        : hiddenOf(network).reduce((sum, _layer, l) => {
            const lengths = lengthsOf(network, l);
            return sum + groupEnvelope(lengths, Math.min(k, lengths.length));
          }, 0),
  },
  loss: {
    label: 'Training loss',
    unit: 'nats',
    scale: 'log',
    better: 'lower',
    help: 'Mean cross-entropy of the epoch.',
    measure: (_, { loss }) => loss,
  },
  softness: {
    label: 'Softness of the mask',
    scale: 'linear',
    better: null,
    help: 'What masked weights are multiplied by: 1 is dense, 0 is cut; none for methods without a pattern.',
    measure: (_, { pattern }) => pattern?.softness ?? Number.NaN,
  },
  flips: {
    label: 'Mask flips a batch',
    scale: 'linear',
    better: null,
    help: 'Entries of the masks that change from one batch to the next, a mean over the epoch.',
    measure: (_, { pattern }) => pattern?.flips ?? Number.NaN,
  },
  gradientNoise: {
    label: 'Gradient noise at masked weights',
    scale: 'log',
    better: null,
    help: 'Variance over the batches of the epoch of the gradient at weights that are masked now; their mean.',
    measure: (_, { pattern }) => pattern?.gradientNoise ?? Number.NaN,
  },
};
