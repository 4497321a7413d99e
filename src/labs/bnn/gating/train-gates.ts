import type { RunContext } from '../../../engine/bench.ts';
import { BREATH } from '../../../math/breaths.ts';
import { backward, createGradients, createMlp, createTape, forward, parametersOf } from '../../../math/mlp.ts';
import { createOptimiser } from '../../../math/optimisers.ts';
import { normals } from '../../../math/random.ts';
import { softmaxCrossEntropy } from '../../../math/softmax-cross-entropy.ts';
import { integer, number } from '../../../params/descriptor.ts';
import { massMask, topMask } from './activation-mass.ts';
import type { Gated, GatedClassification, Predictor, Target } from './problem.ts';

/** Bias of the gates at first: they begin open. */
const OPEN = 2;
/** Share of the dynamic phase at its end without a loss of the gates. */
const COOL_DOWN = 0.1;

export const trainingParams = {
  learningRate: number({ label: 'Learning rate', min: 1e-4, max: 1e-2, default: 1e-3, scale: 'log' }),
  batch: integer({ label: 'Batch', min: 16, max: 512, default: 128, scale: 'log' }),
  denseEpochs: integer({ label: 'Dense epochs', min: 1, max: 100, default: 30 }),
};

export const gateParams = {
  dynamicEpochs: integer({ label: 'Epochs with gates', min: 1, max: 100, default: 30 }),
  gateRate: number({ label: 'Learning rate of the gates', min: 1e-4, max: 0.1, default: 1e-2, scale: 'log' }),
};

export interface TrainingValues {
  readonly learningRate: number;
  readonly batch: number;
  readonly denseEpochs: number;
}

