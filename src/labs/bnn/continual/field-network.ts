import { pairedForward, pairedInputs, pairedWeights } from '../../../math/paired-products.ts';

/**
 * A network of binary weights seen through their means: a layer's inputs add up to a Gaussian,
 * z = x mᵀ/√n + √(x² (1 − m²)ᵀ/n + 1e-30) ε, with rectified units between. No biases.
 */
export interface FieldNetwork {
  readonly sizes: readonly number[];
  /** θ, a layer each, out × in. */
  readonly theta: readonly Float64Array[];
}

export interface FieldTape {
  readonly m: Float64Array[];
  readonly v: Float64Array[];
  /** Inputs of every layer after the first, rows × in. */
  readonly values: Float64Array[];
  /** Standard deviation and noise of every layer's z, rows × out. */
  readonly deviation: Float64Array[];
  readonly noise: Float64Array[];
  readonly deltas: Float64Array[];
  readonly squares: Float64Array;
  readonly ofVariance: Float64Array[];
  readonly pulls: Float64Array;
  readonly spreads: Float64Array;
}

/** Keeps the root from zero where a layer's inputs all are; the card's reference has the same. */
const FLOOR = 1e-30;

export function createFieldTape({ sizes, theta }: FieldNetwork, rows: number): FieldTape {
  const widest = () => new Float64Array(rows * Math.max(...sizes));
  const outputs = () => sizes.slice(1).map((size) => new Float64Array(rows * size));
  const like = () => theta.map((layer) => new Float64Array(layer.length));
  return {
    m: like(),
    v: like(),
    values: outputs(),
    deviation: outputs(),
    noise: outputs(),
    deltas: outputs(),
    ofVariance: like(),
    squares: widest(),
    pulls: widest(),
    spreads: widest(),
  };
}

/** Logits of rows inputs under the noise that stands in the tape; valid until the next pass. */
export function forwardFields(
  { sizes, theta }: FieldNetwork,
  beta: number,
  input: Float64Array,
  rows: number,
  tape: FieldTape,
): Float64Array {
  let x = input;
  theta.forEach((fields, l) => {
    const [n, out] = [sizes[l]!, sizes[l + 1]!];
    const [m, v, z, s, noise] = [tape.m[l]!, tape.v[l]!, tape.values[l]!, tape.deviation[l]!, tape.noise[l]!];
    for (let k = 0; k < fields.length; k++) {
      const mean = Math.tanh(beta * fields[k]!);
      m[k] = mean;
      v[k] = 1 - mean * mean;
    }
    for (let k = 0; k < rows * n; k++) tape.squares[k] = x[k]! * x[k]!;
    pairedForward(x, tape.squares, m, v, rows, n, out, z, s);
    const last = l === theta.length - 1;
    const scale = 1 / Math.sqrt(n);
    for (let at = 0; at < rows * out; at++) {
      const deviation = Math.sqrt(s[at]! / n + FLOOR);
      s[at] = deviation;
      const value = z[at]! * scale + deviation * noise[at]!;
      z[at] = last || value > 0 ? value : 0;
    }
    x = z;
  });
  return x;
}

/** ∂loss/∂θ of every layer, overwritten, from ∂loss/∂logits after a forward pass of the same input. */
export function backwardFields(
  { sizes, theta }: FieldNetwork,
  beta: number,
  input: Float64Array,
  rows: number,
  tape: FieldTape,
  outputGradient: Float64Array,
  gradients: readonly Float64Array[],
): void {
  let delta = outputGradient;
  for (let l = theta.length - 1; l >= 0; l--) {
    const [n, out] = [sizes[l]!, sizes[l + 1]!];
    const [m, v, s, noise, gradient] = [tape.m[l]!, tape.v[l]!, tape.deviation[l]!, tape.noise[l]!, gradients[l]!];
    const x = l === 0 ? input : tape.values[l - 1]!;
    const before = l === 0 ? null : tape.deltas[l - 1]!;
    const scale = 1 / Math.sqrt(n);
    const [pulls, spreads] = [tape.pulls, tape.spreads];
    // ∂z/∂v = ε x²/(2 n s), and ∂v/∂m = −2 m.
    for (let at = 0; at < rows * out; at++) {
      pulls[at] = delta[at]! * scale;
      spreads[at] = (delta[at]! * noise[at]!) / (n * s[at]!);
    }
    const ofVariance = tape.ofVariance[l]!;
    pairedWeights(x, pulls, spreads, rows, n, out, gradient, ofVariance);
    if (before) pairedInputs(x, pulls, spreads, m, v, rows, n, out, before);
    for (let k = 0; k < gradient.length; k++) gradient[k] = (gradient[k]! - m[k]! * ofVariance[k]!) * beta * v[k]!;
    if (!before) return;
    for (let k = 0; k < rows * n; k++) if (x[k]! <= 0) before[k] = 0;
    delta = before;
  }
}

/** Logits of the network whose weights are the signs of θ. */
export function forwardSigns(
  sizes: readonly number[],
  signs: readonly Int8Array[],
  inputs: Float64Array,
  rows: number,
): Float64Array {
  let x = inputs;
  signs.forEach((w, l) => {
    const n = sizes[l]!;
    const out = sizes[l + 1]!;
    const z = new Float64Array(rows * out);
    const scale = 1 / Math.sqrt(n);
    for (let r = 0; r < rows; r++)
      for (let o = 0; o < out; o++) {
        let sum = 0;
        for (let i = r * n, k = o * n; k < (o + 1) * n; i++, k++) sum += x[i]! * w[k]!;
        z[r * out + o] = l === signs.length - 1 || sum > 0 ? sum * scale : 0;
      }
    x = z;
  });
  return x;
}

export const signsOf = (theta: Float64Array): Int8Array => Int8Array.from(theta, (value) => (value < 0 ? -1 : 1));
