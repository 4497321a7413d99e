import { affine, timesTransposed, weightGradient } from './dense-layer.ts';
import { tanhInPlace } from './fast-tanh.ts';
import { geluInPlace } from './gelu.ts';
import { normals, type Random } from './random.ts';

export type Activation = 'tanh' | 'relu' | 'softsign' | 'softplus' | 'elu' | 'swish' | 'gelu' | 'linear';

/** Dense network with one activation in its hidden layers and a linear output layer. */
export interface Mlp {
  /** Width of the input and of every layer. */
  readonly sizes: readonly number[];
  readonly activation: Activation;
  /** weights[l] is sizes[l] × sizes[l + 1], row-major. */
  readonly weights: Float64Array[];
  readonly biases: Float64Array[];
}

export interface MlpGradients {
  readonly weights: Float64Array[];
  readonly biases: Float64Array[];
}

/** Room for one batch: what the last forward pass computed. */
export interface Tape {
  readonly maxRows: number;
  /** activations[l] is rows × sizes[l + 1], row-major, after the activation and the disturbance; the last are logits. */
  readonly activations: Float64Array[];
  /** Derivative of the activation at each unit. */
  readonly slopes: Float64Array[];
  /** Gradient with respect to the input of each unit. */
  readonly deltas: Float64Array[];
}

/** Called after each hidden layer with its values (count of them), to change them in place: noise, say. */
export type Disturb = (layer: number, values: Float64Array, count: number) => void;

/** √2 for units that pass about half of their input, 1 for the others (He et al. 2015; LeCun et al. 1998). */
const gain = (activation: Activation): number =>
  activation === 'tanh' || activation === 'softsign' || activation === 'linear' ? 1 : Math.SQRT2;

/** How weights begin: by a truncated normal, biases 0; or weights and biases uniform in ±1/√(fan in), as in PyTorch. */
export type Initialisation = 'normal' | 'uniform';

/**
 * Weights from a normal of standard deviation gain/√(fan in), those beyond two deviations drawn again (in order, after
 * all were drawn once); biases zero. Or uniform: see Initialisation.
 */
export function createMlp(
  sizes: readonly number[],
  activation: Activation,
  random: Random,
  initialisation: Initialisation = 'normal',
): Mlp {
  if (sizes.length < 2 || sizes.some((size) => !Number.isInteger(size) || size < 1))
    throw new RangeError(`sizes must be two or more positive whole numbers, not [${sizes.join(', ')}]`);
  const weights: Float64Array[] = [];
  if (initialisation === 'uniform') {
    const biases: Float64Array[] = [];
    for (let l = 0; l + 1 < sizes.length; l++) {
      const draw = () => (2 * random() - 1) / Math.sqrt(sizes[l]!);
      weights.push(Float64Array.from({ length: sizes[l]! * sizes[l + 1]! }, draw));
      biases.push(Float64Array.from({ length: sizes[l + 1]! }, draw));
    }
    return { sizes, activation, weights, biases };
  }
  for (let l = 0; l + 1 < sizes.length; l++) {
    const w = normals(random, sizes[l]! * sizes[l + 1]!);
    const scale = gain(activation) / Math.sqrt(sizes[l]!);
    for (let k = 0; k < w.length; k++) {
      while (Math.abs(w[k]!) > 2) w[k] = normals(random, 1)[0]!;
      w[k] = w[k]! * scale;
    }
    weights.push(w);
  }
  return { sizes, activation, weights, biases: sizes.slice(1).map((size) => new Float64Array(size)) };
}

/**
 * Weights and biases uniform in ±1/√(fan in): what PyTorch's linear layers start from, and so most released codes.
 * The output layer has zero biases.
 */
export function createUniformMlp(sizes: readonly number[], activation: Activation, random: Random): Mlp {
  const mlp = createMlp(sizes, activation, random);
  mlp.weights.forEach((w, l) => {
    const reach = 1 / Math.sqrt(sizes[l]!);
    for (let k = 0; k < w.length; k++) w[k] = reach * (2 * random() - 1);
    const b = mlp.biases[l]!;
    if (l < mlp.weights.length - 1) for (let k = 0; k < b.length; k++) b[k] = reach * (2 * random() - 1);
  });
  return mlp;
}

export function createTape(mlp: Mlp, maxRows: number): Tape {
  const rooms = () => mlp.sizes.slice(1).map((size) => new Float64Array(maxRows * size));
  return { maxRows, activations: rooms(), slopes: rooms(), deltas: rooms() };
}