export interface Gates {
  /** What is kept, asked for before every epoch. */
  readonly target: () => Target;
  /** Gradients of the gates reach the network: the loss of the gates through their input, the task's through an open gate. */
  readonly joint: boolean;
  readonly dynamicEpochs: number;
  readonly gateRate: number;
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Trains densely, then with gates where there are any; an epoch a step. */
export function* trainGates(
  { sizes, train }: GatedClassification,
  given: TrainingValues,
  gates: Gates | null,
  run: RunContext,
): Generator<Gated | undefined> {
  const { batch, denseEpochs } = given;
  const [inputs, first, second, classes] = sizes;
  const network = createMlp(sizes, 'relu', run.random);
  // The lab's convention: N(0, 2 / fan in), not truncated; biases 0.
  network.weights.forEach((W, l) => {
    W.set(normals(run.random, W.length).map((value) => value * Math.sqrt(2 / sizes[l]!)));
  });
  const predictor: Predictor = {
    weights: normals(run.random, first * second).map((value) => (0.1 * value) / Math.sqrt(first)),
    biases: new Float64Array(second).fill(OPEN),
  };
  const rows = Math.min(batch, train.count);
  const batches = Math.floor(train.count / rows);
  const tape = createTape(network, rows);
  const gradients = createGradients(network);
  const slopes = { weights: new Float64Array(first * second), biases: new Float64Array(second) };
  const optimiser = createOptimiser('adam', parametersOf(network));
  const gateOptimiser = createOptimiser('adam', [predictor.weights, predictor.biases]);
  const order = Int32Array.from({ length: train.count }, (_, k) => k);
  const x = new Float64Array(rows * inputs);
  const labels = new Uint8Array(rows);
  const outputGradient = new Float64Array(rows * classes);
  const logits = new Float64Array(rows * second);
  const logitSlopes = new Float64Array(rows * second);
  const open = new Uint8Array(rows * second);
  const wanted = new Uint8Array(rows * second);
  const before = new Float64Array(rows * second);
  const intoFirst = new Float64Array(rows * first);
  const all = parametersOf(gradients);
  const dynamicEpochs = gates?.dynamicEpochs ?? 0;
  const epochs = denseEpochs + dynamicEpochs;
  const work = 6 * rows * network.weights.reduce((sum, W) => sum + W.length, 0);
  let busy = 0;

  /** Gates of a batch from the first layer's output, and what they should be from the second layer's own. */
  const decide = (target: Target, values: Float64Array) => {
    const a = tape.activations[0]!;
    before.set(values.subarray(0, rows * second));
    for (let r = 0; r < rows; r++) {
      const own = wanted.subarray(r * second, (r + 1) * second);
      const output = values.subarray(r * second, (r + 1) * second);
      if (target.mode === 'mass') massMask(output, target.mass, own);
      else topMask(output, target.k, own);
      const z = logits.subarray(r * second, (r + 1) * second);
      z.set(predictor.biases);
      for (let i = 0; i < first; i++) {
        const value = a[r * first + i]!;
        if (value === 0) continue;
        for (let j = 0; j < second; j++) z[j] = z[j]! + value * predictor.weights[i * second + j]!;
      }
    }
    for (let k = 0; k < rows * second; k++) {
      open[k] = Number(logits[k]! > 0);
      values[k] = values[k]! * open[k]!;
      // A closed unit passes no gradient.
      tape.slopes[1]![k] = tape.slopes[1]![k]! * open[k]!;
    }
  };

  /** Mean over batch and units of the cross-entropy of the gates, and its gradients; `weight` 0 leaves the predictor alone. */
  const teach = (weight: number): number => {
    let loss = 0;
    const scale = weight / (rows * second);
    for (let k = 0; k < rows * second; k++) {
      const z = logits[k]!;
      loss += Math.max(z, 0) - z * wanted[k]! + Math.log1p(Math.exp(-Math.abs(z)));
      logitSlopes[k] = scale * (sigmoid(z) - wanted[k]!);
    }
    return loss / (rows * second);
  };

  const descend = () => {
    slopes.weights.fill(0);
    slopes.biases.fill(0);
    const a = tape.activations[0]!;
    for (let r = 0; r < rows; r++)
      for (let j = 0; j < second; j++) {
        const slope = logitSlopes[r * second + j]!;
        if (slope === 0) continue;
        slopes.biases[j] = slopes.biases[j]! + slope;
        for (let i = 0; i < first; i++)
          slopes.weights[i * second + j] = slopes.weights[i * second + j]! + slope * a[r * first + i]!;
      }
  };

  for (let epoch = 1; epoch <= epochs; epoch++) {
    const target = gates && epoch > denseEpochs ? gates.target() : null;
    const cooling = gates !== null && epoch > epochs - Math.floor(COOL_DOWN * dynamicEpochs);
    const { learningRate } = given;
    const gateRate = gates?.gateRate ?? 0;
    for (let k = order.length - 1; k > 0; k--) {
      const other = Math.floor(run.noise() * (k + 1));
      [order[k], order[other]] = [order[other]!, order[k]!];
    }
    let loss = 0;
    let gateLoss = target ? 0 : Number.NaN;
    for (let b = 0; b < batches; b++) {
      for (let r = 0; r < rows; r++) {
        const row = order[b * rows + r]!;
        x.set(train.inputs.subarray(row * inputs, (row + 1) * inputs), r * inputs);
        labels[r] = train.labels[row]!;
      }
      const out = forward(network, x, rows, tape, (layer, values) => {
        if (target && layer === 1) decide(target, values);
      });
      loss += softmaxCrossEntropy(out, rows, classes, labels, outputGradient) / batches;
      let extra: (Float64Array | undefined)[] | undefined;
      if (target) {
        gateLoss += teach(cooling ? 0 : 1) / batches;
        if (gates!.joint) {
          straightThrough(outputGradient, network.weights[2]!, before, logitSlopes, { rows, second, classes });
          intoInput(logitSlopes, predictor.weights, intoFirst, { rows, first, second });
          extra = [intoFirst];
        }
        descend();
      }
      backward(network, x, rows, tape, outputGradient, gradients, undefined, extra);
      optimiser.step(all, learningRate);
      if (target) gateOptimiser.step([slopes.weights, slopes.biases], gateRate);
      run.count('multiply-add', work);
      busy += work;
      if (busy > BREATH) {
        busy = 0;
        yield undefined;
      }
    }
    yield { network, predictor: target ? predictor : null, target, epoch, loss, gateLoss };
  }
}

interface Shape {
  readonly rows: number;
  readonly second: number;
}

/** Adds the task's gradient at the gates, as if they were σ(z): ∂loss/∂output · the output before the gate · σ′(z) taken as ¼. */
function straightThrough(
  outputGradient: Float64Array,
  W: Float64Array,
  before: Float64Array,
  slopes: Float64Array,
  { rows, second, classes }: Shape & { classes: number },
): void {
  for (let r = 0; r < rows; r++)
    for (let j = 0; j < second; j++) {
      let slope = 0;
      for (let c = 0; c < classes; c++) slope += outputGradient[r * classes + c]! * W[j * classes + c]!;
      slopes[r * second + j] = slopes[r * second + j]! + 0.25 * slope * before[r * second + j]!;
    }
}

/** Gradient of the gates' logits with respect to the first layer's output. */
function intoInput(
  slopes: Float64Array,
  weights: Float64Array,
  out: Float64Array,
  { rows, first, second }: Shape & { first: number },
): void {
  for (let r = 0; r < rows; r++)
    for (let i = 0; i < first; i++) {
      let sum = 0;
      for (let j = 0; j < second; j++) sum += slopes[r * second + j]! * weights[i * second + j]!;
      out[r * first + i] = sum;
    }
}
