import type { Metric } from '../../../engine/bench.ts';
import { massMask, topMask } from './activation-mass.ts';
import type { Gated, GatedClassification } from './problem.ts';

type Measured = Metric<GatedClassification, Gated>;

/** What the network does on the test digits. */
export interface Measures {
  readonly accuracy: number;
  /** Gates of every test digit, count × second hidden; all open for a dense network. */
  readonly gates: Uint8Array;
  readonly activeShare: number;
  /** Share of gates that are as the layer's own output asks; NaN for a dense network. */
  readonly agreement: number;
  /** Multiply-adds of a digit over those of the dense network, without and with the predictor's. */
  readonly work: number;
  readonly workWithPredictor: number;
}

const measured = new WeakMap<Gated, Measures>();

const relu = (value: number): number => Math.max(0, value);

/** Units of a layer for one input, one after another. */
function layerOf(W: Float64Array, b: Float64Array, input: Float64Array): Float64Array {
  const m = b.length;
  const out = b.slice();
  input.forEach((value, i) => {
    if (value !== 0) for (let j = 0; j < m; j++) out[j] = out[j]! + value * W[i * m + j]!;
  });
  return out;
}

export function measuresOf(problem: GatedClassification, gated: Gated): Measures {
  const known = measured.get(gated);
  if (known) return known;
  const [inputs, first, second, classes] = problem.sizes;
  const { weights, biases } = gated.network;
  const { count, inputs: images, labels } = problem.test;
  const gates = new Uint8Array(count * second).fill(1);
  const own = new Uint8Array(second);
  let [right, same, active] = [0, 0, 0];
  for (let n = 0; n < count; n++) {
    const a = layerOf(weights[0]!, biases[0]!, images.subarray(n * inputs, (n + 1) * inputs)).map(relu);
    const h = layerOf(weights[1]!, biases[1]!, a).map(relu);
    const mine = gates.subarray(n * second, (n + 1) * second);
    if (gated.predictor && gated.target) {
      const z = layerOf(gated.predictor.weights, gated.predictor.biases, a);
      if (gated.target.mode === 'mass') massMask(h, gated.target.mass, own);
      else topMask(h, gated.target.k, own);
      for (let j = 0; j < second; j++) {
        mine[j] = Number(z[j]! > 0);
        same += Number(mine[j] === own[j]);
      }
    }
    active += mine.reduce((sum, one) => sum + one, 0);
    const logits = layerOf(
      weights[2]!,
      biases[2]!,
      h.map((value, j) => value * mine[j]!),
    );
    right += Number(logits.indexOf(Math.max(...logits)) === labels[n]);
  }
  const activeShare = active / (count * second);
  const dense = inputs * first + first * second + second * classes;
  const gatedWork = inputs * first + activeShare * second * (first + classes);
  const fresh = {
    accuracy: right / count,
    gates,
    activeShare,
    agreement: gated.predictor ? same / (count * second) : Number.NaN,
    work: gatedWork / dense,
    workWithPredictor: (gatedWork + (gated.predictor ? first * second : 0)) / dense,
  };
  measured.set(gated, fresh);
  return fresh;
}

const part = (key: Exclude<keyof Measures, 'gates'>) => (problem: GatedClassification, gated: Gated) =>
  measuresOf(problem, gated)[key];

export const metrics: Readonly<Record<string, Measured>> = {
  accuracy: {
    label: 'Test accuracy',
    scale: 'linear',
    better: 'higher',
    help: 'Share of 359 test digits classified rightly, gates applied.',
    measure: part('accuracy'),
  },
  activeShare: {
    label: 'Units that are computed',
    scale: 'linear',
    better: null,
    help: 'Share of the gates of the second hidden layer that are open; mean over test digits.',
    measure: part('activeShare'),
  },
  agreement: {
    label: 'Gates as the layer asks',
    scale: 'linear',
    better: null,
    help: 'Share of the gates that are as the layer’s own output would set them; none without gates.',
    measure: part('agreement'),
  },
  work: {
    label: 'Multiply-adds of a digit',
    scale: 'linear',
    better: 'lower',
    help: 'Over those of the dense network, counted without the predictor.',
    measure: part('work'),
  },
  workWithPredictor: {
    label: 'The same with the predictor',
    scale: 'linear',
    better: 'lower',
    help: 'On dense layers the predictor is as large as the layer it opens; on pooled filters it is small.',
    measure: part('workWithPredictor'),
  },
  loss: {
    label: 'Training loss',
    unit: 'nats',
    scale: 'log',
    better: 'lower',
    help: 'Mean cross-entropy of the epoch.',
    measure: (_, { loss }) => loss,
  },
  gateLoss: {
    label: 'Loss of the gates',
    unit: 'nats',
    scale: 'log',
    better: null,
    help: 'Mean cross-entropy of a gate against what the layer asks; none without gates.',
    measure: (_, { gateLoss }) => gateLoss,
  },
};
