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

/** out = values W + b, in blocks of two rows and four outputs, so that sums stay in registers; the order of each sum is plain. */
function affine(
  values: Float64Array,
  rows: number,
  n: number,
  W: Float64Array,
  b: Float64Array,
  m: number,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + 3 < m; j += 4) {
    let r = 0;
    for (; r + 1 < rows; r += 2) {
      let s0 = b[j]!;
      let s1 = b[j + 1]!;
      let s2 = b[j + 2]!;
      let s3 = b[j + 3]!;
      let t0 = s0;
      let t1 = s1;
      let t2 = s2;
      let t3 = s3;
      for (let i = r * n, e = i + n, k = j; i < (r + 1) * n; i++, e++, k += m) {
        const x = values[i]!;
        const y = values[e]!;
        const w0 = W[k]!;
        const w1 = W[k + 1]!;
        const w2 = W[k + 2]!;
        const w3 = W[k + 3]!;
        s0 += x * w0;
        s1 += x * w1;
        s2 += x * w2;
        s3 += x * w3;
        t0 += y * w0;
        t1 += y * w1;
        t2 += y * w2;
        t3 += y * w3;
      }
      const at = r * m + j;
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
      out[at + m] = t0;
      out[at + m + 1] = t1;
      out[at + m + 2] = t2;
      out[at + m + 3] = t3;
    }
    for (let h = j; r < rows && h < j + 4; h++) out[r * m + h] = output(values, r, n, W, b[h]!, h, m);
  }
  for (; j < m; j++) for (let r = 0; r < rows; r++) out[r * m + j] = output(values, r, n, W, b[j]!, j, m);
}

function output(
  values: Float64Array,
  r: number,
  n: number,
  W: Float64Array,
  bias: number,
  j: number,
  m: number,
): number {
  let s = bias;
  for (let i = r * n, k = j; i < (r + 1) * n; i++, k += m) s += values[i]! * W[k]!;
  return s;
}

/** out = delta Wᵀ, in blocks of two rows and four inputs. */
function timesTransposed(
  delta: Float64Array,
  rows: number,
  m: number,
  W: Float64Array,
  n: number,
  out: Float64Array,
): void {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    let r = 0;
    for (; r + 1 < rows; r += 2) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let t0 = 0;
      let t1 = 0;
      let t2 = 0;
      let t3 = 0;
      for (let j = r * m, e = j + m, k = i * m; j < (r + 1) * m; j++, e++, k++) {
        const c = delta[j]!;
        const d = delta[e]!;
        const w0 = W[k]!;
        const w1 = W[k + m]!;
        const w2 = W[k + 2 * m]!;
        const w3 = W[k + 3 * m]!;
        s0 += c * w0;
        s1 += c * w1;
        s2 += c * w2;
        s3 += c * w3;
        t0 += d * w0;
        t1 += d * w1;
        t2 += d * w2;
        t3 += d * w3;
      }
      const at = r * n + i;
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
      out[at + n] = t0;
      out[at + n + 1] = t1;
      out[at + n + 2] = t2;
      out[at + n + 3] = t3;
    }
    for (let h = i; r < rows && h < i + 4; h++) out[r * n + h] = alongRow(delta, r, m, W, h);
  }
  for (; i < n; i++) for (let r = 0; r < rows; r++) out[r * n + i] = alongRow(delta, r, m, W, i);
}

function alongRow(delta: Float64Array, r: number, m: number, W: Float64Array, i: number): number {
  let s = 0;
  for (let j = r * m, k = i * m; j < (r + 1) * m; j++, k++) s += delta[j]! * W[k]!;
  return s;
}

/** gW = valuesᵀ delta, gb = 1ᵀ delta. */
function weightGradient(
  values: Float64Array,
  delta: Float64Array,
  rows: number,
  n: number,
  m: number,
  gW: Float64Array,
  gb: Float64Array,
): void {
  let i = 0;
  for (; i + 1 < n; i += 2) {
    let j = 0;
    for (; j + 1 < m; j += 2) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let r = 0, p = i, q = j; r < rows; r++, p += n, q += m) {
        const x = values[p]!;
        const y = values[p + 1]!;
        const d = delta[q]!;
        const e = delta[q + 1]!;
        s00 += x * d;
        s01 += x * e;
        s10 += y * d;
        s11 += y * e;
      }
      gW[i * m + j] = s00;
      gW[i * m + j + 1] = s01;
      gW[(i + 1) * m + j] = s10;
      gW[(i + 1) * m + j + 1] = s11;
    }
    if (j < m) {
      gW[i * m + j] = column(values, i, n, delta, j, m, rows);
      gW[(i + 1) * m + j] = column(values, i + 1, n, delta, j, m, rows);
    }
  }
  if (i < n) for (let j = 0; j < m; j++) gW[i * m + j] = column(values, i, n, delta, j, m, rows);
  for (let j = 0; j < m; j++) {
    let s = 0;
    for (let r = 0, q = j; r < rows; r++, q += m) s += delta[q]!;
    gb[j] = s;
  }
}

function column(a: Float64Array, i: number, n: number, b: Float64Array, j: number, m: number, rows: number): number {
  let s = 0;
  for (let r = 0, p = i, q = j; r < rows; r++, p += n, q += m) s += a[p]! * b[q]!;
  return s;
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
