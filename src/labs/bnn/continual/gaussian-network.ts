import { pairedForward, pairedInputs, pairedWeights } from '../../../math/paired-products.ts';
import { normals, type Random } from '../../../math/random.ts';

/**
 * A network whose weights and biases are independent Gaussians, by local reparameterisation (Kingma, Salimans & Welling
 * 2015): z = x μᵀ + √(x² (σ²)ᵀ + 1e-12) ε, rectified units between. A bias is the weight of an input that is 1.
 */
export interface GaussianNetwork {
  readonly sizes: readonly number[];
  /** A layer each, out × (in + 1). */
  readonly mean: readonly Float64Array[];
  readonly logDeviation: readonly Float64Array[];
}

export interface GaussianTape {
  /** Inputs of every layer with their 1, rows × (in + 1), and their squares. */
  readonly inputs: Float64Array[];
  readonly squares: Float64Array[];
  readonly variance: Float64Array[];
  /** z, its standard deviation and its noise, rows × out. */
  readonly z: Float64Array[];
  readonly deviation: Float64Array[];
  readonly noise: Float64Array[];
  readonly spreads: Float64Array[];
  readonly before: Float64Array[];
  readonly deltas: Float64Array[];
}

const FLOOR = 1e-12;

/** Means from N(0, 2/in), biases 0, every standard deviation the same. */
export function createGaussianNetwork(sizes: readonly number[], deviation: number, random: Random): GaussianNetwork {
  const mean = sizes.slice(1).map((out, l) => {
    const n = sizes[l]!;
    const drawn = normals(random, out * n);
    return Float64Array.from({ length: out * (n + 1) }, (_, k) => {
      const [o, i] = [Math.floor(k / (n + 1)), k % (n + 1)];
      return i === n ? 0 : Math.sqrt(2 / n) * drawn[o * n + i]!;
    });
  });
  return { sizes, mean, logDeviation: mean.map((layer) => layer.map(() => Math.log(deviation))) };
}

export function createGaussianTape({ sizes, mean }: GaussianNetwork, rows: number): GaussianTape {
  const outputs = () => sizes.slice(1).map((size) => new Float64Array(rows * size));
  const inputs = () => sizes.slice(0, -1).map((size) => new Float64Array(rows * (size + 1)));
  return {
    inputs: inputs(),
    squares: inputs(),
    variance: mean.map((layer) => new Float64Array(layer.length)),
    z: outputs(),
    deviation: outputs(),
    noise: outputs(),
    spreads: outputs(),
    before: inputs(),
    deltas: outputs(),
  };
}

/** Logits of rows inputs under the noise that stands in the tape; valid until the next pass. */
export function forwardGaussian(
  { sizes, mean, logDeviation }: GaussianNetwork,
  input: Float64Array,
  rows: number,
  tape: GaussianTape,
): Float64Array {
  let values = input;
  mean.forEach((mu, l) => {
    const [n, out] = [sizes[l]!, sizes[l + 1]!];
    const [x, squares, variance] = [tape.inputs[l]!, tape.squares[l]!, tape.variance[l]!];
    const [z, s, noise, rho] = [tape.z[l]!, tape.deviation[l]!, tape.noise[l]!, logDeviation[l]!];
    for (let k = 0; k < rho.length; k++) variance[k] = Math.exp(2 * rho[k]!);
    for (let r = 0; r < rows; r++) {
      for (let i = 0; i < n; i++) {
        const value = values[r * n + i]!;
        x[r * (n + 1) + i] = value;
        squares[r * (n + 1) + i] = value * value;
      }
      x[r * (n + 1) + n] = 1;
      squares[r * (n + 1) + n] = 1;
    }
    pairedForward(x, squares, mu, variance, rows, n + 1, out, z, s);
    const last = l === mean.length - 1;
    for (let at = 0; at < rows * out; at++) {
      const deviation = Math.sqrt(s[at]! + FLOOR);
      s[at] = deviation;
      const value = z[at]! + deviation * noise[at]!;
      z[at] = last || value > 0 ? value : 0;
    }
    values = z;
  });
  return values;
}

/** ∂loss/∂μ and ∂loss/∂log σ, overwritten, from ∂loss/∂logits after a forward pass of the same input. */
export function backwardGaussian(
  { sizes, mean }: GaussianNetwork,
  rows: number,
  tape: GaussianTape,
  outputGradient: Float64Array,
  ofMean: readonly Float64Array[],
  ofLogDeviation: readonly Float64Array[],
): void {
  let delta = outputGradient;
  for (let l = mean.length - 1; l >= 0; l--) {
    const [n, out] = [sizes[l]!, sizes[l + 1]!];
    const [s, noise, spreads, variance] = [tape.deviation[l]!, tape.noise[l]!, tape.spreads[l]!, tape.variance[l]!];
    // ∂z/∂s² = ε x²/(2 s); ∂s²/∂x = 2 x σ² is why the half is left out, and put back for ∂s²/∂ log σ = 2 σ².
    for (let at = 0; at < rows * out; at++) spreads[at] = (delta[at]! * noise[at]!) / s[at]!;
    const [gradient, slope] = [ofMean[l]!, ofLogDeviation[l]!];
    pairedWeights(tape.inputs[l]!, delta, spreads, rows, n + 1, out, gradient, slope);
    for (let k = 0; k < slope.length; k++) slope[k] = slope[k]! * variance[k]!;
    if (l === 0) return;
    const before = tape.before[l]!;
    pairedInputs(tape.inputs[l]!, delta, spreads, mean[l]!, variance, rows, n + 1, out, before);
    const [next, units] = [tape.deltas[l - 1]!, tape.z[l - 1]!];
    for (let r = 0; r < rows; r++)
      for (let i = 0; i < n; i++) next[r * n + i] = units[r * n + i]! > 0 ? before[r * (n + 1) + i]! : 0;
    delta = next;
  }
}