export const createGradients = (mlp: Mlp): MlpGradients => ({
  weights: mlp.weights.map((w) => new Float64Array(w.length)),
  biases: mlp.biases.map((b) => new Float64Array(b.length)),
});

/** Weights and biases, layer by layer: the order in which an optimiser takes parameters and gradients. */
export const parametersOf = ({ weights, biases }: MlpGradients): Float64Array[] =>
  weights.flatMap((w, l) => [w, biases[l]!]);

/** Logits, rows × last size, of the rows × first size inputs; valid until the tape is used again. */
export function forward(mlp: Mlp, input: Float64Array, rows: number, tape: Tape, disturb?: Disturb): Float64Array {
  const { sizes, weights, biases, activation } = mlp;
  const last = weights.length - 1;
  if (rows > tape.maxRows) throw new RangeError(`rows is ${rows}, and the tape holds ${tape.maxRows}`);
  let values = input;
  for (let l = 0; l <= last; l++) {
    const out = tape.activations[l]!;
    affine(values, rows, sizes[l]!, weights[l]!, biases[l]!, sizes[l + 1]!, out);
    if (l < last) {
      activate(activation, out, tape.slopes[l]!, rows * sizes[l + 1]!);
      disturb?.(l, out, rows * sizes[l + 1]!);
    }
    values = out;
  }
  return values;
}

/**
 * Gradients of a loss, overwritten, from outputGradient (∂loss/∂logits, rows × last size) after a forward pass of the
 * same input. hiddenGradients[l], where given, is added to ∂loss/∂activations[l]; inputGradient receives ∂loss/∂input.
 */
export function backward(
  mlp: Mlp,
  input: Float64Array,
  rows: number,
  tape: Tape,
  outputGradient: Float64Array,
  gradients: MlpGradients,
  inputGradient?: Float64Array,
  hiddenGradients?: readonly (Float64Array | undefined)[],
): void {
  const { sizes, weights } = mlp;
  let delta = outputGradient;
  for (let l = weights.length - 1; l >= 0; l--) {
    const n = sizes[l]!;
    const m = sizes[l + 1]!;
    const values = l === 0 ? input : tape.activations[l - 1]!;
    weightGradient(values, delta, rows, n, m, gradients.weights[l]!, gradients.biases[l]!);
    const before = l === 0 ? inputGradient : tape.deltas[l - 1]!;
    if (!before) return;
    timesTransposed(delta, rows, m, weights[l]!, n, before);
    if (l === 0) return;
    const slopes = tape.slopes[l - 1]!;
    const extra = hiddenGradients?.[l - 1];
    if (extra) for (let k = 0; k < rows * n; k++) before[k] = (before[k]! + extra[k]!) * slopes[k]!;
    else for (let k = 0; k < rows * n; k++) before[k] = before[k]! * slopes[k]!;
    delta = before;
  }
}

/** Replaces inputs by activations, and fills their derivatives. */
function activate(activation: Activation, values: Float64Array, slopes: Float64Array, count: number): void {
  switch (activation) {
    case 'tanh':
      tanhInPlace(values, slopes, count);
      return;
    case 'relu':
      for (let k = 0; k < count; k++) {
        const on = values[k]! > 0;
        if (!on) values[k] = 0;
        slopes[k] = on ? 1 : 0;
      }
      return;
    case 'softsign':
      for (let k = 0; k < count; k++) {
        const z = values[k]!;
        const rest = 1 / (1 + Math.abs(z));
        values[k] = z * rest;
        slopes[k] = rest * rest;
      }
      return;
    case 'softplus':
      for (let k = 0; k < count; k++) {
        const z = values[k]!;
        const e = Math.exp(-Math.abs(z));
        values[k] = Math.max(z, 0) + Math.log1p(e);
        slopes[k] = z > 0 ? 1 / (1 + e) : e / (1 + e);
      }
      return;
    case 'elu':
      for (let k = 0; k < count; k++) {
        const z = values[k]!;
        if (z > 0) slopes[k] = 1;
        else {
          values[k] = Math.expm1(z);
          slopes[k] = Math.exp(z);
        }
      }
      return;
    case 'swish':
      for (let k = 0; k < count; k++) {
        const z = values[k]!;
        const s = 1 / (1 + Math.exp(-z));
        values[k] = z * s;
        slopes[k] = s + z * s * (1 - s);
      }
      return;
    case 'gelu':
      geluInPlace(values, slopes, count);
      return;
    case 'linear':
      slopes.fill(1, 0, count);
  }
}
