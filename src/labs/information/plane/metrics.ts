import type { Metric } from '../../../engine/bench.ts';
import { createTape, forward, type Tape } from '../../../math/mlp.ts';
import { accuracyOf, softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { boundOf } from './bound.ts';
import { evaluationNoise, gather } from './look.ts';
import type { Task, Training } from './problem.ts';

type Measured = Metric<Task, Training>;

/** Hidden layers that have metrics of their own. */
const HIDDEN = 6;
/** Rows evaluated at once. */
const BLOCK = 512;

interface Scores {
  readonly loss: number;
  readonly accuracy: number;
}

interface Evaluation {
  readonly epoch: number;
  readonly train: Scores;
  readonly test: Scores;
}

const evaluations = new WeakMap<Training, Evaluation>();

interface Part {
  readonly input: Float64Array;
  readonly labels: Int32Array;
}
const parts = new WeakMap<Task, { readonly train: Part; readonly test: Part }>();

function partsOf(task: Task) {
  const known = parts.get(task);
  if (known) return known;
  const part = (rows: Int32Array): Part => ({
    input: gather(task.inputs, task.width, rows),
    labels: Int32Array.from(rows, (row) => task.labels[row]!),
  });
  const both = { train: part(task.train), test: part(task.test) };
  parts.set(task, both);
  return both;
}

/** Loss and accuracy on both parts; the same noise for the same epoch, so that measuring again gives the same. */
export function evaluate(task: Task, training: Training): Evaluation {
  const known = evaluations.get(training);
  if (known?.epoch === training.epoch) return known;
  const { train, test } = partsOf(task);
  const tape = createTape(training.network, BLOCK);
  const fresh = {
    epoch: training.epoch,
    train: scoresOn(task, training, train, tape, 1),
    test: scoresOn(task, training, test, tape, 2),
  };
  evaluations.set(training, fresh);
  return fresh;
}

function scoresOn(task: Task, { network, noise, epoch }: Training, { input, labels }: Part, tape: Tape, part: number) {
  const disturb = evaluationNoise(task, noise, epoch, part);
  let [loss, accuracy] = [0, 0];
  for (let from = 0; from < labels.length; from += BLOCK) {
    const own = labels.subarray(from, from + BLOCK);
    const rows = own.length;
    const logits = forward(network, input.subarray(from * task.width), rows, tape, disturb);
    loss += (rows / labels.length) * softmaxCrossEntropy(logits, rows, task.classes, own);
    accuracy += (rows / labels.length) * accuracyOf(logits, rows, task.classes, own);
  }
  return { loss, accuracy };
}

const score = (
  part: 'train' | 'test',
  name: keyof Scores,
  words: Pick<Measured, 'label' | 'unit' | 'scale' | 'better' | 'help'>,
): Measured => ({ ...words, measure: (task, training) => evaluate(task, training)[part][name] });

const loss = { unit: 'nats', scale: 'log', better: 'lower' } as const;
const accuracy = { scale: 'linear', better: 'higher' } as const;

type Axis = 'ixt' | 'ity';

/** Place of a layer in the newest point, -1 where the network has no such layer. */
type Place = (layers: number) => number;
const hidden = (number: number) => (layers: number) => (number < layers ? number - 1 : -1);
const lastHidden: Place = (layers) => layers - 2;
const output: Place = (layers) => layers - 1;

const newest = (axis: Axis, place: Place, label: string, help: string): Measured => ({
  label,
  symbol: label.split(',')[0]!,
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: `${help}, at the newest epoch the plane was looked at.`,
  measure: (_, { history }) => {
    const at = place(history.layers);
    const values = history[axis];
    return at < 0 ? Number.NaN : (values[values.length - history.layers + at] ?? Number.NaN);
  },
});

const gap = (place: Place, layer: string): Measured => ({
  label: `Below the bound, ${layer}`,
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: `How much more the bound lets ${layer} tell about the label, for what it tells about the pattern; meant for estimators that count bins, on the rows of the plane.`,
  measure: (task, { history: { layers, ixt, ity } }) => {
    const at = ixt.length - layers + place(layers);
    return at < 0 ? Number.NaN : boundOf(task, ixt[at]!) - ity[at]!;
  },
});

const lost = (place: Place, layer: string): Measured => ({
  label: `Compression, ${layer}`,
  unit: 'bits',
  scale: 'linear',
  better: null,
  help: `The largest I(X;T) of ${layer} so far, the start included, less the newest: 0 while it grows.`,
  measure: (_, { history: { layers, ixt } }) => {
    const at = place(layers);
    if (at < 0) return Number.NaN;
    let peak = -Infinity;
    for (let k = at; k < ixt.length; k += layers) peak = Math.max(peak, ixt[k]!);
    return peak - ixt[ixt.length - layers + at]!;
  },
});

const SUBSCRIPTS = '₀₁₂₃₄₅₆';
const about = (axis: Axis, layer: string) =>
  axis === 'ixt'
    ? `What ${layer} tells about the pattern, as the method estimates it`
    : `What ${layer} tells about the label, as the method estimates it`;

const named = (axis: Axis): Record<string, Measured> =>
  Object.fromEntries(
    Array.from({ length: HIDDEN }, (_, k) => {
      const symbol = `T${SUBSCRIPTS[k + 1]}`;
      const label = axis === 'ixt' ? `I(X;${symbol})` : `I(${symbol};Y)`;
      return [`${axis}${k + 1}`, newest(axis, hidden(k + 1), label, about(axis, `hidden layer ${k + 1}`))];
    }),
  );

export const metrics: {
  readonly [Name in
    | 'trainLoss'
    | 'testLoss'
    | 'trainAccuracy'
    | 'testAccuracy'
    | 'snr'
    | `${Axis}${1 | 2 | 3 | 4 | 5 | 6}`
    | `${Axis}${'Last' | 'Output'}`
    | `gap${'Last' | 'Output'}`
    | `lost${'Last' | 'Output'}`
    | 'gainedLast']: Measured;
} = {
  trainLoss: score('train', 'loss', {
    ...loss,
    label: 'Train loss',
    help: 'Cross-entropy per pattern trained on: what the optimiser sees of it.',
  }),
  testLoss: score('test', 'loss', {
    ...loss,
    label: 'Test loss',
    help: 'Cross-entropy per pattern not trained on. It may rise while the accuracy stays.',
  }),
  trainAccuracy: score('train', 'accuracy', {
    ...accuracy,
    label: 'Train accuracy',
    help: 'Share of the patterns trained on whose class has the largest output.',
  }),
  testAccuracy: score('test', 'accuracy', {
    ...accuracy,
    label: 'Test accuracy',
    help: 'Share of the patterns not trained on whose class has the largest output.',
  }),
  snr: {
    label: 'Gradient signal to noise',
    scale: 'log',
    better: null,
    help: 'Norm of the mean gradient over the norm of its standard deviation, between the batches of the epoch, all layers: above 1 the weights drift, below 1 they diffuse.',
    measure: (_, { snr }) => snr,
  },
  ...(named('ixt') as Record<`ixt${1 | 2 | 3 | 4 | 5 | 6}`, Measured>),
  ixtLast: newest('ixt', lastHidden, 'I(X;T), last hidden', about('ixt', 'the last hidden layer')),
  ixtOutput: newest('ixt', output, 'I(X;Ŷ)', about('ixt', 'the softmax output')),
  ...(named('ity') as Record<`ity${1 | 2 | 3 | 4 | 5 | 6}`, Measured>),
  ityLast: newest('ity', lastHidden, 'I(T;Y), last hidden', about('ity', 'the last hidden layer')),
  ityOutput: newest('ity', output, 'I(Ŷ;Y)', about('ity', 'the softmax output')),
  gainedLast: {
    label: 'Fitting, last hidden',
    unit: 'bits',
    scale: 'linear',
    better: null,
    help: 'The newest I(X;T) of the last hidden layer less that of the untrained network.',
    measure: (_, { history: { layers, ixt } }) => {
      const place = lastHidden(layers);
      return ixt[ixt.length - layers + place]! - ixt[place]!;
    },
  },
  lostLast: lost(lastHidden, 'last hidden'),
  lostOutput: lost(output, 'output'),
  gapLast: gap(lastHidden, 'last hidden'),
  gapOutput: gap(output, 'output'),
};
